import type { Readable } from 'node:stream';
import { audit } from './audit.ts';
import { type Database, inTransaction } from './db/index.ts';
import { type Ctx, principalOf } from './http/index.ts';

/** A file that somebody takes away. */
export interface Download {
  /** What it is a file of, as the audit log names things: `listing`. */
  noun: string;
  /** With its ending. */
  file: string;
  /** What was asked for. */
  filter: unknown;
  /** Media type. */
  type: string;
  body: Readable | Buffer;
}

/** Answers with a file. Every download is audited with what was asked for. */
export async function sendDownload(
  db: Database,
  ctx: Ctx,
  { noun, file, filter, type, body }: Download,
): Promise<undefined> {
  await inTransaction(db, (trx) =>
    audit(trx, principalOf(ctx), [{ what: `${noun}.export`, subject: file, after: filter }]),
  );
  ctx.type = type;
  ctx.attachment(file);
  ctx.body = body;
  return undefined;
}
