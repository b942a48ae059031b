import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import { currentLanguage } from '../i18n/index.ts';

export const views = ['keeping', 'person'] as const;
export type View = (typeof views)[number];

/** Reads the search of an address; what makes no sense is as if it were not there. */
export const readSettingsSearch = ({ view }: Record<string, unknown>): { view?: View } =>
  view === 'person' ? { view } : {};

/** What is going on is looked at again this often. */
const LIVE_MS = 2_000;

export const keepingList = queryOptions({
  queryKey: ['keeping'],
  queryFn: () => dataOf(api.GET('/api/keeping')),
  refetchInterval: 10_000,
});
export type Keeping = Awaited<ReturnType<NonNullable<typeof keepingList.queryFn>>>;
export type OwnKeeping = Keeping['environments'][number]['own'];
export type Days = Keeping['house']['payloads'];
export const kinds = ['payloads', 'metadata', 'failures'] as const;
export type Kind = (typeof kinds)[number];

export const personJobs = queryOptions({
  queryKey: ['person-jobs'],
  queryFn: () => dataOf(api.GET('/api/person-jobs')),
  refetchInterval: ({ state }) =>
    state.data?.jobs.some((job) => job.state === 'looking' || job.state === 'erasing') ? LIVE_MS : false,
});
export type PersonJob = Awaited<ReturnType<NonNullable<typeof personJobs.queryFn>>>['jobs'][number];

/** Does something, and looks again at what it changed. */
export function useAct<T>(key: 'keeping' | 'person-jobs', act: (of: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => queries.invalidateQueries({ queryKey: [key] }) });
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** An amount of data in its largest unit. */
export function bytes(amount: number): string {
  const at = Math.min(byteUnits.length - 1, Math.floor(Math.log10(Math.max(1, amount)) / 3));
  const value = amount / 1_000 ** at;
  const unit = byteUnits[at] ?? 'byte';
  const digits = at === 0 || value >= 10 ? 0 : 1;
  return new Intl.NumberFormat(currentLanguage(), {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(value);
}
