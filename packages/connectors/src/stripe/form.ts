/**
 * Stripe's form notation: `{ metadata: { a: 1 }, items: [{ price: 'x' }] }` becomes `metadata[a]=1`, `items[0][price]=x`.
 * What is undefined is left out; null becomes the empty string, which clears a field.
 */
export function encodeForm(fields: Record<string, unknown>): Record<string, string> {
  const form: Record<string, string> = {};
  const add = (name: string, value: unknown): void => {
    if (value === undefined) return;
    if (value === null) form[name] = '';
    else if (typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) add(`${name}[${key}]`, inner);
    } else form[name] = String(value);
  };
  for (const [name, value] of Object.entries(fields)) add(name, value);
  return form;
}
