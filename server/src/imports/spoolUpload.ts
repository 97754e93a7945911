/** Streams an upload to a temporary file, never into memory, and inspects it on the way. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { largestImportBytes } from '@holdfast/shared/imports';
import { fieldsRefused, Problem } from '../platform/problem.ts';
import { recogniseSource, type Source } from './source.ts';

export interface SpooledUpload {
  hash: string;
  source: Source;
  /** By its line ends; a cell may hold some, so it is about right. */
  estimatedLines: number;
  /** The bytes, in parts of a size that fits a row of the database. */
  parts(): AsyncIterable<Buffer>;
  discard(): Promise<void>;
}

const partBytes = 1024 * 1024;
/** Of its beginning: enough for a byte order mark, a header line, and the signs of UTF-16. */
const headBytes = 64 * 1024;

/**
 * @param announcedBytes what the request says of its length, or NaN
 * @throws Problem `body_too_large`, `file_not_recognized` for what is neither CSV nor XLSX, `validation_failed` when empty
 */
export async function spoolUpload(body: Readable, announcedBytes: number): Promise<SpooledUpload> {
  if (announcedBytes > largestImportBytes) throw tooLarge();
  const path = join(tmpdir(), `holdfast-import-${randomUUID()}`);
  const discard = () => rm(path, { force: true });
  const hash = createHash('sha256');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const head: Buffer[] = [];
  let size = 0;
  let isUtf8 = true;
  let lineEnds = 0;
  try {
    await pipeline(
      body,
      async function* look(chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          if (size < headBytes) head.push(chunk);
          size += chunk.length;
          if (size > largestImportBytes) throw tooLarge();
          hash.update(chunk);
          for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lineEnds += 1;
          isUtf8 &&= decodes(utf8, chunk);
          yield chunk;
        }
      },
      createWriteStream(path, { mode: 0o600 }),
    );
    if (size === 0) throw fieldsRefused([{ field: 'content', code: 'empty', message: 'The file is empty.' }]);
    return {
      hash: hash.digest('base64url'),
      source: recogniseSource(Buffer.concat(head).subarray(0, headBytes), isUtf8),
      estimatedLines: Math.max(0, lineEnds - 1),
      parts: () => createReadStream(path, { highWaterMark: partBytes }),
      discard,
    };
  } catch (error) {
    await discard();
    throw error;
  }
}

function decodes(decoder: TextDecoder, chunk: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
}

const tooLarge = () =>
  new Problem(
    'body_too_large',
    `A file may have at most ${largestImportBytes / 1024 / 1024} MB. Split it into several. Nothing was saved.`,
  );
