import {
  Alert,
  Autocomplete,
  Button,
  Code,
  Group,
  Modal,
  SegmentedControl,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { fieldPaths } from './field-paths.ts';
import { failureOf, inboxKey } from './inbox-queries.ts';
import type { Replacement, Target } from './use-inbox-acts.ts';

type Props = {
  target: Target;
  count: number;
  fingerprint: string;
  pending: boolean;
  onGo: (replacement: Replacement) => void;
  onClose: () => void;
};

/** One field of many records is changed: seen on the first of them, then done to all, which run again. */
export function ReplaceDialog({ target, count, fingerprint, pending, onGo, onClose }: Props) {
  const { t } = useTranslation();
  const [field, setField] = useState('');
  const [whole, setWhole] = useState(false);
  const [find, setFind] = useState('');
  const [by, setBy] = useState('');
  const fields = useFields(fingerprint);
  const [asked] = useDebouncedValue({ field, by, ...(whole ? {} : { find }) }, 300);
  const complete = asked.field !== '' && (whole || asked.find !== '');
  const preview = useQuery({
    queryKey: [...inboxKey, 'replacement', target, asked],
    queryFn: () => dataOf(api.POST('/api/failures/preview-replacement', { body: { target, replacement: asked } })),
    enabled: complete,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const { data } = preview;
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('inbox.replace.title')}
      closeButtonProps={{ 'aria-label': t('inbox.actions.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onGo({ field, by, ...(whole ? {} : { find }) });
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('inbox.replace.text')}</Text>
          <Autocomplete
            label={t('inbox.replace.field')}
            description={t('inbox.replace.fieldHelp')}
            data={fields}
            value={field}
            onChange={setField}
            limit={50}
            // Else its list would stand beside the dialog, where nobody looks for it.
            comboboxProps={{ withinPortal: false }}
            required
            data-autofocus
          />
          <SegmentedControl
            value={whole ? 'whole' : 'find'}
            onChange={(next) => setWhole(next === 'whole')}
            data={[
              { value: 'find', label: t('inbox.replace.find') },
              { value: 'whole', label: t('inbox.replace.whole') },
            ]}
            aria-label={t('inbox.replace.mode')}
            w="fit-content"
          />
          <Group grow align="flex-start">
            {!whole && (
              <TextInput
                label={t('inbox.replace.findText')}
                value={find}
                onChange={(event) => setFind(event.currentTarget.value)}
                required
              />
            )}
            <TextInput
              label={t('inbox.replace.by')}
              value={by}
              onChange={(event) => setBy(event.currentTarget.value)}
            />
          </Group>
          {preview.isError && complete && (
            <Alert color="red" variant="light" role="alert">
              {failureText(preview.error)}
            </Alert>
          )}
          {complete && data !== undefined && !preview.isError && <Preview preview={data} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('inbox.actions.cancel')}
            </Button>
            <Button type="submit" loading={pending} disabled={!complete || data === undefined || data.changed === 0}>
              {t('inbox.replace.go', { count })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

type Changes = {
  looked: number;
  changed: number;
  unfit: number;
  changes: { id: string; recordKey: string | null; before?: unknown; after?: unknown; problem?: string }[];
};

function Preview({ preview: { looked, changed, unfit, changes } }: { preview: Changes }) {
  const { t } = useTranslation();
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600} role="status">
        {t('inbox.replace.changes', { count: changed, looked })}{' '}
        {unfit > 0 && t('inbox.replace.unfit', { count: unfit })}
      </Text>
      {changes.length > 0 && (
        <Table.ScrollContainer minWidth={480} mah={260}>
          <Table verticalSpacing={4} aria-label={t('inbox.replace.preview')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('inbox.replace.record')}</Table.Th>
                <Table.Th scope="col">{t('inbox.replace.before')}</Table.Th>
                <Table.Th scope="col">{t('inbox.replace.after')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {changes.map(({ id, recordKey, before, after, problem }) => (
                <Table.Tr key={id}>
                  <Table.Td>{recordKey ?? id.slice(-8)}</Table.Td>
                  <Table.Td>
                    <Code>{text(before)}</Code>
                  </Table.Td>
                  <Table.Td>
                    <Code>{text(after)}</Code>
                    {problem !== undefined && (
                      <Text size="xs" c="red">
                        {problem}
                      </Text>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}

/** The fields that the newest of these records has. */
function useFields(fingerprint: string): string[] {
  const first = useQuery({
    queryKey: [...inboxKey, 'newest', fingerprint],
    queryFn: async () => {
      const query = { fingerprint, status: 'open' as const, limit: 1 };
      return (await dataOf(api.GET('/api/failures', { params: { query } }))).failures[0]?.id ?? null;
    },
  });
  const { data } = useQuery({ ...failureOf(first.data ?? ''), enabled: typeof first.data === 'string' });
  return data === undefined ? [] : fieldPaths(data.data);
}
