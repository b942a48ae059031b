import { Alert, Anchor, Badge, Group, List, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import { Panel } from '../overview/chart.tsx';
import { HeldBehind } from '../overview/held-work.tsx';
import { EnvironmentName } from '../runs/run-list.tsx';
import { useFlowName, useLiveQueries } from '../runs/run-queries.ts';
import { duration, number } from '../ui/amounts.ts';
import { JsonView } from '../ui/json-view.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { Calendar } from './calendar.tsx';
import { occurrencesOf, type TriggerDetail, triggerOf } from './trigger-queries.ts';

/** One trigger: when it was and will be evaluated, and why it did not run. */
export function TriggerScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/inside/triggers/$id' });
  const trigger = useQuery(triggerOf(id));
  const nameOf = useFlowName();
  useLiveQueries(
    ['run.changed', 'trigger.lost', 'flow.deployed', 'flow.undeployed', 'connection.changed'],
    [['trigger', id]],
  );
  const title =
    trigger.data === undefined ? t('triggers.title') : t('triggers.of', { flow: nameOf(trigger.data.flowId) });
  return (
    <Page title={title}>
      <Anchor component={Link} to="/triggers" size="sm" mb="sm" display="inline-block">
        {t('triggers.back')}
      </Anchor>
      <Shown query={trigger}>{(known) => <Parts trigger={known} />}</Shown>
    </Page>
  );
}

function Parts({ trigger }: { trigger: TriggerDetail }) {
  const { t } = useTranslation();
  const { kind, lastFiredAt, nextDueAt, everyMs } = trigger;
  return (
    <Stack>
      <Group gap="md">
        <Text fw={600}>{t(`triggers.kinds.${kind}`)}</Text>
        <Text size="sm">{trigger.node}</Text>
        <EnvironmentName id={trigger.environmentId} />
        {everyMs !== null && <Text size="sm">{t('triggers.every', { time: duration(everyMs) })}</Text>}
        <Text size="sm">
          {t('triggers.last')}
          {t('app.colon')} {lastFiredAt === null ? t('triggers.never') : moment(lastFiredAt)}
        </Text>
        <Text size="sm">
          {t('triggers.next')}
          {t('app.colon')} {nextDueAt === null ? t('triggers.notDue') : moment(nextDueAt)}
        </Text>
        <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/runs" search={{ flow: trigger.flowId }} />}>
          {t('triggers.runs')}
        </Anchor>
      </Group>
      <WhyNot trigger={trigger} />
      {trigger.connectionId !== null && <HeldBehind connectionId={trigger.connectionId} />}
      {trigger.schedule !== null && <Schedule id={trigger.id} timezone={trigger.schedule.timezone} />}
      {kind === 'poll' && (
        <Panel title={t('triggers.cursor')}>
          {trigger.cursor === null || trigger.cursor === undefined ? (
            <Text size="sm">{t('triggers.noCursor')}</Text>
          ) : (
            <JsonView value={trigger.cursor} name="cursor" label={t('triggers.cursor')} />
          )}
        </Panel>
      )}
      <Subscription of={trigger.subscription} />
      <LostStretches lost={trigger.lost} />
    </Stack>
  );
}

