/** A workbook is a zip archive: what it would unpack to is looked at before anything is unpacked. */
import { inflateRawSync } from 'node:zlib';
import { Problem } from '../platform/problem.ts';

/** Bytes. 50,000 rows of 29 columns unpack to about 100 MB. */
const mostUnpacked = 400 * 1024 * 1024;
const mostEntries = 2_000;
const endRecord = 0x06054b50;
const centralRecord = 0x02014b50;
const localRecord = 0x04034b50;

/** @throws Problem `file_not_recognized` when it is no archive, or one that unpacks to more than it may or says it does */
export function refuseZipBomb(bytes: Buffer): void {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== endRecord) throw damaged();
  const entries = bytes.readUInt16LE(end + 10);
  if (entries > mostEntries) throw tooMuch();
  let at = bytes.readUInt32LE(end + 16);
  let unpacked = 0;
  for (let entry = 0; entry < entries; entry++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralRecord) throw damaged();
    const declared = bytes.readUInt32LE(at + 24);
    unpacked += declared;
    if (unpacked > mostUnpacked) throw tooMuch();
    checkEntry(bytes, at, declared);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

/** The size that an archive declares may be a lie: each part is unpacked once up to what it says, and then let go. */
function checkEntry(bytes: Buffer, central: number, declared: number): void {
  const packed = bytes.readUInt32LE(central + 20);
  const local = bytes.readUInt32LE(central + 42);
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== localRecord) throw damaged();
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  if (bytes.readUInt16LE(central + 10) !== 8) {
    if (packed !== declared) throw damaged();
    return;
  }
  try {
    inflateRawSync(bytes.subarray(start, start + packed), { maxOutputLength: Math.max(1, declared) });
  } catch (error) {
    throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? tooMuch() : damaged();
  }
}

const tooMuch = () =>
  new Problem(
    'file_not_recognized',
    'This workbook unpacks to far more than its rows could need. Save its sheet as CSV and upload that.',
  );
const damaged = () =>
  new Problem('file_not_recognized', 'This workbook is damaged. Save it anew, or as CSV, and upload that.');
