import { ActionIcon, Button, Menu, Table, Text, VisuallyHidden } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { FlowTest } from '@raccord/contract';
import { IconCopy, IconDots, IconDownload, IconPencil, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { moment } from '../i18n/index.ts';
import { DeleteFlowTest } from './delete-flow-test.tsx';
import { EditFlowTest } from './edit-flow-test.tsx';
import { type FlowTestSummary, flowTest, type Verdict } from './flow-test-queries.ts';
import { TestVerdict } from './test-verdict.tsx';

type Props = {
  id: string;
  tests: readonly FlowTestSummary[];
  verdicts: ReadonlyMap<string, Verdict>;
  onRun: (test: string) => void;
};

export function FlowTestTable({ id, tests, verdicts, onRun }: Props) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<FlowTestSummary>();
  const [deleting, setDeleting] = useState<FlowTestSummary>();
  return (
    <>
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing="xs" aria-label={t('flowTests.open')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('flowTests.name')}</Table.Th>
              <Table.Th scope="col" w={160}>
                {t('flowTests.verdict')}
              </Table.Th>
              <Table.Th scope="col">{t('flowTests.changed')}</Table.Th>
              <Table.Th scope="col" w={160}>
                <VisuallyHidden>{t('flowTests.menu')}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tests.map((test) => (
              <Table.Tr key={test.id}>
                <Table.Th scope="row" style={{ overflowWrap: 'anywhere' }}>
                  {test.name}
                </Table.Th>
                <Table.Td>
                  <TestVerdict passed={verdicts.get(test.id)?.passed} />
                </Table.Td>
                <Table.Td>
                  {moment(test.updatedAt)}
                  <Text size="xs" c="dimmed">
                    {t('flowTests.by', { name: test.updatedBy })}
                  </Text>
                </Table.Td>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>
                  <Button
                    size="compact-sm"
                    variant="default"
                    leftSection={<IconPlayerPlay size={14} aria-hidden />}
                    aria-label={`${t('flowTests.run')}: ${test.name}`}
                    onClick={() => onRun(test.id)}
                    me="xs"
                  >
                    {t('flowTests.run')}
                  </Button>
                  <TestMenu id={id} test={test} onEdit={() => setEditing(test)} onDelete={() => setDeleting(test)} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <EditFlowTest id={id} test={editing} onClose={() => setEditing(undefined)} onSaved={onRun} />
      <DeleteFlowTest id={id} test={deleting} onClose={() => setDeleting(undefined)} />
    </>
  );
}

type MenuProps = { id: string; test: FlowTestSummary; onEdit: () => void; onDelete: () => void };

function TestMenu({ id, test, onEdit, onDelete }: MenuProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const duplicating = useMutation({
    mutationFn: async () => {
      const { document } = await queries.fetchQuery(flowTest(id, test.id));
      const copy = { ...(document as FlowTest), name: t('flowTests.copyOf', { name: test.name }).slice(0, 200) };
      return dataOf(api.POST('/api/flows/{id}/tests', { params: { path: { id } }, body: { document: copy } }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['flow-tests', id], exact: true }),
    onError: (failure) => notifications.show({ color: 'red', message: failureText(failure) }),
  });
  const exporting = useMutation({
    mutationFn: () => queries.fetchQuery(flowTest(id, test.id)),
    onSuccess: ({ document }) => saveFile(`${test.id}.json`, `${JSON.stringify(document, undefined, 2)}\n`),
    onError: (failure) => notifications.show({ color: 'red', message: failureText(failure) }),
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" aria-label={t('flowTests.actions', { name: test.name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
          {t('flowTests.edit')}
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => duplicating.mutate()}>
          {t('flowTests.duplicate')}
        </Menu.Item>
        <Menu.Item leftSection={<IconDownload size={16} aria-hidden />} onClick={() => exporting.mutate()}>
          {t('flowTests.export')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={onDelete}>
          {t('flowTests.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Exactly as `raccord test` reads it from `flows/<flow>/tests/`. */
function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
