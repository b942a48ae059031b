import { Anchor, Progress, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { connectionList } from '../connections/connection-queries.ts';
import { Health } from '../connections/health.tsx';
import { environmentList } from '../environments/environment-queries.ts';
import { connectorList } from '../nodes/apps.ts';
import { duration, number } from '../ui/amounts.ts';
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
                      <Tightest id={connection.id} />
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

const LOOK_MS = 10_000;

/** Of what its vendor allows, the rule that is nearest to its end; the connection's own page has all of them. */
function Tightest({ id }: { id: string }) {
  const { t } = useTranslation();
  const gauges = useQuery({
    queryKey: ['connection', id, 'rate'],
    queryFn: () => dataOf(api.GET('/api/connections/{id}/rate', { params: { path: { id } } })),
    refetchInterval: LOOK_MS,
  }).data?.gauges;
  const part = ({ used, limit }: { used: number; limit: number }) => used / Math.max(1, limit);
  const tightest = gauges?.toSorted((a, b) => part(b) - part(a))[0];
  if (tightest === undefined) return <Text size="xs">{gauges === undefined ? '' : t('overview.noLimit')}</Text>;
  const { used, limit, perMs } = tightest;
  const words = t('overview.used', { used: number(used), limit: number(Math.floor(limit)), per: duration(perMs) });
  return (
    <>
      <Text size="xs">{words}</Text>
      <Progress value={Math.min(100, part(tightest) * 100)} size="sm" aria-label={words} />
    </>
  );
}
