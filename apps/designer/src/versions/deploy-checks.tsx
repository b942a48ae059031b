import { Alert, Anchor, Group, Stack, Text, Title } from '@mantine/core';
import type { FlowDocument } from '@raccord/contract';
import { diffFlows } from '@raccord/runtime/flow/diff-flows';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Environment } from '../environments/environment-queries.ts';
import { connectorList, readApps } from '../nodes/apps.ts';
import { Shown } from '../ui/shown.tsx';
import { ChangeList } from './change-list.tsx';
import { ImpactSection } from './impact-section.tsx';
import { documentOf, problemsIn, testVerdicts, type VersionName } from './version-queries.ts';

type Props = {
  id: string;
  version: VersionName;
  environment: Environment;
  /** The version in service there. */
  live: number | undefined;
  onReady: (ready: boolean) => void;
};

/** What speaks for and against putting a version into service in one environment. */
export function DeployChecks({ id, version, environment, live, onReady }: Props) {
  const document = useQuery(documentOf(id, version));
  return (
    <Shown query={document}>
      {(wanted) => (
        <Checks id={id} version={version} environment={environment} live={live} onReady={onReady} document={wanted} />
      )}
    </Shown>
  );
}

function Checks({ id, version, environment, live, onReady, document }: Props & { document: FlowDocument }) {
  const { t } = useTranslation();
  const problems = useQuery(problemsIn(id, environment.name, version, document));
  const errors = problems.data?.problems.filter(({ severity }) => severity === 'error') ?? [];
  const runs = problems.data !== undefined && errors.length === 0;
  const tests = useQuery({ ...testVerdicts(id, version), enabled: runs });
  const results = tests.data?.results ?? [];
  const failing = results.filter(({ passed }) => !passed);
  const blocked = environment.testsRequired && (tests.data === undefined || results.length === 0 || failing.length > 0);
  const ready = runs && !blocked;
  useEffect(() => onReady(ready), [onReady, ready]);
  return (
    <Stack>
      <Section title={t('versions.deploy.changes', { environment: environment.name })}>
        {live === undefined ? (
          <Text size="sm">{t('versions.deploy.first')}</Text>
        ) : (
          <LiveChanges id={id} live={live} after={document} />
        )}
      </Section>
      <Shown query={problems}>{({ problems: all }) => <Problems id={id} all={all} />}</Shown>
      <Section title={t('versions.deploy.tests')}>
        {environment.testsRequired && (
          <Text size="sm">{t('versions.deploy.testsRequired', { environment: environment.name })}</Text>
        )}
        {runs ? (
          <Shown query={tests}>
            {() => <Verdict total={results.length} failing={failing.map(({ name }) => name)} blocked={blocked} />}
          </Shown>
        ) : (
          <Text size="sm">{t('versions.deploy.testsUnknown')}</Text>
        )}
        <Anchor renderRoot={(props) => <Link to="/flows/$id/tests" params={{ id }} {...props} />} size="sm">
          {t('versions.deploy.openTests')}
        </Anchor>
      </Section>
      {live !== undefined && runs && (
        <ImpactSection
          key={environment.id}
          id={id}
          version={version}
          environment={environment.name}
          document={document}
        />
      )}
    </Stack>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap={4} component="section" aria-label={title}>
      <Title order={3} size="h6">
        {title}
      </Title>
      {children}
    </Stack>
  );
}

function LiveChanges({ id, live, after }: { id: string; live: number; after: FlowDocument }) {
  const before = useQuery(documentOf(id, live));
  const connectors = useQuery(connectorList);
  const apps = useMemo(() => readApps(connectors.data?.connectors ?? []), [connectors.data]);
  return (
    <Shown query={before}>
      {(was) => <ChangeList changes={diffFlows(was, after)} compared={{ before: was, after, apps }} />}
    </Shown>
  );
}

type Problem = { severity: 'error' | 'warning'; message: string; code: string; path: string };

/** What blocks, and what does not; for a connection that is missing, where to put that right. */
function Problems({ id, all }: { id: string; all: readonly Problem[] }) {
  const { t } = useTranslation();
  const errors = all.filter(({ severity }) => severity === 'error');
  const warnings = all.filter(({ severity }) => severity === 'warning');
  const list = (problems: readonly Problem[]) => (
    <ul style={{ margin: 0 }}>
      {problems.slice(0, 20).map((problem, index) => (
        // The same thing can be wrong twice in one place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={`${problem.path} ${problem.code} ${index}`}>{problem.message}</li>
      ))}
    </ul>
  );
  const connections = errors.some(({ path }) => path.startsWith('connections'));
  return (
    <>
      {errors.length === 0 ? (
        <Line icon={<IconCircleCheck size={16} aria-hidden color="var(--mantine-color-green-filled)" />}>
          {t('versions.deploy.noProblems')}
        </Line>
      ) : (
        <Alert
          color="red"
          icon={<IconCircleX aria-hidden />}
          title={t('versions.deploy.problems', { count: errors.length })}
          role="alert"
        >
          {list(errors)}
          <Group gap="md" mt={4}>
            <Anchor renderRoot={(props) => <Link to="/flows/$id" params={{ id }} {...props} />} size="sm">
              {t('versions.edit')}
            </Anchor>
            {connections && (
              <Anchor component={Link} to="/connections" size="sm">
                {t('versions.deploy.fixConnections')}
              </Anchor>
            )}
          </Group>
        </Alert>
      )}
      {warnings.length > 0 && (
        <Alert
          color="orange"
          icon={<IconAlertTriangle aria-hidden />}
          title={t('versions.deploy.warnings', { count: warnings.length })}
        >
          {list(warnings)}
        </Alert>
      )}
    </>
  );
}

function Verdict({ total, failing, blocked }: { total: number; failing: readonly string[]; blocked: boolean }) {
  const { t } = useTranslation();
  const colour = failing.length === 0 && !blocked ? 'green' : blocked ? 'red' : 'orange';
  const Icon = total === 0 ? IconInfoCircle : failing.length === 0 ? IconCircleCheck : IconCircleX;
  const text =
    total === 0
      ? t('versions.deploy.noTests')
      : failing.length === 0
        ? t('versions.deploy.testsPass', { count: total })
        : t('versions.deploy.testsFail', { count: failing.length, names: failing.join(', ') });
  return (
    <Line
      icon={
        <Icon
          size={16}
          aria-hidden
          color={`var(--mantine-color-${total === 0 && !blocked ? 'gray' : colour}-filled)`}
        />
      }
    >
      {text}
    </Line>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <Group gap={6} wrap="nowrap">
      {icon}
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </Group>
  );
}
