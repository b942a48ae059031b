import { Button, Group, Pill, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { environmentList } from '../environments/environment-queries.ts';
import { usePeople } from './assignee.tsx';
import { flowList } from './inbox-flows.ts';
import { type FailureKind, type InboxSearch, kinds } from './inbox-search.ts';

export function InboxFilters({ search }: { search: InboxSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/inbox' });
  const flows = useQuery(flowList).data?.flows ?? [];
  const { others } = usePeople();
  const environments = useQuery(environmentList).data?.environments ?? [];
  const set = (change: { [K in keyof InboxSearch]: InboxSearch[K] | null }) => {
    const next = Object.entries({ ...search, ...change }).filter(([, value]) => value !== null);
    void navigate({ search: Object.fromEntries(next) as InboxSearch, replace: true });
  };
  const { tab, ...filters } = search;
  return (
    <Group gap="xs" mb="md">
      <Choice
        label={t('inbox.filters.flow')}
        any={t('inbox.filters.anyFlow')}
        value={search.flow}
        data={flows.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(flow) => set({ flow })}
        width="16rem"
      />
      {environments.length > 1 && (
        <Choice
          label={t('inbox.filters.environment')}
          any={t('inbox.filters.anyEnvironment')}
          value={search.environment}
          data={environments.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(environment) => set({ environment })}
        />
      )}
      <Choice
        label={t('inbox.filters.kind')}
        any={t('inbox.filters.anyKind')}
        value={search.kind}
        data={kinds.map((kind) => ({ value: kind, label: t(`inbox.kinds.${kind}`) }))}
        onChange={(kind) => set({ kind: kind as FailureKind | null })}
      />
      <Choice
        label={t('inbox.filters.who')}
        any={t('inbox.filters.anyone')}
        value={search.who}
        data={[
          { value: 'mine', label: t('inbox.filters.mine') },
          { value: 'nobody', label: t('inbox.filters.nobody') },
          ...others.map((name) => ({ value: `@${name}`, label: name })),
        ]}
        onChange={(who) => set({ who: who as NonNullable<InboxSearch['who']> | null })}
        width="9rem"
      />
      {search.tag !== undefined && (
        <Pill
          withRemoveButton
          onRemove={() => set({ tag: null })}
          removeButtonProps={{ 'aria-label': t('inbox.filters.clear') }}
        >
          {t('inbox.filters.tag', { tag: search.tag })}
        </Pill>
      )}
      {Object.keys(filters).length > 0 && (
        <Button variant="subtle" size="xs" onClick={() => void navigate({ search: tab === undefined ? {} : { tab } })}>
          {t('inbox.filters.clear')}
        </Button>
      )}
    </Group>
  );
}

type ChoiceProps = {
  label: string;
  any: string;
  value: string | undefined;
  data: { value: string; label: string }[];
  onChange: (value: string | null) => void;
  width?: string;
};

function Choice({ label, any, value, data, onChange, width = '12rem' }: ChoiceProps) {
  return (
    <Select
      size="xs"
      w={width}
      aria-label={label}
      placeholder={any}
      value={value ?? null}
      data={data}
      onChange={onChange}
      clearable
      searchable={data.length > 10}
    />
  );
}
