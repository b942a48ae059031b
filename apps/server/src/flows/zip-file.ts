import { crc32, deflateRawSync } from 'node:zlib';

export type ZipEntry = { path: string; text: string };

/** A ZIP archive of texts (APPNOTE 6.3, without ZIP64: fewer than 65,536 entries and 4 GiB), the same bytes for the same texts. */
export function zipFile(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, text } of entries) {
    const name = Buffer.from(path);
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const about = describe(content, packed.length, name.length);
    const local = Buffer.concat([signed(0x04034b50), about, name, packed]);
    // Made by version 2.0 of nobody in particular; no comment, first disk, no attributes.
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    directory.push(signed(0x02014b50), Buffer.from([20, 0]), about, entry, name);
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, listed, signed(0x06054b50), end]);
}

function signed(signature: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return bytes;
}

const UTF8_NAME = 0x0800;
const DEFLATED = 8;
/** 1 January 1980, where the format's time begins: archives of the same flows are the same. */
const NO_DATE = 0x0021;

/** The 26 bytes that both headers of an entry share. */
function describe(content: Buffer, packedSize: number, nameSize: number): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt16LE(UTF8_NAME, 2);
  bytes.writeUInt16LE(DEFLATED, 4);
  bytes.writeUInt16LE(NO_DATE, 8);
  bytes.writeUInt32LE(crc32(content), 10);
  bytes.writeUInt32LE(packedSize, 14);
  bytes.writeUInt32LE(content.length, 18);
  bytes.writeUInt16LE(nameSize, 22);
  return bytes;
}
