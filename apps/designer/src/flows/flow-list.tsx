import { Anchor, Badge, Group, Stack, Switch, Table, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { environmentList } from '../environments/environment-queries.ts';
import { moment } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { FlowMenu } from './flow-menu.tsx';
import { flowList, openFailures } from './flow-queries.ts';
import { ImportFlow } from './import-flow.tsx';
import { NewFlow } from './new-flow.tsx';

export function FlowList() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/flows' });
  const { search = '', archived = false } = useSearch({ from: '/inside/flows' });
  const flows = useQuery(flowList(archived));
  const set = (next: { search?: string; archived?: boolean }) =>
    void navigate({ search: { search, archived, ...next }, replace: true });

  return (
    <Page
      title={t('flows.title')}
      action={
        <Group>
          <ImportFlow />
          <NewFlow />
        </Group>
      }
    >
      <Group mb="md">
        <TextInput
          value={search}
          onChange={(event) => set({ search: event.currentTarget.value })}
          placeholder={t('flows.search')}
          aria-label={t('flows.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          flex="1 1 16rem"
          type="search"
        />
        <Switch
          label={t('flows.archived')}
          checked={archived}
          onChange={(event) => set({ archived: event.currentTarget.checked })}
        />
      </Group>
      <Shown query={flows}>
        {({ flows: all }) => {
          if (all.length === 0) return <Empty title={t('flows.emptyTitle')} text={t('flows.emptyText')} />;
          const found = all.filter(({ name, id }) => `${name} ${id}`.toLowerCase().includes(search.toLowerCase()));
          if (found.length === 0) return <Text>{t('flows.noneFound')}</Text>;
          return <FlowTable flows={found} />;
        }}
      </Shown>
    </Page>
  );
}

type Flow = {
  id: string;
  name: string;
  updatedAt: string;
  updatedBy: string | null;
  deployments: { environmentId: string; version: number; active: boolean }[];
};

function FlowTable({ flows }: { flows: Flow[] }) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table highlightOnHover verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('flows.name')}</Table.Th>
            <Table.Th scope="col">{t('flows.deployed')}</Table.Th>
            <Table.Th scope="col">{t('flows.failures')}</Table.Th>
            <Table.Th scope="col">{t('flows.changed')}</Table.Th>
            <Table.Th scope="col">
              <VisuallyHidden>{t('flows.menu')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {flows.map((flow) => (
            <FlowRow key={flow.id} flow={flow} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function FlowRow({ flow }: { flow: Flow }) {
  const { t } = useTranslation();
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={600}>
        <Anchor
          inherit
          c="inherit"
          renderRoot={(props) => <Link {...props} to="/flows/$id" params={{ id: flow.id }} />}
        >
          {flow.name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {flow.id}
        </Text>
      </Table.Th>
      <Table.Td>
        <Deployments of={flow.deployments} />
      </Table.Td>
      <Table.Td>
        <Failures of={flow.id} />
      </Table.Td>
      <Table.Td>
        <Text size="sm">{moment(flow.updatedAt)}</Text>
        {flow.updatedBy !== null && (
          <Text size="xs" c="dimmed">
            {t('flows.by', { name: flow.updatedBy })}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="end">
        <FlowMenu id={flow.id} name={flow.name} />
      </Table.Td>
    </Table.Tr>
  );
}

function Deployments({ of }: { of: Flow['deployments'] }) {
  const { t } = useTranslation();
  const environments = useQuery(environmentList);
  if (of.length === 0) return <Text size="sm">{t('flows.nowhere')}</Text>;
  return (
    <Stack gap={4} align="flex-start">
      {of.map(({ environmentId, version, active }) => {
        const { name = '…', colour = 'grey' } =
          environments.data?.environments.find(({ id }) => id === environmentId) ?? {};
        return (
          <Badge key={environmentId} color={colour} variant="light" tt="none">
            {t('flows.version', { environment: name, version })}
            {active ? '' : ` · ${t('flows.paused')}`}
          </Badge>
        );
      })}
    </Stack>
  );
}

function Failures({ of }: { of: string }) {
  const { t } = useTranslation();
  const groups = useQuery(openFailures);
  const count = (groups.data?.groups ?? [])
    .filter(({ flowId }) => flowId === of)
    .reduce((sum, one) => sum + one.count, 0);
  if (groups.data === undefined) return null;
  return (
    <Text size="sm" {...(count === 0 ? {} : { fw: 600, c: 'red' })}>
      {count === 0 ? t('flows.noFailures') : t('flows.openFailures', { count })}
    </Text>
  );
}
