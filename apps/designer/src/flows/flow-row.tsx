import { Anchor, Badge, Checkbox, Group, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { environmentList } from '../environments/environment-queries.ts';
import { moment } from '../i18n/index.ts';
import { RunStatusMark } from '../runs/run-status.tsx';
import { FlowMenu } from './flow-menu.tsx';
import type { ListedFlow } from './flow-queries.ts';
import { useShownName } from './use-shown-name.ts';

type Props = { flow: ListedFlow; chosen: boolean; onChoose: (on: boolean) => void; onTag: (tag: string) => void };

/** One flow: where it is in service, how it went last, when it runs next, what waits for somebody. */
export function FlowRow({ flow, chosen, onChoose, onTag }: Props) {
  const { t } = useTranslation();
  const name = useShownName(flow);
  return (
    <Table.Tr {...(chosen ? { bg: 'var(--mantine-primary-color-light)' } : {})}>
      <Table.Td>
        <Checkbox
          size="xs"
          aria-label={t('flows.choose', { name })}
          checked={chosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      </Table.Td>
      <Table.Th scope="row" fw={600}>
        <Anchor
          inherit
          c="inherit"
          lineClamp={2}
          title={name}
          style={{ overflowWrap: 'anywhere' }}
          renderRoot={(props) => <Link {...props} to="/flows/$id" params={{ id: flow.id }} />}
        >
          {name}
        </Anchor>
        <Group gap={4} mt={2}>
          {flow.tags.slice(0, MOST_TAGS).map((tag) => (
            <Badge
              key={tag}
              component="button"
              type="button"
              size="sm"
              variant="default"
              tt="none"
              fw={400}
              mih={24}
              maw="12rem"
              onClick={() => onTag(tag)}
              aria-label={t('flows.tagged', { tag })}
            >
              {tag}
            </Badge>
          ))}
          {flow.tags.length > MOST_TAGS && (
            <Text span size="xs" c="dimmed" title={flow.tags.slice(MOST_TAGS).join(', ')}>
              +{flow.tags.length - MOST_TAGS}
            </Text>
          )}
        </Group>
      </Table.Th>
      <Table.Td>
        <Deployments of={flow.deployments} />
      </Table.Td>
      <Table.Td>
        <LastRun flow={flow} />
      </Table.Td>
      <Table.Td>
        <NextRun flow={flow} />
      </Table.Td>
      <Table.Td>
        <Failures flow={flow} />
      </Table.Td>
      <Table.Td>
        <Text size="sm" lineClamp={2} title={flow.owner ?? undefined} style={{ overflowWrap: 'anywhere' }}>
          {flow.owner ?? t('flows.noOwner')}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{moment(flow.updatedAt)}</Text>
        {flow.updatedBy !== null && (
          <Text size="xs" c="dimmed" truncate title={flow.updatedBy}>
            {t('flows.by', { name: flow.updatedBy })}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="end">
        <FlowMenu flow={flow} />
      </Table.Td>
    </Table.Tr>
  );
}

const MOST_TAGS = 3;

function useEnvironments() {
  const environments = useQuery(environmentList).data?.environments ?? [];
  return (wanted: string) => environments.find(({ id }) => id === wanted) ?? { name: '…', colour: 'gray' };
}

function Deployments({ of }: { of: ListedFlow['deployments'] }) {
  const { t } = useTranslation();
  const find = useEnvironments();
  if (of.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('flows.nowhere')}
      </Text>
    );
  return (
    <Stack gap={4} align="flex-start">
      {of.map(({ environmentId, version, active }) => {
        const { name, colour } = find(environmentId);
        const words = t('flows.version', { environment: name, version });
        return (
          <Badge
            key={environmentId}
            color={active ? colour : 'gray'}
            variant={active ? 'light' : 'outline'}
            tt="none"
            maw="100%"
            title={words}
          >
            {words}
            {active ? '' : ` · ${t('flows.paused')}`}
          </Badge>
        );
      })}
    </Stack>
  );
}

function LastRun({ flow }: { flow: ListedFlow }) {
  const { t } = useTranslation();
  const name = useShownName(flow);
  const { lastRun } = flow;
  if (lastRun === null)
    return (
      <Text size="sm" c="dimmed">
        {t('flows.never')}
      </Text>
    );
  const status = t(`runs.statuses.${lastRun.status}`);
  return (
    <>
      <Anchor
        c="inherit"
        underline="hover"
        aria-label={t('flows.showRun', { status, name })}
        renderRoot={(props) => <Link {...props} to="/runs/$id" params={{ id: lastRun.id }} />}
      >
        <RunStatusMark status={lastRun.status} />
      </Anchor>
      <Text size="xs" c="dimmed">
        {moment(lastRun.startedAt)}
      </Text>
    </>
  );
}

function NextRun({ flow: { nextRun, startedBy } }: { flow: ListedFlow }) {
  const { t } = useTranslation();
  if (nextRun !== null)
    return (
      <>
        <Text size="sm">{moment(nextRun.at)}</Text>
        <Text size="xs" c="dimmed">
          {t(`flows.starts.${nextRun.kind}`)}
        </Text>
      </>
    );
  return (
    <Text size="sm" c="dimmed">
      {startedBy.length === 0 ? t('flows.notStarting') : startedBy.map((kind) => t(`flows.starts.${kind}`)).join(', ')}
    </Text>
  );
}

function Failures({ flow }: { flow: ListedFlow }) {
  const { t } = useTranslation();
  const name = useShownName(flow);
  const count = flow.openFailures;
  if (count === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('flows.noFailures')}
      </Text>
    );
  return (
    <Anchor
      size="sm"
      fw={600}
      c="red"
      title={t('flows.showFailures', { count, name })}
      renderRoot={(props) => <Link {...props} to="/inbox" search={{ flow: flow.id }} />}
    >
      {t('flows.openFailures', { count })}
    </Anchor>
  );
}
