import { ActionIcon, CloseButton, Group, Stack, Text, TextInput, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconCopy, IconRoute2, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AT_ONCE, type JsonRow, jsonRows, openAtFirst, searchJson } from './json-rows.ts';
import { JsonTree } from './json-tree.tsx';

type Props = {
  value: unknown;
  /** What the value is to expressions; begins every path that is copied. */
  name: string;
  /** What it is, for whoever does not see where it stands. */
  label: string;
};

/** A JSON value as a tree to look around in: it folds, is searched, and gives paths and values to copy. Data is text here, never markup. */
export function JsonView({ value, name, label }: Props) {
  // Another value begins anew.
  const [of, setOf] = useState({ value, name });
  const [open, setOpen] = useState<ReadonlySet<string>>(() => openAtFirst(name, value));
  const [shown, setShown] = useState<ReadonlyMap<string, number>>(new Map());
  const [current, setCurrent] = useState(name);
  if (of.value !== value || of.name !== name) {
    setOf({ value, name });
    setOpen(openAtFirst(name, value));
    setShown(new Map());
    setCurrent(name);
  }
  const rows = useMemo(() => jsonRows(name, value, open, shown), [name, value, open, shown]);
  const row = rows.find(({ path }) => path === current) ?? rows[0]!;
  const search = useSearch(name, value, (path, within) => {
    setOpen(new Set([...open, ...within.map((place) => place.path)]));
    const reached = within.filter(({ path: at, index }) => index >= (shown.get(at) ?? AT_ONCE));
    if (reached.length > 0)
      setShown(new Map([...shown, ...reached.map(({ path: at, index }) => [at, index + 1] as const)]));
    setCurrent(path);
  });
  const toggle = ({ path, open: isOpen, more }: JsonRow) => {
    if (more !== undefined) {
      const of = path.slice(0, -1);
      setShown(new Map([...shown, [of, (shown.get(of) ?? AT_ONCE) + AT_ONCE]]));
    } else if (isOpen !== undefined) {
      const next = new Set(open);
      next[isOpen ? 'delete' : 'add'](path);
      setOpen(next);
    }
  };
  return (
    <Stack gap={4} mih={0} h="100%">
      <Tools row={row} search={search} />
      <JsonTree rows={rows} current={row.path} label={label} hit={search.hit} onGo={setCurrent} onToggle={toggle} />
    </Stack>
  );
}

type Search = {
  text: string;
  set(text: string): void;
  count: number;
  at: number;
  hit: string | undefined;
  step(by: number): void;
};

function useSearch(
  name: string,
  value: unknown,
  onHit: (path: string, within: { path: string; index: number }[]) => void,
): Search {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const hits = useMemo(() => searchJson(name, value, text), [name, value, text]);
  const go = (list: typeof hits, index: number) => {
    setAt(index);
    const hit = list[index];
    if (hit !== undefined) onHit(hit.path, hit.within);
  };
  return {
    text,
    set: (next) => {
      setText(next);
      go(searchJson(name, value, next), 0);
    },
    count: hits.length,
    at,
    hit: hits[at]?.path,
    step: (by) => go(hits, (at + by + hits.length) % Math.max(1, hits.length)),
  };
}

function Tools({ row, search }: { row: JsonRow; search: Search }) {
  const { t } = useTranslation();
  const [said, setSaid] = useState('');
  const copy = async (text: string, told: string) => {
    await navigator.clipboard.writeText(text);
    setSaid(told);
  };
  const path = row.more === undefined ? row.path : row.path.slice(0, -1);
  return (
    <Group gap={4} wrap="nowrap">
      <TextInput
        size="xs"
        flex={1}
        miw={80}
        value={search.text}
        aria-label={t('json.search')}
        placeholder={t('json.search')}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={
          search.text !== '' && <CloseButton size="sm" aria-label={t('json.clear')} onClick={() => search.set('')} />
        }
        onChange={(event) => search.set(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') search.step(event.shiftKey ? -1 : 1);
        }}
      />
      {search.text !== '' && (
        <>
          <Text size="xs" c="dimmed" aria-live="polite" style={{ whiteSpace: 'nowrap' }}>
            {search.count === 0 ? t('json.none') : t('json.hit', { at: search.at + 1, count: search.count })}
          </Text>
          <Tool label={t('json.previous')} icon={<IconChevronUp size={16} />} onClick={() => search.step(-1)} />
          <Tool label={t('json.next')} icon={<IconChevronDown size={16} />} onClick={() => search.step(1)} />
        </>
      )}
      <Tool
        label={t('json.copyPath', { path })}
        icon={<IconRoute2 size={16} />}
        onClick={() => void copy(path, t('json.copied', { what: path }))}
      />
      <Tool
        label={t('json.copyValue')}
        icon={<IconCopy size={16} />}
        onClick={() => void copy(asText(row.value), t('json.copiedValue'))}
      />
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </Group>
  );
}

function Tool({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size="md" aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

const asText = (value: unknown) =>
  typeof value === 'string' ? value : (JSON.stringify(value, undefined, 2) ?? 'null');
