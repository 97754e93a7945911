/** Reads an answer of the bank in a thread of its own, so that no file can slow or stop the process. */
import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { Problem } from '../../platform/problem.ts';
import type { ReadText } from './readText.ts';
import type { ReadAnswer } from './said.ts';

/** How long a file may take, milliseconds. */
const longestMs = 60_000;
const heapMb = 1_024;

const unreadable = (why: string) =>
  new Problem(
    'file_not_recognized',
    `${why} Choose a status report (pain.002), an account statement (camt.053) or ACH returns. Nothing was booked.`,
  );

/** An answer, with the hash of its bytes, by which it is booked once. */
export interface AnswerFile {
  answer: ReadAnswer;
  sha256: string;
}

/**
 * An answer of the bank, by what it is and not by its name.
 * @throws Problem `file_not_recognized`, also for one that takes more memory or time than it may
 */
export async function readAnswer(file: Buffer): Promise<AnswerFile> {
  const worker = new Worker(new URL('./answerReader.worker.ts', import.meta.url), {
    // The bytes may lie in a larger buffer, which would be copied whole.
    workerData: new Uint8Array(file),
    resourceLimits: { maxOldGenerationSizeMb: heapMb, stackSizeMb: 4 },
    env: {},
    execArgv: [],
  });
  const { promise, resolve, reject } = Promise.withResolvers<ReadText>();
  worker.once('message', resolve);
  worker.once('error', () => reject(unreadable('This file can’t be read.')));
  const timer = setTimeout(() => reject(unreadable('This file takes too long to read.')), longestMs);
  try {
    const read = await promise;
    if ('refused' in read) throw unreadable(read.refused);
    return { answer: read.answer, sha256: createHash('sha256').update(file).digest('hex') };
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
