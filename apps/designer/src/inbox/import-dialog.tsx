import { Alert, Button, FileButton, Group, List, Modal, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { inboxKey } from './inbox-queries.ts';

const MOST_MB = 20;
type Sheet = { format: 'csv' | 'json'; text: string };

/** Corrected records come back from a spreadsheet: looked at first, line by line, then run again. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [file, setFile] = useState<Sheet>();
  const [tooLarge, setTooLarge] = useState<number>();
  const send = useMutation({
    mutationFn: ({ dryRun, ...body }: Sheet & { dryRun: boolean }) =>
      dataOf(api.POST('/api/failures/import', { body: { ...body, dryRun } })),
    onSettled: () => queries.invalidateQueries({ queryKey: inboxKey }),
  });
  const choose = async (chosen: File | null) => {
    if (chosen === null) return;
    const mb = chosen.size / 1_000_000;
    setTooLarge(mb > MOST_MB ? mb : undefined);
    if (mb > MOST_MB) return;
    const next: Sheet = {
      format: chosen.name.toLowerCase().endsWith('.json') ? 'json' : 'csv',
      text: await chosen.text(),
    };
    setFile(next);
    send.mutate({ ...next, dryRun: true });
  };
  const { data } = send;
  const done = data !== undefined && send.variables?.dryRun === false;
  const ready = data === undefined ? 0 : data.changed + data.unchanged;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('inbox.import.title')}
      closeButtonProps={{ 'aria-label': t('inbox.actions.close') }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('inbox.import.text')}</Text>
        <FileButton accept=".csv,.json,text/csv,application/json" onChange={(chosen) => void choose(chosen)}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              w="fit-content"
              leftSection={<IconUpload size={16} aria-hidden />}
              loading={send.isPending}
            >
              {t('inbox.import.choose')}
            </Button>
          )}
        </FileButton>
        {tooLarge !== undefined && (
          <Alert color="red" variant="light" role="alert">
            {t('inbox.import.tooLarge', { mb: Math.round(tooLarge) })}
          </Alert>
        )}
        {send.isError && (
          <Alert color="red" variant="light" role="alert">
            {failureText(send.error)}
          </Alert>
        )}
        {data !== undefined && tooLarge === undefined && !send.isError && (
          <Stack gap="xs" role="status">
            <Text fw={600}>
              {done
                ? t('inbox.said.retried', { count: data.accepted })
                : ready === 0
                  ? t('inbox.import.nothing')
                  : t('inbox.import.looked', { rows: data.rows, changed: data.changed, unchanged: data.unchanged })}
            </Text>
            <List size="sm" spacing={2} mah={200} style={{ overflow: 'auto' }}>
              {data.refused.slice(0, 200).map(({ line, message }) => (
                <List.Item key={`${line} ${message}`}>
                  <b>{t('inbox.import.line', { line })}</b> {message}
                </List.Item>
              ))}
            </List>
          </Stack>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {done ? t('inbox.actions.close') : t('inbox.actions.cancel')}
          </Button>
          {!done && file !== undefined && ready > 0 && (
            <Button onClick={() => send.mutate({ ...file, dryRun: false })} loading={send.isPending}>
              {t('inbox.import.go', { count: ready })}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
