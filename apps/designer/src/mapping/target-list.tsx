import { Group, SegmentedControl, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../api/failure-text.ts';
import type { EditorHandle } from './expression-editor.tsx';
import { FieldDetails } from './field-details.tsx';
import type { Made } from './made-of.tsx';
import classes from './mapping.module.css';
import { NewField } from './new-field.tsx';
import { folded, type Source } from './source-tree.ts';
import { TargetRow } from './target-row.tsx';
import { isFilled, type Target } from './targets.ts';
import type { Mapping } from './use-mapping.ts';
import type { useCellOf } from './use-preview.ts';

type Shown = 'all' | 'mapped' | 'open';
type Props = {
  mapping: Mapping;
  cellOf: ReturnType<typeof useCellOf>;
  chosen: string | undefined;
  onChoose: (path: string | undefined) => void;
  armed: Source | undefined;
  onDisarm: () => void;
  onMade: (made: Made, target: Target) => void;
  made: { path: string; made: Made } | undefined;
  /** A map node's fields have names of one's own. */
  isOpenEnded: boolean;
};

/** The fields of the step, one below the other; the chosen one with all there is to do with it. */
export function TargetList(props: Props) {
  const { mapping, cellOf, chosen, onChoose, armed, onDisarm, onMade, made, isOpenEnded } = props;
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState<Shown>('all');
  const [current, setCurrent] = useState<string>();
  const [added, setAdded] = useState<string>();
  const heads = useRef(new Map<string, HTMLButtonElement>());
  const editor = useRef<EditorHandle>(null);
  const list = useRef<HTMLDivElement>(null);
  const targets = mapping.targets.filter((target) => isShown(target, search, shown) || target.path === chosen);
  const focused = targets.some(({ path }) => path === current) ? current : targets[0]?.path;

  const fresh = mapping.targets.find(({ steps }) => steps.length === 2 && steps[1] === added)?.path;
  // What was just added is what one goes on with.
  useEffect(() => {
    if (fresh === undefined) return;
    setAdded(undefined);
    setCurrent(fresh);
    onChoose(fresh);
    heads.current.get(fresh)?.focus();
  }, [fresh, onChoose]);

  const put = (source: Source | undefined, target: Target) => {
    if (source === undefined || target.fixed) return;
    onMade({ source, insertion: mapping.put(source, target) }, target);
    onDisarm();
    setCurrent(target.path);
    heads.current.get(target.path)?.focus();
  };
  /** The focus goes to what is left: what it was on is gone. */
  const remove = (target: Target) => {
    const index = targets.indexOf(target);
    const next = [...targets.slice(index + 1), ...targets.slice(0, index).toReversed()].find(
      ({ path }) => !path.startsWith(target.path),
    );
    mapping.clear(target);
    const head = next && heads.current.get(next.path);
    if (head !== undefined) head.focus();
    else list.current?.querySelector<HTMLElement>('[data-new-field] input')?.focus();
  };
  const choose = (target: Target) => {
    setCurrent(target.path);
    if (armed !== undefined) put(armed, target);
    else onChoose(chosen === target.path ? undefined : target.path);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const index = targets.findIndex(({ path }) => heads.current.get(path) === event.target);
    if (index === -1) return;
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: targets.length - 1 }[event.key];
    const target = next === undefined ? undefined : targets[next];
    if (target === undefined) return;
    event.preventDefault();
    setCurrent(target.path);
    heads.current.get(target.path)?.focus();
  };
  return (
    <section className={classes.pane} aria-label={t('mapping.targets')}>
      <Group className={classes.paneHead!} gap="xs" wrap="nowrap">
        <TextInput
          size="xs"
          flex={1}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder={t('mapping.searchTargets')}
          aria-label={t('mapping.searchTargets')}
          leftSection={<IconSearch size={14} aria-hidden />}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('mapping.show')}
          value={shown}
          onChange={(next) => setShown(next as Shown)}
          data={[
            { value: 'all', label: t('mapping.showAll') },
            { value: 'mapped', label: t('mapping.showMapped') },
            { value: 'open', label: t('mapping.showOpen') },
          ]}
        />
      </Group>
      <div className={classes.scroll} ref={list}>
        <AccountState mapping={mapping} />
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }} onKeyDown={onKeyDown}>
          {targets.map((target) => {
            const cell = cellOf(target);
            const suggestion = mapping.suggestions.get(target.path);
            return (
              <TargetRow
                key={target.path}
                target={target}
                cell={cell}
                suggestion={suggestion}
                isChosen={target.path === chosen}
                isCurrent={target.path === focused}
                onChoose={() => choose(target)}
                onDrop={(path) =>
                  put(
                    mapping.sources.find((source) => source.path === path),
                    target,
                  )
                }
                onAccept={(accepted) => put(accepted.source, target)}
                onRemove={() => remove(target)}
                head={(element) => {
                  if (element !== null) heads.current.set(target.path, element);
                  else heads.current.delete(target.path);
                }}
              >
                <FieldDetails
                  mapping={mapping}
                  target={target}
                  cell={cell}
                  suggestion={suggestion}
                  made={made?.path === target.path ? made.made : undefined}
                  onMade={(next) => onMade(next, target)}
                  onClear={() => (target.own ? remove(target) : mapping.clear(target))}
                  onBack={() => heads.current.get(target.path)?.focus()}
                  editor={editor}
                />
              </TargetRow>
            );
          })}
        </ul>
        {targets.length === 0 && !isOpenEnded && (
          <Text size="sm" c="dimmed" py="sm">
            {t('mapping.noTargets')}
          </Text>
        )}
        {isOpenEnded && <NewField mapping={mapping} armed={armed} onDisarm={onDisarm} onAdded={setAdded} />}
      </div>
    </section>
  );
}

function isShown(target: Target, search: string, shown: Shown): boolean {
  const text = folded(`${target.title} ${target.steps.join(' ')}`);
  const words = folded(search).split(/\s+/).filter(Boolean);
  if (!words.every((word) => text.includes(word))) return false;
  return shown === 'all' || (shown === 'mapped' ? isFilled(target) : !isFilled(target) && target.kind === 'leaf');
}

function AccountState({ mapping: { account } }: { mapping: Mapping }) {
  const { t } = useTranslation();
  if (account.state === 'loading')
    return (
      <Text size="xs" c="dimmed" py={4} role="status">
        {t('mapping.accountLoading')}
      </Text>
    );
  return account.state === 'failed' ? (
    <Text size="xs" py={4} role="status">
      {t('mapping.accountFailed', { message: failureText(account.failure) })}
    </Text>
  ) : null;
}
