import { Failure } from '@raccord/contract';

export const encodings = ['utf-8', 'utf-8-bom', 'windows-1252', 'utf-16le'] as const;
export type Encoding = (typeof encodings)[number];

/** Text from bytes: by its mark, as UTF-8 if it is valid, else as the Windows-1252 that spreadsheets of western Europe write. */
export function decodeText(bytes: Uint8Array, encoding: Encoding | 'auto' = 'auto'): string {
  if (encoding !== 'auto') return new TextDecoder(encoding === 'utf-8-bom' ? 'utf-8' : encoding).decode(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

let bytesOf1252: Map<string, number> | undefined;

/** @throws Failure input `tables.cannotEncode` naming the sign that the encoding does not have */
export function encodeText(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-8-bom') return Buffer.from(`\uFEFF${text}`);
  if (encoding === 'utf-16le') return Buffer.from(`\uFEFF${text}`, 'utf16le');
  const decoder = new TextDecoder('windows-1252');
  bytesOf1252 ??= new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (const sign of text) {
    const byte = bytesOf1252.get(sign);
    if (byte === undefined) throw new Failure('input', 'tables.cannotEncode', { sign, encoding });
    bytes[length++] = byte;
  }
  return bytes.subarray(0, length);
}
