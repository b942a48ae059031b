import { NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { kinds as failureKinds } from '../inbox/inbox-search.ts';
import type { Condition } from './alert-queries.ts';

/** Each kind as it is proposed. */
export const conditions: { readonly [K in Condition['kind']]: Extract<Condition, { kind: K }> } = {
  failures: { kind: 'failures', moreThan: 5, minutes: 10 },
  rate: { kind: 'rate', percent: 20, minutes: 60, least: 20 },
  age: { kind: 'age', hours: 24 },
  inDoubt: { kind: 'inDoubt', minutes: 10 },
  silence: { kind: 'silence', hours: 2, usual: 10 },
  late: { kind: 'late', minutes: 15 },
  staleCursor: { kind: 'staleCursor', hours: 24 },
  held: { kind: 'held', minutes: 15 },
};
const kinds = Object.keys(conditions) as Condition['kind'][];

/** Least and most of each number, as the server takes them. */
const limits: Record<string, readonly [number, number]> = {
  moreThan: [0, 100_000],
  percent: [1, 99],
  least: [1, 100_000],
  usual: [1, 1_000_000],
};
const minutesFrom: Partial<Record<Condition['kind'], number>> = { rate: 10, inDoubt: 0, late: 2 };

type Props = { of: Condition; onChange: (condition: Condition) => void };

/** What a rule waits for, with the numbers of its kind. */
export function ConditionFields({ of, onChange }: Props) {
  const { t } = useTranslation();
  const set = (name: string, value: unknown) => {
    const rest = Object.fromEntries(Object.entries(of).filter(([other]) => other !== name));
    onChange((value === undefined || value === '' || value === null ? rest : { ...rest, [name]: value }) as Condition);
  };
  const labels: Record<string, string> = {
    moreThan: t('alerts.fields.moreThan'),
    percent: t('alerts.fields.percent'),
    least: t('alerts.fields.least'),
    usual: t('alerts.fields.usual'),
    minutes: t(of.kind === 'failures' || of.kind === 'rate' ? 'alerts.fields.minutes' : 'alerts.fields.longerMinutes'),
    hours: t(of.kind === 'silence' ? 'alerts.fields.silentHours' : 'alerts.fields.hours'),
  };
  const limitsOf = (name: string) =>
    limits[name] ?? (name === 'hours' ? [1, of.kind === 'silence' ? 48 : 720] : [minutesFrom[of.kind] ?? 1, 1_440]);
  const numbers = Object.keys(conditions[of.kind]).filter((name) => name !== 'kind');
  return (
    <>
      <Select
        label={t('alerts.when')}
        data={kinds.map((kind) => ({ value: kind, label: t(`alerts.kinds.${kind}`) }))}
        value={of.kind}
        allowDeselect={false}
        onChange={(next) => onChange(conditions[(next ?? 'failures') as Condition['kind']])}
        comboboxProps={{ withinPortal: false }}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: 'end' }}>
        {numbers.map((name) => {
          const [min, max] = limitsOf(name);
          return (
            <NumberInput
              key={`${of.kind} ${name}`}
              label={labels[name]}
              required
              allowDecimal={false}
              min={min ?? 0}
              max={max ?? 0}
              clampBehavior="blur"
              value={(of as Record<string, unknown>)[name] as number}
              onChange={(next) => typeof next === 'number' && set(name, next)}
              {...(name === 'least' ? { description: t('alerts.fields.leastHelp') } : {})}
            />
          );
        })}
        {of.kind === 'failures' && (
          <>
            <Select
              label={t('alerts.fields.failureKind')}
              placeholder={t('alerts.fields.anyKind')}
              data={failureKinds.map((kind) => ({ value: kind, label: t(`inbox.kinds.${kind}`) }))}
              value={of.failureKind ?? null}
              clearable
              onChange={(next) => set('failureKind', next)}
              comboboxProps={{ withinPortal: false }}
            />
            <TextInput
              label={t('alerts.fields.code')}
              description={t('alerts.fields.codeHelp')}
              value={of.code ?? ''}
              onChange={(event) => set('code', event.currentTarget.value.trim())}
            />
          </>
        )}
      </SimpleGrid>
    </>
  );
}
