/** A form value as Stripe reads it: text, a hash, or a list. */
export type FormValue = string | FormValue[] | FormHash;
export type FormHash = { [key: string]: FormValue };

/**
 * Reads `a=1&b[c]=2&d[]=3&e[0][f]=4`. A hash whose keys are 0, 1, 2, … is a list. Hashes have no prototype, so `__proto__` is a key
 * like any other.
 */
export function parseForm(text: string): FormHash {
  const root: FormHash = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) place(root, path(name), value);
  return listsIn(root) as FormHash;
}

function path(name: string): string[] {
  const bracket = name.indexOf('[');
  if (bracket <= 0) return [name];
  const keys = [name.slice(0, bracket)];
  for (const match of name.slice(bracket).matchAll(/\[([^\]]*)\]/g)) keys.push(match[1]!);
  return keys;
}

function place(root: FormHash, keys: string[], value: string): void {
  let here = root;
  for (let depth = 0; depth < keys.length - 1; depth++) {
    const key = keys[depth] === '' ? String(Object.keys(here).length) : keys[depth]!;
    const next = here[key];
    if (typeof next === 'object' && !Array.isArray(next)) here = next;
    else {
      const hash: FormHash = Object.create(null);
      here[key] = hash;
      here = hash;
    }
  }
  const last = keys.at(-1)!;
  here[last === '' ? String(Object.keys(here).length) : last] = value;
}

function listsIn(value: FormValue): FormValue {
  if (typeof value === 'string' || Array.isArray(value)) return value;
  const keys = Object.keys(value);
  for (const key of keys) value[key] = listsIn(value[key]!);
  const isList = keys.length > 0 && keys.every((key, position) => key === String(position));
  return isList ? keys.map((key) => value[key]!) : value;
}
