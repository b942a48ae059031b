import { Button, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { useEditor, useOpen } from '../editor/editor-context.ts';
import { moment } from '../i18n/index.ts';
import { RecordStateMark } from '../ui/record-state.tsx';
import { Shown } from '../ui/shown.tsx';
import { useSampleActs } from './use-sample-acts.ts';

const RUNS = 10;
const RECORDS = 20;

type Props = { node: string; opened: boolean; onClose: () => void };

/** A sample from what came in lately. */
export function RecordSample({ node, opened, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="xl"
      title={t('samples.record.title')}
      closeButtonProps={{ 'aria-label': t('editor.cancel') }}
    >
      {opened && <Choice node={node} onDone={onClose} />}
    </Modal>
  );
}

function Choice({ node, onDone }: { node: string; onDone: () => void }) {
  const { t } = useTranslation();
  const { editor } = useOpen();
  const flowId = useEditor((state) => state.flowId);
  const acts = useSampleActs();
  const query = useQuery({ queryKey: ['latest-records', flowId], queryFn: () => latestRecords(flowId), staleTime: 0 });
  const taking = useMutation({
    mutationFn: (record: string) =>
      dataOf(api.POST('/api/flows/{id}/samples/record', { params: { path: { id: flowId } }, body: { record, node } })),
    onSuccess: () => {
      editor.chooseSample(0);
      editor.say(t('samples.kept', { count: 1 }));
      onDone();
    },
    onSettled: acts.refresh,
  });
  return (
    <Stack>
      {taking.isError && (
        <Text size="sm" c="red" role="alert">
          {failureText(taking.error)}
        </Text>
      )}
      <Shown query={query}>
        {(records) =>
          records.length === 0 ? (
            <Text size="sm">{t('samples.record.none')}</Text>
          ) : (
            <Table.ScrollContainer minWidth={420} maxHeight={420}>
              <Table stickyHeader>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('samples.record.key')}</Table.Th>
                    <Table.Th>{t('samples.record.state')}</Table.Th>
                    <Table.Th>{t('samples.record.at')}</Table.Th>
                    <Table.Th>
                      <Group />
                    </Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {records.map(({ id, key, state, startedAt }) => (
                    <Table.Tr key={id}>
                      <Table.Td style={{ overflowWrap: 'anywhere' }}>{key ?? id.slice(-8)}</Table.Td>
                      <Table.Td>
                        <RecordStateMark state={state} />
                      </Table.Td>
                      <Table.Td>{moment(startedAt)}</Table.Td>
                      <Table.Td ta="end">
                        <Button
                          size="compact-xs"
                          variant="default"
                          loading={taking.isPending && taking.variables === id}
                          aria-label={t('samples.record.takeThis', { key: key ?? id.slice(-8) })}
                          onClick={() => taking.mutate(id)}
                        >
                          {t('samples.record.take')}
                        </Button>
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Shown>
    </Stack>
  );
}

/** What came in with the latest runs; what a split made of it did not come in. */
async function latestRecords(flowId: string) {
  const { runs } = await dataOf(api.GET('/api/runs', { params: { query: { flow: flowId, limit: RUNS } } }));
  const read = runs.map(async ({ id, startedAt }) => {
    const { records } = await dataOf(
      api.GET('/api/runs/{id}/records', { params: { path: { id }, query: { limit: RECORDS } } }),
    );
    return records.filter(({ parentId }) => parentId === null).map((record) => ({ ...record, startedAt }));
  });
  return (await Promise.all(read)).flat();
}
