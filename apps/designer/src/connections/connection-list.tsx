import { Badge, Button, Group, Table, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconPlayerPause, IconSearch } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { environmentList } from '../environments/environment-queries.ts';
import { moment } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { connectionList } from './connection-queries.ts';

export function ConnectionList() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/connections' });
  const { search = '' } = useSearch({ from: '/inside/connections' });
  const connections = useQuery(connectionList);
  return (
    <Page title={t('connections.title')}>
      <TextInput
        value={search}
        onChange={(event) => void navigate({ search: { search: event.currentTarget.value }, replace: true })}
        placeholder={t('connections.search')}
        aria-label={t('connections.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        type="search"
        mb="md"
      />
      <Shown query={connections}>
        {({ connections: all }) => {
          if (all.length === 0) return <Empty title={t('connections.emptyTitle')} text={t('connections.emptyText')} />;
          const wanted = search.toLowerCase();
          const found = all.filter(({ name, connector }) => `${name} ${connector}`.toLowerCase().includes(wanted));
          if (found.length === 0) return <Text>{t('connections.noneFound')}</Text>;
          return <ConnectionTable connections={found} />;
        }}
      </Shown>
    </Page>
  );
}

type Connection = {
  id: string;
  name: string;
  connector: string;
  environmentId: string;
  isDefault: boolean;
  lastUsedAt: string | null;
  hold: { since: string } | null;
};

function ConnectionTable({ connections }: { connections: Connection[] }) {
  const { t } = useTranslation();
  const environments = useQuery(environmentList);
  const environmentName = (id: string) => environments.data?.environments.find((one) => one.id === id)?.name ?? '…';
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing="sm" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('connections.name')}</Table.Th>
            <Table.Th scope="col">{t('connections.connector')}</Table.Th>
            <Table.Th scope="col">{t('connections.environment')}</Table.Th>
            <Table.Th scope="col">{t('connections.health')}</Table.Th>
            <Table.Th scope="col">{t('connections.lastUsed')}</Table.Th>
            <Table.Th scope="col">
              <VisuallyHidden>{t('connections.test')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {connections.map((connection) => (
            <Table.Tr key={connection.id}>
              <Table.Th scope="row">
                <Group gap="xs">
                  {connection.name}
                  {connection.isDefault && (
                    <Badge variant="default" tt="none">
                      {t('connections.default')}
                    </Badge>
                  )}
                </Group>
              </Table.Th>
              <Table.Td>{connection.connector}</Table.Td>
              <Table.Td>{environmentName(connection.environmentId)}</Table.Td>
              <Table.Td>
                <Health of={connection} />
              </Table.Td>
              <Table.Td>
                {connection.lastUsedAt === null ? t('connections.never') : moment(connection.lastUsedAt)}
              </Table.Td>
              <Table.Td ta="end">
                <TestConnection id={connection.id} name={connection.name} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Health({ of: { hold } }: { of: Connection }) {
  const { t } = useTranslation();
  const Icon = hold === null ? IconCheck : IconPlayerPause;
  return (
    <Group gap={6} wrap="nowrap">
      <Icon size={16} aria-hidden color={`var(--mantine-color-${hold === null ? 'green' : 'orange'}-filled)`} />
      <Text size="sm">
        {hold === null ? t('connections.ready') : t('connections.held', { since: moment(hold.since) })}
      </Text>
    </Group>
  );
}

function TestConnection({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const test = useMutation({
    mutationFn: () => dataOf(api.POST('/api/connections/{id}/test', { params: { path: { id } }, body: {} })),
    onSuccess: ({ account }) =>
      notifications.show({ color: 'green', message: t('connections.works', { name, account }) }),
    onError: (failure) =>
      notifications.show({ color: 'red', autoClose: false, title: name, message: failureText(failure) }),
    onSettled: () => queries.invalidateQueries(connectionList),
  });
  return (
    <Button
      size="xs"
      variant="default"
      onClick={() => test.mutate()}
      loading={test.isPending}
      aria-label={`${t('connections.test')} ${name}`}
    >
      {t('connections.test')}
    </Button>
  );
}
