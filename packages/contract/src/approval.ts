import { Failure } from './failure.ts';
import type { ApprovalField } from './flow.ts';

/** What an approval node may become, and the ports a record leaves it by. */
export const approvalChoices = ['approved', 'rejected'] as const;
export type ApprovalChoice = (typeof approvalChoices)[number];

/** Who or what decided: a person, a choice a person made earlier for the same key, or the time that was up. */
export const approvalWays = ['person', 'remembered', 'due'] as const;
export type ApprovalWay = (typeof approvalWays)[number];

/** What an approval node gives to the expressions below it. */
export type ApprovalValue = {
  decision: ApprovalChoice;
  /** What the person saw, as it was or as they changed it. */
  data: unknown;
  edited: boolean;
  how: ApprovalWay;
  /** As the history names them; null when the time was up. */
  by: string | null;
  comment: string | null;
};

/** A field a person may change, with the choices there are for this record. */
export type AskedField = Omit<ApprovalField, 'choices'> & { choices?: { value: string | number; label: string }[] };

/** JSON of what a person is shown, in characters. */
export const LARGEST_APPROVAL = 256 * 1024;
const MOST_CHOICES = 200;

/** What an expression gave as choices: texts, numbers, or `{ value, label }`. What is none of these is left out. */
export function readChoices(given: unknown): { value: string | number; label: string }[] {
  const items = Array.isArray(given) ? given : given === undefined || given === null ? [] : [given];
  return items.slice(0, MOST_CHOICES).flatMap((item) => {
    const { value, label } = isRecord(item) ? item : { value: item, label: undefined };
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    return [{ value, label: typeof label === 'string' ? label : String(value) }];
  });
}

/**
 * Why data that a person changed cannot take the place of what they were shown; undefined when it can. With `fields`, those and no others
 * may be changed.
 */
export function editTrouble(
  fields: readonly AskedField[] | undefined,
  shown: unknown,
  edited: unknown,
): Failure | undefined {
  const text = JSON.stringify(edited);
  if (text === undefined) return new Failure('input', 'approval.noData');
  if (text.length > LARGEST_APPROVAL)
    return new Failure('tooLarge', 'approval.tooLarge', {
      kb: Math.ceil(text.length / 1024),
      most: LARGEST_APPROVAL / 1024,
    });
  if (fields === undefined) return undefined;
  if (!isRecord(edited)) return new Failure('input', 'approval.notFields');
  const before = isRecord(shown) ? shown : {};
  const known = new Set(fields.map(({ name }) => name));
  for (const name of new Set([...Object.keys(before), ...Object.keys(edited)]))
    if (!known.has(name) && JSON.stringify(before[name]) !== JSON.stringify(edited[name]))
      return new Failure('input', 'approval.fieldFixed', { field: name });
  for (const field of fields) {
    const trouble = fieldTrouble(field, edited[field.name]);
    if (trouble !== undefined) return trouble;
  }
  return undefined;
}

function fieldTrouble({ name, title, type, required, choices }: AskedField, value: unknown): Failure | undefined {
  const field = title ?? name;
  if (value === undefined || value === null || value === '')
    return required ? new Failure('input', 'approval.fieldMissing', { field }) : undefined;
  const fits = type === 'integer' ? Number.isInteger(value) : typeof value === type;
  // Nothing that JSON can say is a number without being finite; what the browser's own code makes may be.
  if (!fits || (typeof value === 'number' && !Number.isFinite(value)))
    return new Failure('input', 'approval.fieldType', { field, type });
  if (choices !== undefined && choices.length > 0 && !choices.some((choice) => choice.value === value))
    return new Failure('input', 'approval.fieldChoice', { field });
  return undefined;
}

/**
 * What a person changed, to be changed the same way in a later record with the same key: the fields that are different, or, where
 * either is no group of fields, the whole.
 */
export function changesOf(shown: unknown, edited: unknown): { set: unknown; whole: boolean } {
  if (!isRecord(shown) || !isRecord(edited)) return { set: edited, whole: true };
  const changed = Object.entries(edited).filter(
    ([name, value]) => JSON.stringify(shown[name]) !== JSON.stringify(value),
  );
  return { set: Object.fromEntries(changed), whole: false };
}

export function withChanges(shown: unknown, { set, whole }: { set: unknown; whole: boolean }): unknown {
  return !whole && isRecord(shown) && isRecord(set) ? { ...shown, ...set } : set;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
