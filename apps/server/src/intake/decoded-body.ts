import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { Failure, type RawDelivery } from '@raccord/contract';
import { bodyLimit } from './body-limit.ts';

const decoders = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
} as const;
const isKnown = (encoding: string): encoding is keyof typeof decoders => Object.hasOwn(decoders, encoding);

/**
 * The delivery as its sender meant it, where it came compressed. Only for one that has been judged: signatures are of the bytes that
 * came, and a stranger's are not worth inflating. What comes out is bounded as what comes in is.
 * @throws Failure `input` or `tooLarge`
 */
export function decodedDelivery(delivery: RawDelivery): RawDelivery {
  const encoding = delivery.headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity' || delivery.body.length === 0) return delivery;
  if (!isKnown(encoding)) throw new Failure('input', 'webhook.encodingUnknown', { encoding });
  try {
    const body = decoders[encoding](delivery.body, { maxOutputLength: bodyLimit(delivery.headers) });
    return { ...delivery, body };
  } catch (cause) {
    if (cause instanceof RangeError) throw new Failure('tooLarge', 'server.bodyTooLarge', {}, { cause });
    throw new Failure('input', 'webhook.encodingWrong', { encoding }, { cause });
  }
}
