import { randomFillSync } from 'node:crypto';

const pool = Buffer.allocUnsafe(16 * 256);
let offset = pool.length;
let lastMs = 0;
let counter = 0;
/** Ids keep their order when a clock is put back by less than this. */
const SET_BACK_MS = 3_600_000;

/**
 * A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then a counter that keeps ids made by one process in order within a
 * millisecond, then 62 random bits. Ids of things that grow are made here and not by the database, so that every supported
 * PostgreSQL will do and a batch can be written with its ids in one statement.
 */
export function uuidv7(now = Date.now()): string {
  if (offset === pool.length) {
    randomFillSync(pool);
    offset = 0;
  }
  const bytes = pool.subarray(offset, offset + 16);
  offset += 16;
  // A clock that was far ahead and was put right is followed back: there is no partition for ids of next month.
  if (now > lastMs || now < lastMs - SET_BACK_MS) {
    lastMs = now;
    counter = bytes.readUInt16BE(6) & 0x1ff;
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
