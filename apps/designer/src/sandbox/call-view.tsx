import { Anchor, Badge, Group, Modal, Stack, Switch, Table, Text } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight, IconBolt } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import { duration } from '../ui/amounts.ts';
import { Shown } from '../ui/shown.tsx';
import { TextPart } from '../ui/text-part.tsx';
import classes from './sandbox.module.css';
import { callList, type SandboxCall } from './sandbox-queries.ts';
import { useSystemName } from './use-system-name.ts';

type Props = { system: string; all: boolean; onAll: (on: boolean) => void };

/** What was said between us and a stand-in, or all of them: our calls, and the events they sent. */
export function CallView({ system, all, onAll }: Props) {
  const { t } = useTranslation();
  const isMail = system === 'mail' && !all;
  const calls = useQuery({ ...callList(all ? undefined : system), enabled: !isMail });
  const [open, setOpen] = useState<SandboxCall>();
  return (
    <Stack>
      <Switch label={t('sandbox.calls.all')} checked={all} onChange={(event) => onAll(event.currentTarget.checked)} />
      {isMail ? (
        <Text>{t('sandbox.calls.mail')}</Text>
      ) : (
        <Shown query={calls}>
          {(data) =>
            data.calls.length === 0 ? (
              <Text>{t('sandbox.calls.none')}</Text>
            ) : (
              <Calls calls={data.calls} all={all} onOpen={setOpen} />
            )
          }
        </Shown>
      )}
      <Modal
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
        size="xl"
        title={open === undefined ? '' : t(`sandbox.calls.one.${open.direction}`)}
        closeButtonProps={{ 'aria-label': t('connections.close') }}
      >
        {open !== undefined && <CallDetail of={open} />}
      </Modal>
    </Stack>
  );
}

function Calls({ calls, all, onOpen }: { calls: SandboxCall[]; all: boolean; onOpen: (call: SandboxCall) => void }) {
  const { t } = useTranslation();
  const nameOf = useSystemName();
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table highlightOnHover verticalSpacing="xs" aria-label={t('sandbox.views.calls')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('sandbox.calls.direction')}</Table.Th>
            <Table.Th scope="col">{t('sandbox.calls.what')}</Table.Th>
            <Table.Th scope="col">{t('sandbox.calls.status')}</Table.Th>
            <Table.Th scope="col">{t('sandbox.calls.took')}</Table.Th>
            <Table.Th scope="col">{t('sandbox.calls.whose')}</Table.Th>
            <Table.Th scope="col">{t('sandbox.calls.at')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {calls.map((call) => (
            <Table.Tr key={call.id}>
              <Table.Td>
                <Group gap={4} wrap="nowrap">
                  {call.direction === 'out' ? (
                    <IconArrowUpRight size={16} aria-hidden />
                  ) : (
                    <IconArrowDownLeft size={16} aria-hidden />
                  )}
                  <Text size="sm">{t(`sandbox.calls.${call.direction}`)}</Text>
                </Group>
              </Table.Td>
              <Table.Th scope="row" className={classes.cell}>
                <Anchor component="button" type="button" size="sm" ta="start" onClick={() => onOpen(call)}>
                  {call.event ?? `${call.method} ${pathOf(call.url)}`}
                </Anchor>
                {all && (
                  <Text size="xs" c="dimmed">
                    {nameOf(call.system)}
                  </Text>
                )}
              </Table.Th>
              <Table.Td>
                <CallStatus of={call} />
              </Table.Td>
              <Table.Td>{call.durationMs === null ? '–' : duration(call.durationMs)}</Table.Td>
              <Table.Td>
                <Whose of={call} />
              </Table.Td>
              <Table.Td>{moment(call.at)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The path alone: all stand-ins share one host, and what stands behind the question mark is in the detail. */
const pathOf = (url: string) => url.replace(/^https?:\/\/[^/]+/, '').split('?')[0]!;

function CallStatus({ of: { status, fault, tries, trouble } }: { of: SandboxCall }) {
  const { t } = useTranslation();
  const good = status !== null && status < 400;
  return (
    <Group gap={4}>
      <Badge color={good ? 'green' : status === null ? 'gray' : 'red'} variant="light" tt="none">
        {status === null
          ? t(trouble === null ? 'sandbox.calls.noStatus' : 'sandbox.calls.unreached')
          : `HTTP ${status}`}
      </Badge>
      {tries > 1 && (
        <Text span size="xs" c="dimmed">
          {t('sandbox.calls.tries', { count: tries })}
        </Text>
      )}
      {fault !== null && (
        <Badge color="orange" variant="light" tt="none" leftSection={<IconBolt size={12} aria-hidden />}>
          {t('sandbox.calls.fault')}
        </Badge>
      )}
    </Group>
  );
}

function Whose({ of: { flow, runId, connection } }: { of: SandboxCall }) {
  const { t } = useTranslation();
  if (flow === null && connection === null) return <>–</>;
  return (
    <Stack gap={0}>
      {flow !== null && (
        <Anchor
          component={Link}
          to={runId === null ? '/flows/$id' : '/runs/$id'}
          params={{ id: runId ?? flow.id } as never}
          size="sm"
          underline="always"
        >
          {runId === null ? flow.name : t('sandbox.calls.run', { flow: flow.name })}
        </Anchor>
      )}
      {connection !== null && (
        <Anchor
          component={Link}
          to="/connections/$id"
          params={{ id: connection.id } as never}
          size="xs"
          underline="always"
        >
          {connection.name}
        </Anchor>
      )}
    </Stack>
  );
}

function CallDetail({ of: call }: { of: SandboxCall }) {
  const { t } = useTranslation();
  const fault =
    call.fault === null ? undefined : t(`sandbox.kinds.${call.fault as 'slow'}`, { defaultValue: call.fault });
  return (
    <Stack>
      <Group gap="xs">
        <Badge variant="default" tt="none">
          {call.method}
        </Badge>
        <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {call.url}
        </Text>
      </Group>
      <Group>
        <CallStatus of={call} />
        <Whose of={call} />
      </Group>
      {fault !== undefined && <Text size="sm">{t('sandbox.calls.met', { fault })}</Text>}
      {call.trouble !== null && <Text size="sm">{t('sandbox.calls.trouble', { trouble: call.trouble })}</Text>}
      <TextPart title={t('sandbox.calls.sent')} text={call.body} />
      {call.direction === 'out' && <TextPart title={t('sandbox.calls.answered')} text={call.answer ?? ''} />}
      <Text size="xs" c="dimmed">
        {t('sandbox.calls.hidden')}
      </Text>
    </Stack>
  );
}
