/** A workbook is a zip archive: what it would unpack to is looked at before anything is unpacked. */
import { inflateRawSync } from 'node:zlib';
import { Unreadable } from './limits.ts';

/** Bytes. 50,000 rows of 29 columns unpack to about 100 MB. */
const mostUnpacked = 200 * 1024 * 1024;
/** Spreadsheets pack about 10 to 30 times; a file that is mostly one repeated byte packs 1,000 times. */
const mostPackedTimes = 200;
/** Bytes. Below this no ratio is looked at. */
const smallUnpacked = 8 * 1024 * 1024;
const mostEntries = 2_000;
const endRecord = 0x06054b50;
const centralRecord = 0x02014b50;
const localRecord = 0x04034b50;

/** One unpacked part of a workbook. */
export type Parts = ReadonlyMap<string, Buffer>;

/**
 * Unpacks the XML parts of a workbook within the limits. Names are names: nothing is written anywhere.
 * @throws Unreadable when it is no archive, one that unpacks to more than it may or says it does, or has a DOCTYPE
 */
export function unpackWorkbook(bytes: Buffer): Parts {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== endRecord) throw damaged();
  const entries = bytes.readUInt16LE(end + 10);
  if (entries > mostEntries) throw tooMuch();
  let at = bytes.readUInt32LE(end + 16);
  let unpacked = 0;
  const parts = new Map<string, Buffer>();
  for (let entry = 0; entry < entries; entry++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralRecord) throw damaged();
    const declared = bytes.readUInt32LE(at + 24);
    unpacked += declared;
    if (unpacked > mostUnpacked || (unpacked > smallUnpacked && unpacked > bytes.length * mostPackedTimes))
      throw tooMuch();
    const nameBytes = bytes.readUInt16LE(at + 28);
    const name = bytes.subarray(at + 46, at + 46 + nameBytes).toString('utf8');
    const part = unpackEntry(bytes, at, declared);
    if (/\.(xml|rels)$/.test(name)) {
      refuseDoctype(part);
      parts.set(name, part);
    }
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

/** The size that an archive declares may be a lie: each part is unpacked up to what it says. */
function unpackEntry(bytes: Buffer, central: number, declared: number): Buffer {
  const packed = bytes.readUInt32LE(central + 20);
  const local = bytes.readUInt32LE(central + 42);
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== localRecord) throw damaged();
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const content = bytes.subarray(start, start + packed);
  if (bytes.readUInt16LE(central + 10) !== 8) {
    if (packed !== declared) throw damaged();
    return content;
  }
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, declared) });
  } catch (error) {
    throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? tooMuch() : damaged();
  }
}

/** No spreadsheet writes a DOCTYPE; entities that are declared there can read files, or grow without end. */
function refuseDoctype(part: Buffer): void {
  if (part.includes('<!DOCTYPE') || part.includes('<!ENTITY'))
    throw new Unreadable(
      'This workbook declares a document type, as no spreadsheet does. Save its sheet as CSV and upload that.',
    );
}

const tooMuch = () =>
  new Unreadable(
    'This workbook unpacks to far more than its rows could need. Save its sheet as CSV and upload that.',
  );
const damaged = () => new Unreadable('This workbook is damaged. Save it anew, or as CSV, and upload that.');
