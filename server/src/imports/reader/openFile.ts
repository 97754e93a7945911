/** Reads an uploaded file in a thread of its own, so that no file can slow or stop the process. */
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DecimalMark } from '@holdfast/shared/imports/broker';
import { Problem } from '../../platform/problem.ts';
import type { Source } from '../source.ts';
import { longestStepMs, mostHeapMb } from './limits.ts';
import type { Answer, FileRecord, Request, Survey } from './protocol.ts';

/** A surveyed file. */
export interface OpenFile {
  survey: Survey;
  /** All records, the header first; once. @param mark how the file's own texts write decimals */
  records(mark: DecimalMark): AsyncGenerator<FileRecord>;
  close(): Promise<void>;
}

/**
 * @param sheet the sheet of a workbook that a person chose
 * @throws Problem `file_not_recognized` in plain words, also when the file takes more memory or time than it may
 */
export async function openFile(
  source: Source,
  parts: AsyncIterable<Buffer>,
  sheet: string | null,
  { heapMb = mostHeapMb } = {},
): Promise<OpenFile> {
  const worker = new Worker(new URL('./fileReader.worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    env: threadEnv(),
    execArgv: [],
  });
  const ended = new Promise<never>((_resolve, reject) => {
    worker.once('error', (error) => reject(whyEnded(error as Error)));
  });
  // It is awaited with each answer; between two of them it must not go unheard.
  ended.catch(() => {});
  const send = (request: Request) => worker.postMessage(request);

  async function ask<Kind extends Answer['type']>(
    request: Request,
    kind: Kind,
  ): Promise<Extract<Answer, { type: Kind }>> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(tookTooLong()), longestStepMs);
    try {
      const answered = new Promise<Answer>((resolve) => {
        worker.once('message', resolve);
      });
      send(request);
      const answer = await Promise.race([answered, ended, late.promise]);
      if (answer.type === 'refused') throw new Problem('file_not_recognized', answer.message);
      if (answer.type !== kind) throw new Error(`the reader answered ${answer.type} to ${request.type}`);
      return answer as Extract<Answer, { type: Kind }>;
    } finally {
      clearTimeout(timer);
    }
  }

  async function* records(mark: DecimalMark): AsyncGenerator<FileRecord> {
    send({ type: 'read', mark });
    for (;;) {
      const { records: batch, isLast } = await ask({ type: 'next' }, 'records');
      yield* batch;
      if (isLast) return;
    }
  }

  const close = async () => {
    await worker.terminate();
  };
  try {
    for await (const part of parts) {
      // A part may lie in a larger buffer of the database's driver, which would be copied whole.
      const bytes = new Uint8Array(part);
      worker.postMessage({ type: 'part', bytes } satisfies Request, [bytes.buffer]);
    }
    const { survey } = await ask({ type: 'survey', source, sheet }, 'survey');
    return { survey, records, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function whyEnded(error: Error): Error {
  if ((error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new Problem(
      'file_not_recognized',
      'Reading this file takes more memory than a file of listings could need. Save its sheet as CSV, or split it, and upload that. Nothing was saved.',
    );
  return new Problem(
    'file_not_recognized',
    `Reading this file failed: ${error.message.slice(0, 200)} Save it anew, or as CSV, and upload that. Nothing was saved.`,
  );
}

const tookTooLong = () =>
  new Problem(
    'file_not_recognized',
    'Reading this file takes longer than a file of listings could need. Save its sheet as CSV, or split it, and upload that. Nothing was saved.',
  );

/**
 * The thread gets no variables, and so no secrets, but where the process keeps compiled modules: with them it starts in half
 * the time.
 */
function threadEnv(): NodeJS.ProcessEnv {
  // Node appends its version to the directory that it was given.
  const compiled = getCompileCacheDir();
  return compiled === undefined ? {} : { NODE_COMPILE_CACHE: dirname(compiled) };
}
