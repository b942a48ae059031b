import { Alert, Anchor, Badge, Group, Stack, Table, Text } from '@mantine/core';
import { IconCheck, IconHelp, IconUserCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import { useFlowName } from '../runs/run-queries.ts';
import { number } from '../ui/amounts.ts';
import { Panel } from './chart.tsx';
import { HeldCard } from './held-work.tsx';
import type { OverviewData } from './overview-queries.ts';

type Needs = OverviewData['needs'];

/** What somebody has to do something about, the most pressing first. */
export function NeedsMe({ needs }: { needs: Needs }) {
  const { t } = useTranslation();
  const calm =
    needs.openFailures === 0 &&
    needs.held.length === 0 &&
    needs.late.length === 0 &&
    needs.silent.length === 0 &&
    needs.toReview.open === 0;
  return (
    <Panel title={t('overview.needs')}>
      {calm ? (
        <Group gap="xs">
          <IconCheck size={20} color="var(--mantine-color-green-filled)" aria-hidden />
          <Text>{t('overview.calm')}</Text>
        </Group>
      ) : (
        <Stack>
          {needs.held.map((held) => (
            <HeldCard key={held.connectionId} held={held} linked />
          ))}
          {needs.inDoubt > 0 && (
            <Alert color="violet" variant="light" icon={<IconHelp aria-hidden />}>
              <Group justify="space-between">
                {t('overview.inDoubt', { count: needs.inDoubt })}
                <Anchor href="/inbox?tab=inDoubt" size="sm" c="inherit" td="underline">
                  {t('overview.decide')}
                </Anchor>
              </Group>
            </Alert>
          )}
          {needs.toReview.open > 0 && (
            <Alert
              color={needs.toReview.overdue > 0 ? 'orange' : 'blue'}
              variant="light"
              icon={<IconUserCheck aria-hidden />}
            >
              <Group justify="space-between">
                <span>
                  {t('overview.toReview', { count: needs.toReview.open })}
                  {needs.toReview.overdue > 0 && ` ${t('overview.overdue', { count: needs.toReview.overdue })}`}
                </span>
                <Anchor href="/review" size="sm" c="inherit" td="underline">
                  {t('overview.decide')}
                </Anchor>
              </Group>
            </Alert>
          )}
          <Groups needs={needs} />
          <Late late={needs.late} />
          <Silent silent={needs.silent} />
        </Stack>
      )}
    </Panel>
  );
}

function Groups({ needs: { groups, openGroups, openFailures } }: { needs: Needs }) {
  const { t } = useTranslation();
  const nameOf = useFlowName();
  if (groups.length === 0) return null;
  return (
    <div>
      <Group justify="space-between">
        <Text size="sm" fw={600}>
          {t('overview.groups', { count: openGroups })} · {t('overview.failures', { count: openFailures })}
        </Text>
        <Anchor href="/inbox" size="sm">
          {t('overview.toInbox')}
        </Anchor>
      </Group>
      <Table verticalSpacing={6} mt={4}>
        <Table.Tbody>
          {groups.map((group) => (
            <Table.Tr key={`${group.fingerprint} ${group.flowId} ${group.node}`}>
              <Table.Td w={64} ta="end">
                <Badge color="red" variant="light">
                  {number(group.count)}
                </Badge>
              </Table.Td>
              <Table.Td>
                <Anchor href={`/inbox/${encodeURIComponent(group.fingerprint)}`} size="sm" lineClamp={2}>
                  {group.message}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {nameOf(group.flowId)} › {group.node} · {t('overview.lastAt', { at: moment(group.lastAt) })}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Late({ late }: { late: Needs['late'] }) {
  const { t } = useTranslation();
  const nameOf = useFlowName();
  if (late.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('overview.late')}
      </Text>
      {late.map((trigger) => (
        <Group key={trigger.id} gap="xs" mt={4}>
          <Text size="sm">
            {nameOf(trigger.flowId)} › {trigger.node}:{' '}
            {trigger.message ?? t('overview.lateAt', { at: moment(trigger.dueAt) })}
          </Text>
          <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/triggers/$id" params={{ id: trigger.id }} />}>
            {t('overview.why')}
          </Anchor>
        </Group>
      ))}
    </div>
  );
}

function Silent({ silent }: { silent: Needs['silent'] }) {
  const { t } = useTranslation();
  const nameOf = useFlowName();
  if (silent.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('overview.silent')}
      </Text>
      {silent.map(({ flowId, environmentId, usual, hours }) => (
        <Group key={`${flowId} ${environmentId}`} gap="xs" mt={4}>
          <Text size="sm">
            {`${nameOf(flowId)}${t('app.colon')}`} {t('overview.silentText', { count: usual, hours })}
          </Text>
          <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/triggers" search={{ flow: flowId }} />}>
            {t('overview.why')}
          </Anchor>
        </Group>
      ))}
    </div>
  );
}
