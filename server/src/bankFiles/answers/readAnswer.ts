import { Problem } from '../../platform/problem.ts';
import { readAch } from './readAch.ts';
import { readXml } from './readXml.ts';
import type { ReadAnswer } from './said.ts';

/**
 * An answer of the bank, by what it is and not by its name.
 * @throws Problem `file_not_recognized`
 */
export function readAnswer(bytes: Buffer): ReadAnswer {
  const source = bytes.toString('utf8').replace(/^\uFEFF/, '');
  // A declaration of entities has no place in a bank's file, and could make it grow without end.
  if (/<!(DOCTYPE|ENTITY)/i.test(source))
    throw unknownFile('It declares entities, which no bank’s file does.');
  let read: ReadAnswer | null;
  try {
    read = readAch(source) ?? readXml(source);
  } catch {
    throw unknownFile('It begins like XML, and breaks off or isn’t well-formed.');
  }
  if (!read) throw unknownFile('It is none of these.');
  if (read.lines.length === 0)
    throw unknownFile(
      read.format === 'nacha'
        ? 'It is an ACH file without a return or a correction.'
        : 'It names no payment that is booked, refused or returned.',
    );
  return read;
}

const unknownFile = (why: string) =>
  new Problem(
    'file_not_recognized',
    `${why} Choose a status report (pain.002), an account statement (camt.053) or ACH returns. Nothing was booked.`,
  );
