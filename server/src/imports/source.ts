/** Recognizes a file by its first bytes, never by its name: CSV with encoding and delimiter, or a workbook. */
import { Problem } from '../platform/problem.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type Source = { kind: 'csv'; encoding: Encoding; delimiter: string } | { kind: 'xlsx' };

/**
 * @param head   the first bytes
 * @param isUtf8 whether all of it reads as UTF-8
 * @throws Problem `file_not_recognized` for the workbooks of old Excel
 */
export function recogniseSource(head: Buffer, isUtf8: boolean): Source {
  if (head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return { kind: 'xlsx' };
  if (head.subarray(0, 4).toString('hex') === 'd0cf11e0')
    throw new Problem(
      'file_not_recognized',
      'This is a workbook of an old Excel. Save it as XLSX or CSV, and upload that. Nothing was saved.',
    );
  refuseOtherFiles(head);
  const encoding = encodingOf(head, isUtf8);
  const text = new TextDecoder(encoding).decode(head);
  return { kind: 'csv', encoding, delimiter: delimiterOf(text) };
}

/** The first bytes of files that people send by mistake, as hexadecimal digits. */
const otherFiles: ReadonlyArray<[begins: RegExp, what: string]> = [
  [/^89504e47|^ffd8ff|^47494638|^424d.{8}0000|^49492a00|^4d4d002a/, 'a picture'],
  [/^52494646.{8}57454250|^.{8}66747970(?:68656963|61766966|6d696631)/, 'a picture'],
  [/^25504446/, 'a PDF file'],
  [/^1f8b/, 'a compressed file'],
  [/^377abcaf271c|^526172211a07/, 'an archive'],
];

function refuseOtherFiles(head: Buffer): void {
  const begin = head.subarray(0, 16).toString('hex');
  const found = otherFiles.find(([begins]) => begins.test(begin));
  if (found)
    throw new Problem(
      'file_not_recognized',
      `This is ${found[1]}, not a list of tickets. Upload the list as CSV or XLSX. Nothing was saved.`,
    );
}

function encodingOf(head: Buffer, isUtf8: boolean): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const sample = head.subarray(0, 400);
  const zeros = (offset: number) =>
    sample.filter((byte, index) => index % 2 === offset && byte === 0).length / (sample.length / 2);
  // ASCII text in UTF-16 has a zero in every second byte, and no zero in the others.
  if (zeros(1) > 0.8 && zeros(0) < 0.2) return 'utf-16le';
  if (zeros(0) > 0.8 && zeros(1) < 0.2) return 'utf-16be';
  return isUtf8 ? 'utf-8' : 'windows-1252';
}

/** The commonest of the three in the first line. */
function delimiterOf(text: string): string {
  const first = text.split('\n', 1)[0] ?? '';
  const count = (delimiter: string) => first.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best));
}
