import { Button, Group, Pagination, Select, Switch, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconLayoutGrid, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { FLOWS_PER_PAGE, type FlowListSearch, flowPageList, type ListChange } from './flow-queries.ts';
import { FlowTable } from './flow-table.tsx';
import { ImportFlow } from './import-flow.tsx';
import { NewFlow } from './new-flow.tsx';

const BulkBar = lazy(() => import('./bulk-bar.tsx'));

/** All flows, and how each is doing. */
export function FlowList() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/flows' });
  const search: FlowListSearch = useSearch({ from: '/inside/flows' });
  const { search: words = '', tag, archived = false, page = 1 } = search;
  // Only typing is waited for.
  const [asked] = useDebouncedValue(words, 200);
  const flows = useQuery(flowPageList({ ...search, ...(words === '' ? {} : { search: asked }) }));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const set = (next: ListChange) => {
    setChosen(new Set());
    const wanted = { ...search, page: undefined, ...next };
    const told = Object.entries(wanted).filter(([, value]) => value !== undefined && value !== '' && value !== false);
    void navigate({ search: Object.fromEntries(told), replace: true });
  };
  const tags = flows.data?.tags ?? [];
  const narrowed = words !== '' || tag !== undefined;

  return (
    <Page
      title={t('flows.title')}
      action={
        <Group gap="sm">
          <ImportFlow />
          <Button
            variant="default"
            leftSection={<IconLayoutGrid size={16} aria-hidden />}
            renderRoot={(props) => <Link {...props} to="/templates" />}
          >
            {t('flows.templates')}
          </Button>
          <NewFlow />
        </Group>
      }
    >
      <Group mb="sm" gap="sm">
        <TextInput
          value={words}
          onChange={(event) => set({ search: event.currentTarget.value })}
          placeholder={t('flows.searchHint')}
          aria-label={t('flows.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          maxLength={200}
          flex="1 1 16rem"
          type="search"
        />
        <Select
          value={tag ?? null}
          onChange={(value) => set({ tag: value ?? undefined })}
          data={[...new Set([...(tag === undefined ? [] : [tag]), ...tags.map((one) => one.tag)])]}
          placeholder={t('flows.anyTag')}
          aria-label={t('flows.tag')}
          clearable
          clearButtonProps={{ 'aria-label': t('flows.anyTag') }}
          searchable
          w="14rem"
        />
        <Switch
          label={t('flows.archived')}
          checked={archived}
          onChange={(event) => set({ archived: event.currentTarget.checked })}
        />
      </Group>
      <Shown query={flows}>
        {({ flows: all, total }) => {
          if (total === 0 && page === 1)
            return (
              <NoFlows narrowed={narrowed} archived={archived} onClear={() => set({ search: '', tag: undefined })} />
            );
          const pages = Math.max(1, Math.ceil(total / FLOWS_PER_PAGE));
          return (
            <>
              {all.some(({ id }) => chosen.has(id)) && (
                <Suspense>
                  <BulkBar
                    flows={all.filter(({ id }) => chosen.has(id))}
                    archived={archived}
                    onDone={() => setChosen(new Set())}
                  />
                </Suspense>
              )}
              <FlowTable flows={all} search={search} onSearch={set} chosen={chosen} onChoose={setChosen} />
              <Group justify="space-between" mt="sm">
                <Text size="sm" c="dimmed" role="status">
                  {t('flows.count', { count: total })}
                </Text>
                {(pages > 1 || page > 1) && (
                  <Pagination
                    aria-label={t('flows.pages')}
                    total={pages}
                    value={page}
                    onChange={(next) => set({ page: next })}
                    getItemProps={(number) => ({ 'aria-label': t('flows.page', { page: number }) })}
                    getControlProps={(control) =>
                      control === 'next'
                        ? { 'aria-label': t('flows.nextPage') }
                        : control === 'previous'
                          ? { 'aria-label': t('flows.previousPage') }
                          : {}
                    }
                  />
                )}
              </Group>
            </>
          );
        }}
      </Shown>
    </Page>
  );
}

function NoFlows({ narrowed, archived, onClear }: { narrowed: boolean; archived: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  if (narrowed)
    return (
      <Empty
        title={t('flows.noneFound')}
        text=""
        action={
          <Button variant="default" onClick={onClear}>
            {t('flows.clear')}
          </Button>
        }
      />
    );
  if (archived) return <Empty title={t('flows.emptyArchive')} text={t('flows.emptyArchiveText')} />;
  return (
    <Empty
      title={t('flows.emptyTitle')}
      text={t('flows.emptyText')}
      action={<Button renderRoot={(props) => <Link {...props} to="/templates" />}>{t('flows.templates')}</Button>}
    />
  );
}
