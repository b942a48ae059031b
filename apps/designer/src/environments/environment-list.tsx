import { Badge, Code, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { environmentList } from './environment-queries.ts';
import { TestsRequired } from './tests-required.tsx';

export function EnvironmentList() {
  const { t } = useTranslation();
  const environments = useQuery(environmentList);
  return (
    <Page title={t('environments.title')}>
      <Text mb="md">{t('environments.text')}</Text>
      <Shown query={environments}>
        {({ environments: all }) =>
          all.length === 0 ? (
            <Empty title={t('environments.emptyTitle')} text={t('environments.emptyText')} />
          ) : (
            <Table verticalSpacing="sm">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('environments.name')}</Table.Th>
                  <Table.Th scope="col">{t('environments.variables')}</Table.Th>
                  <Table.Th scope="col">{t('flowTests.beforeDeploy')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {all.map((environment) => (
                  <Table.Tr key={environment.id}>
                    <Table.Th scope="row">
                      <Badge color={environment.colour} variant="light" tt="none">
                        {environment.name}
                      </Badge>
                    </Table.Th>
                    <Table.Td>
                      <Variables of={environment.variables} />
                    </Table.Td>
                    <Table.Td>
                      <TestsRequired environment={environment} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </Shown>
    </Page>
  );
}

function Variables({ of }: { of: Record<string, unknown> }) {
  const { t } = useTranslation();
  const entries = Object.entries(of);
  if (entries.length === 0) return <Text size="sm">{t('environments.none')}</Text>;
  return (
    <Stack gap={4} align="flex-start">
      {entries.map(([name, value]) => (
        <Code key={name}>
          {name} = {JSON.stringify(value)}
        </Code>
      ))}
    </Stack>
  );
}
