import type { Subject } from './subject.ts';

/** What stands where something was erased. */
export const ERASED = '[erased]';
const marker = () => ({ erased: ERASED });
/** The data of a record of which nothing else is left. */
export const ERASED_INPUT = JSON.stringify(marker());

/** What is left, and what was taken out; `whole`: nothing but the marker is left. Nothing taken: it does not name the subject. */
export type Erased = { left: unknown; taken: unknown[]; whole: boolean };

const named = (value: unknown, subject: Subject): boolean => {
  if (typeof value === 'string') return subject.in(value);
  if (typeof value === 'number') return subject.in(String(value));
  if (Array.isArray(value)) return value.some((item) => named(item, subject));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, item]) => subject.in(key) || named(item, subject));
};

/**
 * Of data about one person nothing stays: what stands beside an address is as personal as the address. Of a list of several, the
 * entries that do not name the subject stay.
 */
export function erasePayload(value: unknown, subject: Subject): Erased {
  if (!named(value, subject)) return { left: value, taken: [], whole: false };
  if (Array.isArray(value)) return eraseList(value, subject);
  const lists = listsAbout(value, subject);
  if (lists === undefined) return { left: marker(), taken: [value], whole: true };
  const left: Record<string, unknown> = {};
  const taken: unknown[] = [];
  for (const [key, item] of Object.entries(value as object)) {
    const each = lists.has(key) ? erasePayload(item, subject) : { left: item, taken: [] };
    left[key] = each.left;
    taken.push(...each.taken);
  }
  return { left, taken, whole: false };
}

function eraseList(items: readonly unknown[], subject: Subject): Erased {
  const each = items.map((item) => erasePayload(item, subject));
  const whole = each.every((one) => one.whole);
  return { left: whole ? marker() : each.map((one) => one.left), taken: each.flatMap((one) => one.taken), whole };
}

/** The fields of an object that alone name the subject, when each of them is a list that others are in too. */
function listsAbout(value: unknown, subject: Subject): Set<string> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const lists = new Set<string>();
  for (const [key, item] of Object.entries(value)) {
    if (subject.in(key)) return undefined;
    if (!named(item, subject)) continue;
    const shared = Array.isArray(item)
      ? item.some((one) => !named(one, subject))
      : listsAbout(item, subject) !== undefined;
    if (!shared) return undefined;
    lists.add(key);
  }
  return lists;
}

/** Only the texts that name the subject go: what is around them is needed, and says nothing of a person. */
export function eraseStrings(value: unknown, subject: Subject): Erased {
  const taken: unknown[] = [];
  const walk = (part: unknown): unknown => {
    if ((typeof part === 'string' || typeof part === 'number') && named(part, subject)) {
      taken.push(part);
      return ERASED;
    }
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, item]) => {
        if (!subject.in(key)) return [key, walk(item)];
        taken.push({ [key]: item });
        return [`${ERASED} ${taken.length}`, blank(item)];
      }),
    );
  };
  const left = walk(value);
  return { left, taken, whole: typeof value === 'string' && taken.length > 0 };
}

/** The shape stays, so that flows can still be tried on it; of what it says about the subject, nothing. */
export function eraseShape(value: unknown, subject: Subject): Erased {
  if (!named(value, subject)) return { left: value, taken: [], whole: false };
  if (!Array.isArray(value)) return { left: blank(value), taken: [value], whole: true };
  const each = value.map((item) => eraseShape(item, subject));
  return { left: each.map((one) => one.left), taken: each.flatMap((one) => one.taken), whole: false };
}

/** A test of a flow stays one: what it puts in, gives back and expects loses all words where it names the subject. */
export function eraseTest(value: unknown, subject: Subject): Erased {
  const taken: unknown[] = [];
  const walk = (part: unknown, top: boolean): unknown => {
    if (!named(part, subject)) return part;
    if (Array.isArray(part)) return part.map((item) => walk(item, false));
    if (typeof part !== 'object' || part === null) {
      taken.push(part);
      return ERASED;
    }
    const directly = Object.entries(part).some(
      ([key, item]) => subject.in(key) || (typeof item !== 'object' && named(item, subject)),
    );
    if (directly && !top) {
      taken.push(part);
      return blank(part);
    }
    return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, walk(item, false)]));
  };
  const left = walk(value, true);
  return { left, taken, whole: false };
}

function blank(value: unknown): unknown {
  if (typeof value === 'string') return ERASED;
  if (typeof value === 'number') return 0;
  if (Array.isArray(value)) return value.map(blank);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item], at) => [/[@\d]/.test(key) ? `${ERASED} ${at}` : key, blank(item)]),
  );
}
