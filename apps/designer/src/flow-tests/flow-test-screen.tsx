import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconPencil, IconPlayerPlay, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../api/failure-text.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { storedDraft } from '../versions/version-queries.ts';
import { FailedTest } from './failed-test.tsx';
import { flowTestList, runFlowTests, type Verdict } from './flow-test-queries.ts';
import { FlowTestTable } from './flow-test-table.tsx';
import { NewFlowTest } from './new-flow-test.tsx';

/** The tests of a flow: which pass, which do not and why. */
export function FlowTestScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/inside/flows/$id/tests' });
  const draft = useQuery(storedDraft(id));
  const tests = useQuery(flowTestList(id));
  const [verdicts, setVerdicts] = useState<ReadonlyMap<string, Verdict>>(new Map());
  const [creating, setCreating] = useState(false);
  const running = useMutation({
    mutationFn: (wanted?: string[]) => runFlowTests(id, wanted),
    onSuccess: ({ results }) =>
      setVerdicts((before) => new Map([...before, ...results.map((each) => [each.id, each] as const)])),
  });
  const any = (tests.data?.tests.length ?? 0) > 0;
  const { mutate: run } = running;
  // Whoever comes here wants to know how they stand.
  useEffect(() => {
    if (any) run(undefined);
  }, [any, run]);
  const name = draft.data?.name ?? id;
  const known = (tests.data?.tests ?? []).flatMap((test) => verdicts.get(test.id) ?? []);
  const failed = known.filter(({ passed }) => !passed);
  return (
    <Page
      title={t('flowTests.title', { name })}
      action={
        <Group gap="xs">
          <Button
            renderRoot={(props) => <Link to="/flows/$id" params={{ id }} {...props} />}
            variant="default"
            leftSection={<IconPencil size={16} aria-hidden />}
          >
            {t('versions.edit')}
          </Button>
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
            {t('flowTests.new')}
          </Button>
          <Button
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            onClick={() => run(undefined)}
            loading={running.isPending}
            disabled={!any}
          >
            {t('flowTests.runAll')}
          </Button>
        </Group>
      }
    >
      <NewFlowTest id={id} opened={creating} onClose={() => setCreating(false)} />
      <Shown query={tests}>
        {({ tests: all }) =>
          all.length === 0 ? (
            <Empty title={t('flowTests.emptyTitle')} text={t('flowTests.emptyText')} />
          ) : (
            <Stack>
              <Text size="sm" role="status" aria-live="polite">
                {running.isPending
                  ? t('flowTests.running')
                  : known.length > 0 &&
                    t('flowTests.summary', { passed: known.length - failed.length, failed: failed.length })}
              </Text>
              {running.isError && (
                <Alert color="red" role="alert">
                  {failureText(running.error)}
                </Alert>
              )}
              <FlowTestTable id={id} tests={all} verdicts={verdicts} onRun={(test) => run([test])} />
              {failed.map((verdict) => (
                <FailedTest key={verdict.id} id={id} verdict={verdict} onAccepted={() => run([verdict.id])} />
              ))}
            </Stack>
          )
        }
      </Shown>
    </Page>
  );
}
