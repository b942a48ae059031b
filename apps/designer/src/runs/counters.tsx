import { Group, Text } from '@mantine/core';
import type { Counters } from '@raccord/contract';
import { useTranslation } from 'react-i18next';
import { number as shown } from '../ui/amounts.ts';
import { RecordStateMark, type ShownState } from '../ui/record-state.tsx';
import classes from './runs.module.css';

export const states = ['succeeded', 'filtered', 'failed', 'waiting', 'inDoubt', 'cancelled'] as const;

/** The states of a run's records that there are; in a list only those. */
export function CounterMarks({ of }: { of: Counters }) {
  return (
    <Group gap="sm" wrap="nowrap">
      {states.map((state) => of[state] > 0 && <RecordStateMark key={state} state={state} count={of[state]} />)}
    </Group>
  );
}

/** All counters of a run, which add up to what was read; held is part of waiting. */
export function CounterBoard({
  of,
  held,
  state,
  onState,
}: {
  of: Counters;
  held: number;
  state: string | undefined;
  onState: (state: (typeof states)[number] | undefined) => void;
}) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('runs.counters')}>
      <Group gap="xs">
        <Counter
          label={<Text size="xs">{t('runs.read')}</Text>}
          number={of.total}
          pressed={state === undefined}
          onPress={() => onState(undefined)}
        />
        {states.map((one) => (
          <Counter
            key={one}
            label={<RecordStateMark state={one} />}
            number={of[one]}
            pressed={state === one}
            onPress={() => onState(state === one ? undefined : one)}
          />
        ))}
        <Counter label={<RecordStateMark state={'held' satisfies ShownState} />} number={held} />
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {t('runs.adds', { total: shown(of.total) })}
      </Text>
    </section>
  );
}

function Counter({
  label,
  number,
  pressed,
  onPress,
}: {
  label: React.ReactNode;
  number: number;
  pressed?: boolean;
  onPress?: () => void;
}) {
  const inside = (
    <>
      {label}
      <Text span fw={700} size="lg" lh={1.2}>
        {shown(number)}
      </Text>
    </>
  );
  if (onPress === undefined) return <div className={classes.counter}>{inside}</div>;
  return (
    <button type="button" className={classes.counter} aria-pressed={pressed} onClick={onPress}>
      {inside}
    </button>
  );
}
