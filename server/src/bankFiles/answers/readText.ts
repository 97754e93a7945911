/** What a text of the bank says. It runs in a thread of its own: a large statement takes seconds. */
import { readAch } from './readAch.ts';
import { readXml } from './readXml.ts';
import type { ReadAnswer } from './said.ts';

/** A text as it was read, or why it isn't an answer. */
export type ReadText = { answer: ReadAnswer } | { refused: string };

export function readText(bytes: Uint8Array): ReadText {
  const source = new TextDecoder().decode(bytes);
  // A declaration of entities has no place in a bank's file, and could make it grow without end.
  if (/<!(DOCTYPE|ENTITY)/i.test(source))
    return { refused: 'It declares entities, which no bank’s file does.' };
  let answer: ReadAnswer | null;
  try {
    answer = readAch(source) ?? readXml(source);
  } catch {
    return { refused: 'It begins like XML, and breaks off or isn’t well-formed.' };
  }
  if (!answer) return { refused: 'It is no file that a bank answers with.' };
  if (answer.lines.length > 0) return { answer };
  return {
    refused:
      answer.format === 'nacha'
        ? 'It is an ACH file without a return or a correction.'
        : 'It names no payment that is booked, refused or returned.',
  };
}
