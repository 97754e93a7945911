/**
 * A ZIP file that is written from its beginning to its end, so that its last entry needn't be known before it is written. Source:
 * PKWARE's APPNOTE.TXT 6.3.10, sections 4.3 and 4.4.
 */
import { crc32 } from 'node:zlib';

/** One file of a ZIP file as its directory tells of it. */
export interface ZipEntry {
  name: string;
  crc: number;
  /** Bytes as they are stored, and as they are unpacked. */
  packed: number;
  size: number;
  /** Deflated, and its sizes stand behind it. */
  isStreamed: boolean;
  /** Where its header begins, bytes. */
  offset: number;
}

/** 1 January 1980, the first day that the format knows: the same table is the same bytes. */
const day = 0x0021;
const version = 20;

function fieldsOf({ name, crc, packed, size, isStreamed }: Omit<ZipEntry, 'offset'>, isHeader: boolean) {
  const fields = Buffer.alloc(26);
  const isKnown = !(isHeader && isStreamed);
  fields.writeUInt16LE(version, 0);
  fields.writeUInt16LE(isStreamed ? 8 : 0, 2);
  fields.writeUInt16LE(isStreamed ? 8 : 0, 4);
  fields.writeUInt16LE(day, 8);
  fields.writeUInt32LE(isKnown ? crc : 0, 10);
  fields.writeUInt32LE(isKnown ? packed : 0, 14);
  fields.writeUInt32LE(isKnown ? size : 0, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

/** What stands before an entry's bytes. @param entry sizes and checksum of a streamed one don't count yet */
export const zipHeader = (entry: Omit<ZipEntry, 'offset'>): Buffer =>
  Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fieldsOf(entry, true), Buffer.from(entry.name)]);

/** What stands behind a streamed entry's bytes. */
export function zipDescriptor({ crc, packed, size }: Pick<ZipEntry, 'crc' | 'packed' | 'size'>): Buffer {
  const descriptor = Buffer.alloc(16);
  descriptor.write('PK\x07\x08', 'latin1');
  descriptor.writeUInt32LE(crc, 4);
  descriptor.writeUInt32LE(packed, 8);
  descriptor.writeUInt32LE(size, 12);
  return descriptor;
}

/** An entry that is stored as it is, header included. */
export function storedEntry(name: string, text: string, offset: number): { entry: ZipEntry; bytes: Buffer } {
  const content = Buffer.from(text);
  const sizes = { packed: content.length, size: content.length };
  const entry = { name, crc: crc32(content), ...sizes, isStreamed: false, offset };
  return { entry, bytes: Buffer.concat([zipHeader(entry), content]) };
}

/** The directory at the end. @param offset where it begins, bytes */
export function zipDirectory(entries: readonly ZipEntry[], offset: number): Buffer {
  const listed = entries.map((entry) => {
    const more = Buffer.alloc(14);
    more.writeUInt32LE(entry.offset, 10);
    return Buffer.concat([
      Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
      fieldsOf(entry, false),
      more,
      Buffer.from(entry.name),
    ]);
  });
  const directory = Buffer.concat(listed);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([directory, end]);
}
