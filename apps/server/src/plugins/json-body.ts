import { parseJson } from '@raccord/connectors/shared/json/parse-json';
import { Failure } from '@raccord/contract';

/** Flows and samples stand some levels deep in what is sent; more levels than this nobody writes. Bytes are bounded by each route. */
const limits = { maxDepth: 200, maxKeys: 1_000_000 };

/**
 * A JSON body as deliveries are read: records that somebody hands in keep their long ids too, and no number becomes null.
 * @throws Failure `input`
 */
export function jsonBody(text: string): unknown {
  const parsed = parseJson(text, limits);
  if (parsed.ok) return parsed.value;
  if (parsed.reason === 'number') throw new Failure('input', 'server.numberTooLarge', { path: parsed.path || '$' });
  throw new Failure('input', 'server.badJson');
}
