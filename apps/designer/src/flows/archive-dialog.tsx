import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { environmentList } from '../environments/environment-queries.ts';
import { archiveFlow, useForEach } from './flow-actions.ts';
import type { ListedFlow } from './flow-queries.ts';
import { shortName } from './short-name.ts';

type Props = { flows: readonly ListedFlow[]; opened: boolean; onClose: () => void; onDone?: () => void };

/** Asks before flows are put away, and says what stops with them. */
export function ArchiveDialog({ flows, opened, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const environments = useQuery(environmentList).data?.environments ?? [];
  const count = flows.length;
  const name = shortName(flows[0]?.name ?? '');
  const archiving = useForEach(archiveFlow, (done) =>
    count === 1
      ? t('flows.archivedNow', { name })
      : t('flows.archivedNow', { name: t('flows.count', { count: done }) }),
  );
  const stops = flows.flatMap((flow) =>
    flow.deployments
      .filter(({ active }) => active)
      .map(({ environmentId, version }) => ({
        key: `${flow.id} ${environmentId}`,
        words: t('flows.archiveStopsIn', {
          name: shortName(flow.name),
          environment: environments.find(({ id }) => id === environmentId)?.name ?? '…',
          version,
        }),
      })),
  );
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={count === 1 ? t('flows.archiveTitle', { name }) : t('flows.archiveTitleMany', { count })}
      closeButtonProps={{ 'aria-label': t('flows.cancel') }}
      styles={{ title: { overflowWrap: 'anywhere' } }}
    >
      <Stack>
        <Text size="sm">{t('flows.archiveText')}</Text>
        {stops.length > 0 && (
          <Alert
            color="orange"
            variant="light"
            icon={<IconAlertTriangle aria-hidden />}
            title={t('flows.archiveStops')}
          >
            <List size="sm">
              {stops.map(({ key, words }) => (
                <List.Item key={key} style={{ overflowWrap: 'anywhere' }}>
                  {words}
                </List.Item>
              ))}
            </List>
            <Text size="sm" mt="xs">
              {t('flows.archiveGoesOn')}
            </Text>
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('flows.cancel')}
          </Button>
          <Button
            {...(stops.length > 0 ? { color: 'red' } : {})}
            loading={archiving.isPending}
            onClick={() =>
              archiving.mutate(flows, {
                onSettled: () => {
                  onClose();
                  onDone?.();
                },
              })
            }
          >
            {stops.length > 0 ? t('flows.archiveAndStop') : t('flows.archive')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
