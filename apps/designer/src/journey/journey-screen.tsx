import { Alert, Anchor, Badge, Button, Card, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { moment } from '../i18n/index.ts';
import { RecordJourney } from '../runs/record-screen.tsx';
import { EnvironmentName } from '../runs/run-list.tsx';
import { recordOf, useFlowName, useStepName } from '../runs/run-queries.ts';
import { duration, number } from '../ui/amounts.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { RecordStateMark } from '../ui/record-state.tsx';
import { Shown } from '../ui/shown.tsx';

type Answer = paths['/api/journey']['get']['responses'][200]['content']['application/json'];
type Touched = Answer['records'][number];
const SHORTEST = 3;
/** Less behind than this is nobody's trouble. */
const FRESH_MS = 15_000;

/** Where a customer, an invoice or an id came by, across all flows. */
export function JourneyScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/journey' });
  const { q = '' } = useSearch({ from: '/inside/journey' });
  const [typed, setTyped] = useState(q);
  const tooShort = typed.trim().length > 0 && typed.trim().length < SHORTEST;
  return (
    <Page title={t('journey.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim().length >= SHORTEST) void navigate({ search: { q: typed.trim() } });
        }}
      >
        <Group align="end" mb="xs">
          <TextInput
            label={t('journey.search')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            leftSection={<IconSearch size={16} aria-hidden />}
            type="search"
            maxLength={200}
            flex="1 1 20rem"
          />
          <Button type="submit" disabled={typed.trim().length < SHORTEST}>
            {t('journey.go')}
          </Button>
        </Group>
      </form>
      <Text size="sm" c="dimmed" mb="md">
        {tooShort ? t('journey.short') : t('journey.text')}
      </Text>
      {q.length >= SHORTEST && <Results q={q} />}
    </Page>
  );
}

function Results({ q }: { q: string }) {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ['journey', q],
    queryFn: () => dataOf(api.GET('/api/journey', { params: { query: { q } } })),
  });
  return (
    <Shown query={found}>
      {({ records, more, behindMs }) => (
        <Stack aria-live="polite">
          {behindMs > FRESH_MS && <Alert color="blue">{t('journey.behind', { time: duration(behindMs) })}</Alert>}
          {records.length === 0 ? (
            <Empty title={t('journey.none')} text={t('journey.noneText')} />
          ) : (
            <>
              <Text fw={600}>
                {t('journey.found', {
                  count: records.length,
                  flows: number(new Set(records.map(({ flowId }) => flowId)).size),
                })}
              </Text>
              {more && <Alert color="blue">{t('journey.more')}</Alert>}
              {records.map((record) => (
                <TouchedCard key={record.recordId} touched={record} />
              ))}
            </>
          )}
        </Stack>
      )}
    </Shown>
  );
}

function TouchedCard({ touched }: { touched: Touched }) {
  const { t } = useTranslation();
  const nameOf = useFlowName();
  const [open, setOpen] = useState(false);
  const { recordId, runId, key, state, settledAt, came, calls, flowId } = touched;
  const stepName = useStepName(flowId, touched.version);
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" align="start">
        <Stack gap={4}>
          <Group gap="sm">
            <RecordStateMark state={state} />
            {state === 'filtered' && touched.node !== null && (
              <Text size="sm">{t('runs.record.filteredAt', { node: stepName(touched.node) })}</Text>
            )}
            <Text fw={600}>{nameOf(flowId)}</Text>
            {key !== null && <Text size="sm">{key}</Text>}
            <EnvironmentName id={touched.environmentId} />
            {settledAt !== null && (
              <Text size="sm" c="dimmed">
                {moment(settledAt)}
              </Text>
            )}
          </Group>
          <Group gap="xs">
            {came && (
              <Badge variant="default" tt="none">
                {t('journey.came')}
              </Badge>
            )}
            {calls.map(({ node, at }) => (
              <Badge key={`${node} ${at}`} variant="default" tt="none">
                {t('journey.said', { node: stepName(node), at: moment(at) })}
              </Badge>
            ))}
            {!came && calls.length === 0 && (
              <Badge variant="default" tt="none">
                {t('journey.named')}
              </Badge>
            )}
          </Group>
        </Stack>
        <Group gap="sm">
          <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/records/$id" params={{ id: recordId }} />}>
            {t('journey.open')}
          </Anchor>
          <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/runs/$id" params={{ id: runId }} />}>
            {t('journey.run')}
          </Anchor>
          <Button size="xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'journey.hide' : 'journey.show')}
          </Button>
        </Group>
      </Group>
      {open && <Way id={recordId} />}
    </Card>
  );
}

function Way({ id }: { id: string }) {
  const record = useQuery(recordOf(id));
  return (
    <Stack mt="sm">
      <Shown query={record}>{(known) => <RecordJourney record={known} />}</Shown>
    </Stack>
  );
}
