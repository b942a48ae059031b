import { Button, Group, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cellLooks } from './cell-shown.tsx';
import { type CellState, cellStates, countStates } from './cells.ts';
import classes from './coverage-grid.module.css';
import { CoverageGrid } from './coverage-grid.tsx';
import words from './mapping.module.css';
import type { Preview } from './preview.ts';
import { type Mapping, MOST_SAMPLES } from './use-mapping.ts';
import { useCells } from './use-preview.ts';

const TEXT_LENGTH = 24;

type Props = { mapping: Mapping; preview: Preview; onOpen: (path: string, sample: number) => void };

/** All fields on all samples at once, and how many cells are in which state. */
export function CoverageView({ mapping, preview, onOpen }: Props) {
  const { t } = useTranslation();
  const { contexts, evaluable, targets } = mapping;
  const values = useMemo(() => contexts.map(({ value }) => value), [contexts]);
  const evaluated = useCells(preview, 'coverage', evaluable, values, TEXT_LENGTH);
  const [only, setOnly] = useState<CellState>();
  const rows = useMemo(() => {
    const titles = new Map(targets.map(({ path, title }) => [path, title]));
    const all = evaluated?.fields.map(({ path }, index) => ({
      path,
      title: titles.get(path) ?? path,
      cells: evaluated.rows[index]!,
    }));
    return all?.filter(({ cells }) => only === undefined || cells.some(({ state }) => state === only)) ?? [];
  }, [evaluated, targets, only]);
  const columns = useMemo(() => contexts.map(({ label }) => label), [contexts]);
  if (evaluable.length === 0)
    return (
      <Text p="md" size="sm">
        {t('mapping.coverage.none', { most: MOST_SAMPLES })}
      </Text>
    );
  if (evaluated === undefined)
    return (
      <Text p="md" size="sm" role="status" aria-busy="true">
        {t('mapping.coverage.evaluating')}
      </Text>
    );
  const counts = countStates(evaluated.rows);
  return (
    <div className={classes.frame}>
      <Group px="md" py="xs" gap="xs" role="group" aria-label={t('mapping.coverage.legend')}>
        {cellStates
          .filter((state) => counts[state] > 0)
          .map((state) => {
            const { color, Icon } = cellLooks[state];
            const isOnly = only === state;
            return (
              <Button
                key={state}
                size="compact-sm"
                variant={isOnly ? 'outline' : 'light'}
                color={color}
                classNames={{ label: words.word! }}
                leftSection={<Icon size={14} aria-hidden />}
                aria-pressed={isOnly}
                onClick={() => setOnly(isOnly ? undefined : state)}
              >
                {t(`mapping.state.${state}`)} · {counts[state]}
              </Button>
            );
          })}
        <Text size="xs" c="dimmed" ms="auto">
          {!evaluated.isWhole
            ? t('mapping.coverage.evaluating')
            : columns.length === 1
              ? t('mapping.coverage.one')
              : t('mapping.coverage.counted', { fields: evaluable.length, count: columns.length })}
        </Text>
      </Group>
      <CoverageGrid rows={rows} columns={columns.slice(0, evaluated.contexts)} onOpen={onOpen} />
    </div>
  );
}
