import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';

const tabs = ['fields', 'coverage', 'table'] as const;
export type MappingTab = (typeof tabs)[number];
/** Which step is mapped, where in it one begins, and what is looked at. */
export type MappingPlace = { nodeId: string; path?: string; tab: MappingTab };
/** The same as the address of the editor says it, so that an open mapping can be sent to a colleague and Back closes it. */
export type MappingSearch = { map?: string; field?: string; tab?: MappingTab };

/** An address may hold anything. */
export function readMappingSearch({ map, field, tab }: Record<string, unknown>): MappingSearch {
  if (typeof map !== 'string' || map === '') return {};
  const known = tabs.find((one) => one === tab);
  return {
    map,
    ...(typeof field === 'string' && field !== '' ? { field } : {}),
    ...(known === undefined || known === 'fields' ? {} : { tab: known }),
  };
}

export function useMappingPlace(): MappingPlace | undefined {
  const { map, field, tab = 'fields' }: MappingSearch = useSearch({ strict: false });
  return useMemo(
    () => (map === undefined ? undefined : { nodeId: map, tab, ...(field === undefined ? {} : { path: field }) }),
    [map, field, tab],
  );
}

/** Opening and closing a mapping: inspector, fields and keys open it, the dialog shows it. */
export function useMappingDoor() {
  const navigate = useNavigate();
  return useMemo(() => {
    const go = (search: MappingSearch, replace: boolean) => void navigate({ to: '.', search, replace });
    return {
      open: (nodeId: string, { path, tab }: { path?: string; tab?: MappingTab } = {}) =>
        go(readMappingSearch({ map: nodeId, field: path, tab }), false),
      close: () => go({}, true),
    };
  }, [navigate]);
}
