/** JSONata's `$boolean`: what `? :` and filters take for true. Empty strings, arrays and objects, 0, null and nothing are false. */
export function truthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(truthy);
  if (value !== null && typeof value === 'object') return Object.keys(value).length > 0;
  return Boolean(value);
}
