import { Button, Group, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { environmentList } from '../environments/environment-queries.ts';

import { flowNames, type RunSearch, runCauses, runStatuses, times } from './run-queries.ts';

type Props = { search: RunSearch; onChange: (next: RunSearch) => void };

/** What of the runs is shown; it stands in the address, so that it can be sent to a colleague. */
export function RunFilters({ search, onChange }: Props) {
  const { t } = useTranslation();
  const environments = useQuery(environmentList).data?.environments ?? [];
  const flows = useQuery(flowNames).data?.flows ?? [];
  const [typed, setTyped] = useState(search.search ?? '');
  useEffect(() => setTyped(search.search ?? ''), [search.search]);
  // Asked once the fingers rest.
  useEffect(() => {
    if (typed === (search.search ?? '')) return undefined;
    const timer = setTimeout(() => onChange({ ...search, search: typed }), 300);
    return () => clearTimeout(timer);
  }, [typed, search, onChange]);
  const select = <K extends keyof RunSearch>(name: K, label: string, data: { value: string; label: string }[]) => (
    <Select
      label={label}
      placeholder={t('runs.any')}
      data={data}
      value={search[name] ?? null}
      onChange={(value) => onChange({ ...search, [name]: value ?? undefined })}
      clearable
      searchable={name === 'flow'}
      w={name === 'flow' ? 200 : 138}
      size="sm"
    />
  );
  return (
    <Group mb="md" align="end" gap="sm">
      <TextInput
        label={t('runs.find')}
        placeholder={t('runs.search')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        leftSection={<IconSearch size={16} aria-hidden />}
        type="search"
        flex="1 1 18rem"
      />
      {select(
        'flow',
        t('runs.flow'),
        flows.map(({ id, name }) => ({ value: id, label: name })),
      )}
      {select(
        'environment',
        t('runs.environment'),
        environments.map(({ name }) => ({ value: name, label: name })),
      )}
      {select(
        'status',
        t('runs.status'),
        runStatuses.map((one) => ({ value: one, label: t(`runs.statuses.${one}`) })),
      )}
      {select(
        'cause',
        t('runs.cause'),
        runCauses.map((one) => ({ value: one, label: t(`runs.causes.${one}`) })),
      )}
      {select(
        'time',
        t('runs.time'),
        (Object.keys(times) as (keyof typeof times)[]).map((one) => ({ value: one, label: t(`runs.times.${one}`) })),
      )}
      {Object.values(search).some((value) => value !== undefined && value !== '') && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {t('runs.clear')}
        </Button>
      )}
    </Group>
  );
}
