import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconEye, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { JsonView } from '../ui/json-view.tsx';
import classes from './inbox.module.css';
import type { Failure } from './inbox-queries.ts';
import { useInboxActs } from './use-inbox-acts.ts';

/** A call whose answer never came: whether it was carried out is asked of the other system, and shown. A person decides. */
export function LookPanel({ failure: { id, status, canLook } }: { failure: Failure }) {
  const { t } = useTranslation();
  const { retry, decide } = useInboxActs();
  const look = useMutation({
    mutationFn: () => dataOf(api.POST('/api/failures/{id}/look', { params: { path: { id } } })),
  });
  const { data: seen } = look;
  const doubt = status === 'inDoubt';
  // What failed for good is run again: the next try finds what is there, and takes it.
  const goOn = () => (doubt ? decide.mutate({ id, decision: 'done', output: seen?.output }) : retry.mutate({ id }));
  const again = () => (doubt ? decide.mutate({ id, decision: 'notDone' }) : retry.mutate({ id }));
  const pending = retry.isPending || decide.isPending;
  return (
    <Paper withBorder p="md" component="section" aria-label={t('inbox.look.title')}>
      <Stack gap="sm">
        <div>
          <Title order={3} size="h5">
            {t('inbox.look.title')}
          </Title>
          <Text size="sm">{t(canLook ? 'inbox.look.text' : 'inbox.look.single')}</Text>
        </div>
        {canLook && (
          <Group>
            <Button
              variant="default"
              leftSection={<IconEye size={16} aria-hidden />}
              loading={look.isPending}
              onClick={() => look.mutate()}
            >
              {t(seen === undefined ? 'inbox.look.look' : 'inbox.look.again')}
            </Button>
          </Group>
        )}
        <div aria-live="polite">
          {look.isError && (
            <Alert color="red" variant="light">
              {failureText(look.error)}
            </Alert>
          )}
          {seen !== undefined && (
            <Stack gap="sm">
              <Alert color={seen.found ? 'green' : 'blue'} variant="light">
                {t(seen.found ? 'inbox.look.found' : 'inbox.look.notFound')}
              </Alert>
              <Group>
                {seen.found ? (
                  <Button leftSection={<IconCheck size={16} aria-hidden />} loading={pending} onClick={goOn}>
                    {t('inbox.decide.done')}
                  </Button>
                ) : (
                  <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} loading={pending} onClick={again}>
                    {t('inbox.decide.notDone')}
                  </Button>
                )}
              </Group>
              {seen.found && (
                <div className={classes.receipt}>
                  <JsonView value={seen.output} name="receipt" label={t('inbox.look.receipt')} />
                </div>
              )}
            </Stack>
          )}
        </div>
      </Stack>
    </Paper>
  );
}
