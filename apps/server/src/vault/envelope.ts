import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Failure } from '@raccord/contract';

/** A master key (32 bytes) with the id that envelopes name it by. */
export type MasterKey = { id: string; bytes: Buffer };

/**
 * What a secret belongs to. It is authenticated with the secret, so that an envelope copied to another row is refused.
 * `version` is that of the plaintext's shape.
 */
export type SecretPlace = {
  workspaceId: string;
  connectionId: string;
  field: string;
  version: number;
};

const FORMAT = 'rcv1';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

export function masterKey(bytes: Buffer): MasterKey {
  if (bytes.length !== KEY_BYTES) throw new Failure('config', 'vault.badKey', { bytes: bytes.length });
  return { bytes, id: createHash('sha256').update('raccord.vault.key-id\0').update(bytes).digest('hex').slice(0, 12) };
}

/**
 * An envelope: `rcv1.<key id>.<wrapped data key>.<sealed text>`, both parts as IV ‖ ciphertext ‖ tag in base64url. Each secret has
 * its own random data key (AES-256-GCM), wrapped by the master key, so that changing the master key re-wraps 60 bytes and reads
 * no secret.
 */
export function seal(plain: string, place: SecretPlace, key: MasterKey): string {
  const dataKey = randomBytes(KEY_BYTES);
  const wrapped = encrypt(key.bytes, dataKey, wrapContext(key.id));
  const body = encrypt(dataKey, Buffer.from(plain, 'utf8'), placeContext(place));
  return [FORMAT, key.id, wrapped.toString('base64url'), body.toString('base64url')].join('.');
}

/**
 * @throws Failure `config` / `vault.unknownKey` when it was sealed with a key that is not among `keys`, `vault.damaged` when it
 *   was changed, belongs to another place, or is no envelope
 */
export function open(envelope: string, place: SecretPlace, keys: readonly MasterKey[]): string {
  const { body, dataKey } = unwrap(envelope, keys);
  return decrypt(dataKey, body, placeContext(place)).toString('utf8');
}

/** The same secret under another master key; the secret itself is not read. */
export function rewrap(envelope: string, keys: readonly MasterKey[], target: MasterKey): string {
  const { body, dataKey } = unwrap(envelope, keys);
  const wrapped = encrypt(target.bytes, dataKey, wrapContext(target.id));
  return [FORMAT, target.id, wrapped.toString('base64url'), body.toString('base64url')].join('.');
}

/** The id of the master key an envelope was sealed with; undefined when it is no envelope. */
export function keyIdOf(envelope: string): string | undefined {
  const [format, id] = envelope.split('.');
  return format === FORMAT ? id : undefined;
}

function unwrap(envelope: string, keys: readonly MasterKey[]): { body: Buffer; dataKey: Buffer } {
  const [format, keyId, wrapped, body, ...rest] = envelope.split('.');
  if (format !== FORMAT || keyId === undefined || wrapped === undefined || body === undefined || rest.length > 0)
    throw new Failure('config', 'vault.damaged');
  const key = keys.find((candidate) => candidate.id === keyId);
  if (key === undefined) throw new Failure('config', 'vault.unknownKey', { keyId });
  return {
    body: Buffer.from(body, 'base64url'),
    dataKey: decrypt(key.bytes, Buffer.from(wrapped, 'base64url'), wrapContext(keyId)),
  };
}

const wrapContext = (keyId: string) => Buffer.from(`raccord.vault.wrap.1\0${keyId}`);
/** JSON of a list, so that no two places give the same bytes. */
const placeContext = (place: SecretPlace) =>
  Buffer.from(JSON.stringify(['raccord.vault.1', place.workspaceId, place.connectionId, place.field, place.version]));

function encrypt(key: Buffer, plain: Buffer, context: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(context);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, text, cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, context: Buffer): Buffer {
  if (sealed.length < IV_BYTES + TAG_BYTES) throw new Failure('config', 'vault.damaged');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(context).setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new Failure('config', 'vault.damaged', {}, { cause });
  }
}