function WhyNot({ trigger: { why, running } }: { trigger: TriggerDetail }) {
  const { t } = useTranslation();
  const sentence = ({ code, at, count, hours, message }: TriggerDetail['why'][number]) =>
    t(`triggers.codes.${code}`, {
      at: at === undefined ? '' : moment(at),
      count: count as number,
      hours: hours === undefined ? '' : number(hours),
      message: message ?? '',
    });
  const part = (weight: 'stops' | 'explains') => why.filter((one) => one.weight === weight);
  return (
    <Panel title={t('triggers.why')}>
      <Stack gap="sm">
        {why.length === 0 && (
          <Group gap="xs">
            <IconCheck size={20} color="var(--mantine-color-green-filled)" aria-hidden />
            <Text size="sm">{t('triggers.fine')}</Text>
          </Group>
        )}
        {(['stops', 'explains'] as const).map(
          (weight) =>
            part(weight).length > 0 && (
              <Alert
                key={weight}
                color={weight === 'stops' ? 'red' : 'blue'}
                variant="light"
                icon={weight === 'stops' ? <IconAlertTriangle aria-hidden /> : <IconInfoCircle aria-hidden />}
                title={t(`triggers.${weight}`)}
              >
                <List size="sm">
                  {part(weight).map((one) => (
                    <List.Item key={one.code}>{sentence(one)}</List.Item>
                  ))}
                </List>
              </Alert>
            ),
        )}
        {running > 0 && <Text size="sm">{t('triggers.running', { count: running })}</Text>}
      </Stack>
    </Panel>
  );
}

function Schedule({ id, timezone }: { id: string; timezone: string }) {
  const { t } = useTranslation();
  const occurrences = useQuery(occurrencesOf(id));
  return (
    <Shown query={occurrences}>
      {({ next, past }) => (
        <>
          <Panel title={t('triggers.calendar')} text={t('triggers.inZone', { zone: timezone })}>
            {next.length === 0 ? (
              <Text size="sm">{t('triggers.noNext')}</Text>
            ) : (
              <Calendar times={next} zone={timezone} />
            )}
          </Panel>
          <Panel title={t('triggers.past')}>
            <Past past={past} />
          </Panel>
        </>
      )}
    </Shown>
  );
}

type PastOccurrence = {
  scheduledAt: string;
  outcome: 'fired' | 'queued' | 'skipped';
  reason: string | null;
  runId: string | null;
};

function Past({ past }: { past: PastOccurrence[] }) {
  const { t } = useTranslation();
  if (past.length === 0) return <Text size="sm">{t('triggers.noPast')}</Text>;
  return (
    <Table verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('triggers.scheduled')}</Table.Th>
          <Table.Th scope="col">{t('triggers.outcome')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {past.map(({ scheduledAt, outcome, reason, runId }) => (
          <Table.Tr key={scheduledAt}>
            <Table.Th scope="row" fw={400}>
              {moment(scheduledAt)}
            </Table.Th>
            <Table.Td>
              {t(`triggers.outcomes.${outcome}`)}
              {reason === null ? '' : `: ${t(`triggers.reasons.${reason as 'missed'}`, { defaultValue: reason })}`}{' '}
              {runId !== null && (
                <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/runs/$id" params={{ id: runId }} />}>
                  {t('triggers.openRun')}
                </Anchor>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Subscription({ of }: { of: TriggerDetail['subscription'] }) {
  const { t } = useTranslation();
  if (of === null) return null;
  return (
    <Panel title={t('triggers.subscription')}>
      <Group gap="sm">
        <Badge variant="light" tt="none" color={of.status === 'standing' ? 'green' : 'gray'}>
          {t(`triggers.subscribed.${of.status}`)}
        </Badge>
        {of.expiresAt !== null && <Text size="sm">{t('triggers.expires', { at: moment(of.expiresAt) })}</Text>}
        {of.status !== 'standing' && of.nextAt !== null && (
          <Text size="sm">{t('triggers.asksAgain', { at: moment(of.nextAt) })}</Text>
        )}
      </Group>
      {of.message !== null && <Text size="sm">{of.message}</Text>}
    </Panel>
  );
}

function LostStretches({ lost }: { lost: TriggerDetail['lost'] }) {
  const { t } = useTranslation();
  if (lost.length === 0) return null;
  return (
    <Panel title={t('triggers.lost')}>
      <List size="sm">
        {lost.map(({ from, to, at }) => (
          <List.Item key={`${from} ${to}`}>
            {t('triggers.lostOne', { from: moment(from), to: moment(to), at: moment(at) })}
          </List.Item>
        ))}
      </List>
    </Panel>
  );
}
