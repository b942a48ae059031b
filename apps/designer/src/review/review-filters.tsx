import { Button, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { environmentList } from '../environments/environment-queries.ts';
import { flowList } from '../inbox/inbox-flows.ts';
import type { ReviewSearch } from './review-queries.ts';

/** What the list is narrowed to; it stands in the address. */
export function ReviewFilters({ search }: { search: ReviewSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/review' });
  const flows = useQuery(flowList).data?.flows ?? [];
  const environments = useQuery(environmentList).data?.environments ?? [];
  const set = (change: { [K in keyof ReviewSearch]: ReviewSearch[K] | null }) => {
    const next = Object.entries({ ...search, ...change }).filter(([, value]) => value !== null && value !== '');
    void navigate({ search: Object.fromEntries(next) as ReviewSearch, replace: true });
  };
  const find = useDebouncedCallback((text: string) => set({ search: text }), 250);
  const { view, ...filters } = search;
  return (
    <Group gap="xs" mb="md">
      <TextInput
        // What was cleared elsewhere is cleared here.
        key={search.search === undefined ? 'none' : 'some'}
        autoFocus={search.search !== undefined}
        size="xs"
        w="16rem"
        type="search"
        defaultValue={search.search ?? ''}
        onChange={(event) => find(event.currentTarget.value)}
        placeholder={t('review.filters.search')}
        aria-label={t('review.filters.search')}
        leftSection={<IconSearch size={14} aria-hidden />}
      />
      <Select
        size="xs"
        w="16rem"
        aria-label={t('review.filters.flow')}
        placeholder={t('review.filters.anyFlow')}
        value={search.flow ?? null}
        data={flows.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(flow) => set({ flow })}
        clearable
        searchable={flows.length > 10}
      />
      {environments.length > 1 && (
        <Select
          size="xs"
          w="12rem"
          aria-label={t('review.filters.environment')}
          placeholder={t('review.filters.anyEnvironment')}
          value={search.environment ?? null}
          data={environments.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(environment) => set({ environment })}
          clearable
        />
      )}
      {Object.keys(filters).length > 0 && (
        <Button
          variant="subtle"
          size="xs"
          onClick={() => void navigate({ search: view === undefined ? {} : { view } })}
        >
          {t('review.filters.clear')}
        </Button>
      )}
    </Group>
  );
}
