/** Reads a ticket file in a thread of its own, so that no file can slow or stop the process. */
import { Worker } from 'node:worker_threads';
import { Problem } from '../../platform/problem.ts';
import type { ReadAnswer, ReadRequest, ReadTicket } from './protocol.ts';

/** How long a file may take, milliseconds. */
const longestMs = 60_000;
const heapMb = 512;

const unreadable = (why: string) =>
  new Problem(
    'file_not_recognized',
    `${why} Open it and save it anew, or send pictures of the tickets. Nothing was saved.`,
  );

/**
 * The tickets of a file with their barcodes: one for each page where it is split, else one.
 * @throws Problem `file_not_recognized` for a broken or locked file, and for one that takes more memory or time than it may
 */
export async function readTickets(request: ReadRequest): Promise<ReadTicket[]> {
  // The bytes may lie in a larger buffer, which would be copied whole.
  const bytes = new Uint8Array(request.bytes);
  const worker = new Worker(new URL('./ticketReader.worker.ts', import.meta.url), {
    workerData: { ...request, bytes } satisfies ReadRequest,
    resourceLimits: { maxOldGenerationSizeMb: heapMb, stackSizeMb: 4 },
    env: {},
    execArgv: [],
  });
  const { promise, resolve, reject } = Promise.withResolvers<ReadAnswer>();
  worker.once('message', resolve);
  worker.once('error', () => reject(unreadable('This file can’t be read.')));
  const timer = setTimeout(() => reject(unreadable('This file takes too long to read.')), longestMs);
  try {
    const answer = await promise;
    if ('tickets' in answer) return answer.tickets;
    throw unreadable(answer.refused ?? 'This file is broken, or locked by a password.');
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
