import { Anchor, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { connectionList } from '../connections/connection-queries.ts';
import { Health } from '../connections/health.tsx';
import { RateGauge } from '../connections/rate-gauge.tsx';
import { environmentList } from '../environments/environment-queries.ts';
import { connectorList } from '../nodes/apps.ts';
import { Shown } from '../ui/shown.tsx';
import { Panel } from './chart.tsx';

/** Those that work went through last; the list of connections has all. */
const SHOWN = 6;

/** How the connections are, and how much of what their vendors allow is used. */
export function ConnectionHealth({ environment }: { environment: string | undefined }) {
  const { t } = useTranslation();
  const connections = useQuery(connectionList);
  const apps = useQuery(connectorList).data?.connectors ?? [];
  const environments = useQuery(environmentList).data?.environments ?? [];
  const wanted = environments.find(({ name }) => name === environment)?.id;
  return (
    <Panel title={t('overview.connections')}>
      <Shown query={connections}>
        {({ connections: all }) => {
          const here = all.filter((one) => wanted === undefined || one.environmentId === wanted);
          const shown = here
            .toSorted(
              (a, b) =>
                Number(b.hold !== null) - Number(a.hold !== null) ||
                (b.lastUsedAt ?? '').localeCompare(a.lastUsedAt ?? ''),
            )
            .slice(0, SHOWN);
          if (shown.length === 0) return <Text size="sm">{t('overview.connectionsNone')}</Text>;
          return (
            <Table verticalSpacing={6}>
              <Table.Tbody>
                {shown.map((connection) => (
                  <Table.Tr key={connection.id}>
                    <Table.Th scope="row" fw={400}>
                      <Anchor
                        size="sm"
                        renderRoot={(props) => <Link {...props} to="/connections/$id" params={{ id: connection.id }} />}
                      >
                        {connection.name}
                      </Anchor>
                    </Table.Th>
                    <Table.Td>
                      <Health
                        of={connection}
                        byConsent={apps.find(({ id }) => id === connection.connector)?.auth.scopes !== undefined}
                      />
                    </Table.Td>
                    <Table.Td w="40%">
                      <RateGauge id={connection.id} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          );
        }}
      </Shown>
    </Panel>
  );
}
