const TEXT_OID = 25;

/**
 * A `text[]` as PostgreSQL's binary form. Written as text, an array costs both sides a pass over every character to quote and unquote
 * it, and what is stored here is JSON, which is mostly quotes.
 */
export function textArray(values: readonly (string | null)[]): Buffer {
  const sizes = values.map((value) => (value === null ? -1 : Buffer.byteLength(value)));
  const empty = values.length === 0;
  const total = sizes.reduce((sum, size) => sum + 4 + Math.max(0, size), empty ? 12 : 20);
  const buffer = Buffer.allocUnsafe(total);
  // Number of dimensions, whether there are nulls, type of the elements; then the one dimension's length and first index.
  let at = buffer.writeInt32BE(empty ? 0 : 1, 0);
  at = buffer.writeInt32BE(values.includes(null) ? 1 : 0, at);
  at = buffer.writeInt32BE(TEXT_OID, at);
  if (empty) return buffer;
  at = buffer.writeInt32BE(values.length, at);
  at = buffer.writeInt32BE(1, at);
  for (const [index, value] of values.entries()) {
    at = buffer.writeInt32BE(sizes[index]!, at);
    if (value !== null) at += buffer.write(value, at);
  }
  return buffer;
}
