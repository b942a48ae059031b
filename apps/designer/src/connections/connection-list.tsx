import { Anchor, Badge, Button, Group, Table, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../api/failure-text.ts';
import { environmentList } from '../environments/environment-queries.ts';
import { currentLanguage, moment } from '../i18n/index.ts';
import { connectorList } from '../nodes/apps.ts';
import { useMay } from '../session/use-may.ts';
import { useCurrentEnvironment } from '../shell/current-environment.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { ConnectionDialog, type Wanted } from './connection-dialog.tsx';
import { type Connection, connectionList, useConnectionsLive } from './connection-queries.ts';
import { Health } from './health.tsx';
import { useConnectionTest } from './use-connection-test.ts';

export function ConnectionList() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/connections' });
  const { search = '' } = useSearch({ from: '/inside/connections' });
  const connections = useQuery(connectionList);
  const { current } = useCurrentEnvironment();
  const mayConnect = useMay('admin');
  const [wanted, setWanted] = useState<Wanted>();
  useConnectionsLive();
  const make = mayConnect ? (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setWanted(current === undefined ? {} : { environmentId: current.id })}
    >
      {t('connections.new')}
    </Button>
  ) : undefined;
  return (
    <Page title={t('connections.title')} action={make}>
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
          const words = search.toLowerCase();
          const found = all.filter(({ name, connector }) => `${name} ${connector}`.toLowerCase().includes(words));
          if (found.length === 0) return <Text>{t('connections.noneFound')}</Text>;
          return <ConnectionTable connections={found} />;
        }}
      </Shown>
      <ConnectionDialog of={wanted} onClose={() => setWanted(undefined)} />
    </Page>
  );
}

function ConnectionTable({ connections }: { connections: Connection[] }) {
  const { t } = useTranslation();
  const environments = useQuery(environmentList).data?.environments ?? [];
  const apps = useQuery(connectorList).data?.connectors ?? [];
  return (
    <Table.ScrollContainer minWidth={720}>
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
          {connections.map((connection) => {
            const app = apps.find(({ id }) => id === connection.connector);
            const environment = environments.find(({ id }) => id === connection.environmentId);
            return (
              <Table.Tr key={connection.id}>
                <Table.Th scope="row">
                  <Group gap="xs">
                    <Anchor component={Link} to="/connections/$id" params={{ id: connection.id } as never} fw={600}>
                      {connection.name}
                    </Anchor>
                    {connection.isDefault && (
                      <Badge variant="default" tt="none">
                        {t('connections.default')}
                      </Badge>
                    )}
                  </Group>
                </Table.Th>
                <Table.Td>{app?.title[currentLanguage()] ?? connection.connector}</Table.Td>
                <Table.Td>
                  {environment !== undefined && (
                    <Badge color={environment.colour} variant="light" tt="none">
                      {environment.name}
                    </Badge>
                  )}
                </Table.Td>
                <Table.Td>
                  <Health of={connection} byConsent={app?.auth.scopes !== undefined} />
                </Table.Td>
                <Table.Td>
                  {connection.lastUsedAt === null ? t('connections.never') : moment(connection.lastUsedAt)}
                </Table.Td>
                <Table.Td ta="end">
                  <TestConnection id={connection.id} name={connection.name} />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function TestConnection({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  const test = useConnectionTest();
  const tell = {
    onSuccess: ({ account }: { account: string }) =>
      notifications.show({ color: 'green', message: t('connections.works', { name, account }) }),
    onError: (failure: unknown) =>
      notifications.show({ color: 'red', autoClose: false, title: name, message: failureText(failure) }),
  };
  return (
    <Button
      size="xs"
      variant="default"
      onClick={() => test.mutate(id, tell)}
      loading={test.isPending}
      aria-label={`${t('connections.test')} ${name}`}
    >
      {t('connections.test')}
    </Button>
  );
}
