import { Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { inboxKey } from './inbox-queries.ts';
import { ReadinessList } from './readiness-list.tsx';
import type { Target } from './use-inbox-acts.ts';

type Props = { target: Target; pending: boolean; onGo: () => void; onClose: () => void };

/** Says what running again would do before it is done: will run, already done, in doubt, refused and why. */
export function RetryDialog({ target, pending, onGo, onClose }: Props) {
  const { t } = useTranslation();
  const ready = useQuery({
    queryKey: [...inboxKey, 'readiness', target],
    queryFn: () => dataOf(api.POST('/api/failures/readiness', { body: { target } })),
    staleTime: 0,
  });
  const { data } = ready;
  const most = data === undefined || data.looked < data.total ? data?.total : data.counts.willRun;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('inbox.ready.title')}
      closeButtonProps={{ 'aria-label': t('inbox.actions.close') }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('inbox.ready.from')}</Text>
        {data === undefined ? (
          <Skeleton height={80} role="status" aria-label={t('inbox.ready.looking')} aria-busy="true" />
        ) : (
          <ReadinessList readiness={data} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('inbox.actions.cancel')}
          </Button>
          <Button onClick={onGo} loading={pending} disabled={most === undefined || most === 0} data-autofocus>
            {t('inbox.ready.go', { count: most ?? 0 })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
