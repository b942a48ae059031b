import { Anchor, Badge, Button, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { IconDownload, IconEyeOff, IconMathFunction, IconWorldUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionList } from '../connections/connection-queries.ts';
import { currentLanguage } from '../i18n/index.ts';
import { useFlowName } from '../runs/run-queries.ts';
import { useMay } from '../session/use-may.ts';
import { duration } from '../ui/amounts.ts';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { EntryDetail } from './entry-detail.tsx';
import { type Entry, entryList, oneTracing, stopTracing, useTracingAct, useTracingsLive } from './tracing-queries.ts';
import { TracingState } from './tracing-state.tsx';

/** Lines on the screen; all of them are in the download. */
const MOST_SHOWN = 200;

/** What is seen of a flow or a connection, as it comes. */
export function TracingScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/inside/traces/$id' });
  const tracing = useQuery(oneTracing(id));
  const entries = useQuery(entryList(id));
  const flowName = useFlowName();
  const connections = useQuery(connectionList).data?.connections ?? [];
  const mayTrace = useMay('operator');
  const stop = useTracingAct(stopTracing);
  const [open, setOpen] = useState<Entry>();
  useTracingsLive();
  const { flowId = null, connectionId = null } = tracing.data ?? {};
  const name = flowId === null ? connections.find((one) => one.id === connectionId)?.name : flowName(flowId);
  return (
    <Page title={t('tracing.title', { name: name ?? '…' })}>
      <Shown query={tracing}>
        {(of) => (
          <Stack>
            <Anchor
              component={Link}
              to={of.flowId === null ? '/connections/$id' : '/flows/$id/about'}
              params={{ id: of.flowId ?? of.connectionId } as never}
              size="sm"
            >
              {t(of.flowId === null ? 'tracing.toConnection' : 'tracing.toFlow')}
            </Anchor>
            <TracingState of={of} />
            <Group gap="xs">
              {of.ended === null && mayTrace && (
                <Button
                  size="xs"
                  leftSection={<IconEyeOff size={14} aria-hidden />}
                  loading={stop.isPending}
                  onClick={() => stop.mutate(id)}
                >
                  {t('tracing.stop')}
                </Button>
              )}
              {(['ndjson', 'har'] as const).map((format) => (
                <Button
                  key={format}
                  size="xs"
                  variant="default"
                  component="a"
                  href={`/api/tracings/${id}/download?format=${format}`}
                  download={`trace-${id}.${format}`}
                  leftSection={<IconDownload size={14} aria-hidden />}
                >
                  {t(`tracing.download.${format}`)}
                </Button>
              ))}
            </Group>
            <Shown query={entries}>
              {(all) =>
                all.length === 0 ? (
                  <Text>{t(of.ended === null ? 'tracing.nothingYet' : 'tracing.nothing')}</Text>
                ) : (
                  <Stack gap="xs">
                    {all.length > MOST_SHOWN && (
                      <Text size="sm" c="dimmed">
                        {t('tracing.latest', { count: MOST_SHOWN })}
                      </Text>
                    )}
                    <Entries entries={all.slice(-MOST_SHOWN).toReversed()} onOpen={setOpen} />
                  </Stack>
                )
              }
            </Shown>
          </Stack>
        )}
      </Shown>
      <Modal
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
        size="xl"
        title={open === undefined ? '' : t(`tracing.kinds.${open.kind}`)}
        closeButtonProps={{ 'aria-label': t('connections.close') }}
      >
        {open !== undefined && <EntryDetail of={open} />}
      </Modal>
    </Page>
  );
}

function Entries({ entries, onOpen }: { entries: Entry[]; onOpen: (entry: Entry) => void }) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table highlightOnHover verticalSpacing="xs" aria-label={t('tracing.entries')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('tracing.at')}</Table.Th>
            <Table.Th scope="col">{t('tracing.what')}</Table.Th>
            <Table.Th scope="col">{t('tracing.came')}</Table.Th>
            <Table.Th scope="col">{t('tracing.step')}</Table.Th>
            <Table.Th scope="col">{t('tracing.record')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={entry.seq}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{clock(entry.at)}</Table.Td>
              <Table.Th scope="row" fw="normal">
                <Group gap={6} wrap="nowrap">
                  {entry.kind === 'call' ? (
                    <IconWorldUpload size={16} aria-hidden />
                  ) : (
                    <IconMathFunction size={16} aria-hidden />
                  )}
                  <Anchor
                    component="button"
                    type="button"
                    size="sm"
                    ta="start"
                    style={{ overflowWrap: 'anywhere' }}
                    onClick={() => onOpen(entry)}
                  >
                    {entry.kind === 'call'
                      ? `${entry.data.method} ${entry.data.url.split('?')[0]}`
                      : t('tracing.expressions', { count: entry.data.expressions.length + entry.data.more })}
                  </Anchor>
                </Group>
              </Table.Th>
              <Table.Td>
                <Came of={entry} />
              </Table.Td>
              <Table.Td>{entry.node ?? '–'}</Table.Td>
              <Table.Td>
                {entry.recordId === null ? (
                  '–'
                ) : (
                  <Anchor
                    component={Link}
                    to="/records/$id"
                    params={{ id: entry.recordId } as never}
                    size="sm"
                    underline="always"
                  >
                    {t('tracing.toRecord')}
                  </Anchor>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const clock = (at: string) => new Intl.DateTimeFormat(currentLanguage(), { timeStyle: 'medium' }).format(new Date(at));

function Came({ of }: { of: Entry }) {
  const { t } = useTranslation();
  const { failure } = of.data;
  const status = of.kind === 'call' ? of.data.status : null;
  const good = failure === null && (status ?? 200) < 400;
  const word = status !== null ? `HTTP ${status}` : failure !== null ? failure.code : t('tracing.value');
  return (
    <Group gap={6}>
      <Badge color={good ? 'green' : 'red'} variant="light" tt="none">
        {word}
      </Badge>
      {of.kind === 'call' && (
        <Text span size="xs" c="dimmed">
          {duration(of.data.ms)}
        </Text>
      )}
    </Group>
  );
}
