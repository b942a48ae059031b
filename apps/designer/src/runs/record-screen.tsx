import { Accordion, Alert, Anchor, Badge, Code, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { MakeTest } from '../flow-tests/make-test.tsx';
import { moment } from '../i18n/index.ts';
import { useMay } from '../session/use-may.ts';
import { JsonView } from '../ui/json-view.tsx';
import { Page } from '../ui/page.tsx';
import { RecordStateMark } from '../ui/record-state.tsx';
import { Shown } from '../ui/shown.tsx';
import { TraceId } from '../ui/trace-id.tsx';
import { EnvironmentName } from './run-list.tsx';
import { type RecordDetail, recordOf, useFlowName, useLiveQueries, useStepName } from './run-queries.ts';

/** One record: its data, its way through the flow, and everything that was tried for it. */
export function RecordScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/inside/records/$id' });
  const record = useQuery(recordOf(id));
  const mayBuild = useMay('builder');
  useLiveQueries(['run.changed'], [['record', id]], ({ runId }) => runId === record.data?.runId);
  return (
    <Page
      title={t('runs.record.title', { name: record.data?.key ?? id.slice(0, 13) })}
      action={record.data !== undefined && mayBuild && <Test of={record.data} />}
    >
      <Shown query={record}>{(known) => <Parts record={known} />}</Shown>
    </Page>
  );
}

/** Of what a split made the whole becomes the test. */
function Test({ of }: { of: RecordDetail }) {
  const recordId = of.rootId ?? of.id;
  // Ids are times.
  const at = new Date(Number.parseInt(recordId.replaceAll('-', '').slice(0, 12), 16)).toISOString();
  return <MakeTest recordId={recordId} recordKey={of.key} at={at} button={{ size: 'sm', variant: 'default' }} />;
}

function Parts({ record }: { record: RecordDetail }) {
  const { t } = useTranslation();
  const nameOf = useFlowName();
  const stepName = useStepName(record.flowId, record.version);
  const { parked, state, waitReason, settledAt, edition } = record;
  return (
    <Stack>
      <Group gap="md">
        <RecordStateMark state={state === 'waiting' && waitReason === 'held' ? 'held' : state} />
        {state === 'filtered' && record.node !== null && (
          <Text size="sm">{t('runs.record.filteredAt', { node: stepName(record.node) })}</Text>
        )}
        <Text size="sm">
          {nameOf(record.flowId)} · {t('runs.version', { version: record.version })}
        </Text>
        <EnvironmentName id={record.environmentId} />
        {settledAt !== null && <Text size="sm">{t('runs.record.ended', { at: moment(settledAt) })}</Text>}
        {edition > 0 && <Text size="sm">{t('runs.record.editions', { count: edition })}</Text>}
      </Group>
      <Group gap="md">
        <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/runs/$id" params={{ id: record.runId }} />}>
          {t('runs.record.back')}
        </Anchor>
        {record.parentId !== null && (
          <Anchor
            size="sm"
            renderRoot={(props) => <Link {...props} to="/records/$id" params={{ id: record.parentId! }} />}
          >
            {t('runs.record.parent')}
          </Anchor>
        )}
        {record.key !== null && record.key.length > 2 && (
          <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/journey" search={{ q: record.key! }} />}>
            {t('runs.record.search')}
          </Anchor>
        )}
      </Group>
      {parked !== null && (
        <Alert color="blue" variant="light" icon={<IconHourglass aria-hidden />}>
          {t('runs.record.parked', {
            what: t(`runs.waitsFor.${parked.reason}`),
            node: stepName(parked.node),
            since: moment(parked.since),
          })}{' '}
          {parked.dueAt !== null && t('runs.record.due', { at: moment(parked.dueAt) })}
        </Alert>
      )}
      <Title order={2} size="h4">
        {t('runs.record.journey')}
      </Title>
      <RecordJourney record={record} />
    </Stack>
  );
}

