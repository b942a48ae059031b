import { Alert, Badge, Button, Code, Group, Loader, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock, IconEraser, IconSearch, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActFailure } from '../alerts/act-failure.tsx';
import { api, dataOf } from '../api/client.ts';
import { moment } from '../i18n/index.ts';
import { useFlowName } from '../runs/run-queries.ts';
import { number } from '../ui/amounts.ts';
import { EraseDialog } from './erase-dialog.tsx';
import { type PersonJob, useAct } from './settings-queries.ts';

const looks = {
  looking: { color: 'blue', icon: IconClock },
  looked: { color: 'blue', icon: IconSearch },
  erasing: { color: 'orange', icon: IconEraser },
  erased: { color: 'green', icon: IconCheck },
  over: { color: 'gray', icon: IconX },
} as const;

/** One search: what was found and where, and what can be done about it. */
export function PersonReport({ job }: { job: PersonJob }) {
  const { t } = useTranslation();
  const { color, icon: Icon } = looks[job.state];
  return (
    <Paper withBorder p="md" component="article" aria-labelledby={`person-${job.id}`}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Group gap="sm">
            <Title order={3} size="h5" id={`person-${job.id}`}>
              {t('settings.person.of', { hash: '' })}
              <Code title={t('settings.person.hashHint')}>{job.hash}</Code>
            </Title>
            <Badge color={color} variant="light" tt="none" leftSection={<Icon size={12} aria-hidden />} role="status">
              {t(`settings.person.states.${job.state}`)}
            </Badge>
            {(job.state === 'looking' || job.state === 'erasing') && <Loader size={14} aria-hidden />}
          </Group>
          <Acts job={job} />
        </Group>
        <Text size="sm">
          {t('settings.person.by', { by: job.askedBy, when: moment(job.askedAt) })}
          {job.confirmedAt !== null &&
            ` · ${t('settings.person.confirmedBy', { by: job.confirmedBy, when: moment(job.confirmedAt) })}`}
        </Text>
        {job.waits && <Text size="sm">{t('settings.person.waits')}</Text>}
        {job.failure !== null && (
          <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />}>
            {t('settings.person.failure', { failure: job.failure })}
          </Alert>
        )}
        {job.state !== 'looking' && <Found job={job} />}
      </Stack>
    </Paper>
  );
}

function Found({ job: { found, state } }: { job: PersonJob }) {
  const { t } = useTranslation();
  const nameOf = useFlowName();
  const nameOfTable = (table: string) => t(`settings.person.tables.${table}` as never, { defaultValue: table });
  const tables = Object.entries(found.tables);
  const flows = Object.entries(found.flows);
  const elsewhere = Object.entries(found.elsewhere);
  const erases = state === 'erasing' || state === 'erased';
  if (tables.length + elsewhere.length === 0) return <Text size="sm">{t('settings.person.nothing')}</Text>;
  return (
    <>
      {tables.length > 0 && (
        <Table maw="32rem" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('settings.person.where')}</Table.Th>
              <Table.Th scope="col" ta="right">
                {t('settings.person.found')}
              </Table.Th>
              {erases && (
                <Table.Th scope="col" ta="right">
                  {t('settings.person.erasedCount')}
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tables.map(([table, counts]) => (
              <Table.Tr key={table}>
                <Table.Th scope="row" fw={400}>
                  {nameOfTable(table)}
                </Table.Th>
                <Table.Td ta="right">{number(counts.found)}</Table.Td>
                {erases && <Table.Td ta="right">{number(counts.erased)}</Table.Td>}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {flows.length > 0 && (
        <Text size="sm">
          {t('settings.person.inFlows', {
            flows: flows.map(([flow, count]) => `${nameOf(flow)} (${number(count)})`).join(', '),
          })}
        </Text>
      )}
      {state === 'looked' && found.open > 0 && (
        <Text size="sm">{t('settings.person.open', { count: found.open })}</Text>
      )}
      {elsewhere.length > 0 && (
        <Text size="sm">
          {t('settings.person.elsewhere', {
            where: elsewhere.map(([table, count]) => `${nameOfTable(table)} (${number(count)})`).join(', '),
          })}
        </Text>
      )}
    </>
  );
}

function Acts({ job }: { job: PersonJob }) {
  const { t } = useTranslation();
  const [erasing, setErasing] = useState(false);
  const lettingGo = useAct('person-jobs', (id: string) =>
    dataOf(api.DELETE('/api/person-jobs/{id}', { params: { path: { id } } })),
  );
  const address = `/api/person-jobs/${job.id}`;
  const any = Object.keys(job.found.tables).length > 0;
  return (
    <Group gap="xs">
      {job.state === 'looked' && any && (
        <>
          <Button component="a" href={`${address}/export`} download variant="default" size="xs">
            {t('settings.person.export')}
          </Button>
          <Button color="red.8" size="xs" onClick={() => setErasing(true)}>
            {t('settings.person.erase')}
          </Button>
        </>
      )}
      {job.state === 'looked' && (
        <Button variant="default" size="xs" loading={lettingGo.isPending} onClick={() => lettingGo.mutate(job.id)}>
          {t('settings.person.letGo')}
        </Button>
      )}
      {job.state !== 'looking' && (
        <Button component="a" href={`${address}/report`} download variant="default" size="xs">
          {t('settings.person.report')}
        </Button>
      )}
      <ActFailure of={lettingGo.error} />
      {erasing && <EraseDialog job={job} onClose={() => setErasing(false)} />}
    </Group>
  );
}
