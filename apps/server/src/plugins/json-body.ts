import { isUtf8 } from 'node:buffer';
import { parseJson } from '@raccord/connectors/shared/json/parse-json';
import { Failure } from '@raccord/contract';

/** Flows and samples stand some levels deep in what is sent, and each route says itself how deep and how large they may be. */
const limits = { maxDepth: 1_000, maxKeys: 1_000_000 };

/**
 * A JSON body as deliveries are read: records that somebody hands in keep their long ids too, no number becomes null, and no letter a
 * question mark.
 * @throws Failure `input` or `tooLarge`
 */
export function jsonBody(body: Buffer): unknown {
  if (!isUtf8(body)) throw new Failure('input', 'server.bodyNotUtf8');
  const parsed = parseJson(body.toString(), limits);
  if (parsed.ok) return parsed.value;
  if (parsed.reason === 'number') throw new Failure('input', 'server.numberTooLarge', { path: parsed.path || '$' });
  if (parsed.reason === 'depth') throw new Failure('tooLarge', 'server.bodyTooDeep', { most: limits.maxDepth });
  throw new Failure('input', 'server.badJson');
}