/** What a record came with, and what each step did with it. Also a part of the search for journeys. */
export function RecordJourney({ record }: { record: RecordDetail }) {
  const { t } = useTranslation();
  const stepName = useStepName(record.flowId, record.version);
  return (
    <Accordion
      multiple
      variant="contained"
      order={3}
      defaultValue={['input', ...record.journey.filter(isWrong).map(({ node }) => node)]}
    >
      <Accordion.Item value="input">
        <Accordion.Control>{t('runs.record.input')}</Accordion.Control>
        <Accordion.Panel>
          <JsonView value={record.input} name="input" label={t('runs.record.input')} />
        </Accordion.Panel>
      </Accordion.Item>
      {record.journey.slice(1).map((step) => (
        <Step
          key={step.node}
          step={step}
          name={stepName(step.node)}
          attempts={record.attempts.filter(({ node }) => node === step.node)}
        />
      ))}
      {record.answer !== null && (
        <Accordion.Item value="answer">
          <Accordion.Control>{t('runs.record.answer')}</Accordion.Control>
          <Accordion.Panel>
            <JsonView value={record.answer} name="answer" label={t('runs.record.answer')} />
          </Accordion.Panel>
        </Accordion.Item>
      )}
    </Accordion>
  );
}

type JourneyStep = RecordDetail['journey'][number];
const isWrong = ({ state }: JourneyStep) => state === 'failed' || state === 'inDoubt';
const marks = {
  done: 'succeeded',
  ended: 'succeeded',
  failed: 'failed',
  inDoubt: 'inDoubt',
  retrying: 'waiting',
  waiting: 'waiting',
  filtered: 'filtered',
  cancelled: 'cancelled',
} as const;

type StepProps = { step: JourneyStep; name: string; attempts: RecordDetail['attempts'] };

function Step({ step, name, attempts }: StepProps) {
  const { t } = useTranslation();
  return (
    <Accordion.Item value={step.node}>
      <Accordion.Control>
        <Group gap="sm">
          <RecordStateMark state={marks[step.state]} />
          <Text fw={600}>{name}</Text>
          {(step.state === 'retrying' || step.state === 'ended') && (
            <Text size="sm">{t(`runs.record.steps.${step.state}`)}</Text>
          )}
          {step.tries > 0 && <Text size="sm">{t('runs.record.tries', { count: step.tries })}</Text>}
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="sm">
          {step.state === 'filtered' && <Text size="sm">{t('runs.record.filtered')}</Text>}
          {step.message !== undefined && (
            <Alert color="red" variant="light">
              <Text size="sm">{step.message}</Text>
            </Alert>
          )}
          {attempts.map((attempt) => (
            <Attempt key={`${attempt.at} ${attempt.kind} ${attempt.try}`} of={attempt} />
          ))}
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

function Attempt({ of }: { of: RecordDetail['attempts'][number] }) {
  const { t } = useTranslation();
  const went = of.kind === 'intent' ? 'intent' : of.message === undefined ? 'went' : 'wrong';
  return (
    <Paper withBorder p="sm">
      <Group gap="sm" mb={4}>
        <Text size="sm" fw={600}>
          {t('runs.record.attempt', { try: of.try, at: moment(of.at) })}
        </Text>
        <Badge variant="light" tt="none" color={went === 'went' ? 'green' : went === 'wrong' ? 'red' : 'gray'}>
          {t(`runs.record.${went}`)}
        </Badge>
        {of.ms !== undefined && <Text size="sm">{t('runs.record.ms', { ms: Math.round(of.ms) })}</Text>}
      </Group>
      {of.idempotencyKey !== undefined && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {`${t('runs.record.key')}${t('app.colon')}`} <Code>{of.idempotencyKey}</Code>
        </Text>
      )}
      <TraceId id={of.trace} />
      {of.message !== undefined && <Text size="sm">{of.message}</Text>}
      {of.exchange !== undefined && <JsonView value={of.exchange} name="exchange" label={t('runs.record.exchange')} />}
      {of.output !== undefined && <JsonView value={of.output} name={of.node} label={t('runs.record.receipt')} />}
    </Paper>
  );
}
