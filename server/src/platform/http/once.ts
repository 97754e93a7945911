/** Idempotency: the key and the answer are stored in the command's transaction. */
import { hash } from 'node:crypto';
import { type Database, inTransaction, queryPrepared, type Trx } from '../db/index.ts';
import { Problem } from '../problem.ts';
import type { Ctx } from './router.ts';

/** Reads the header's form; its use is `once`. */
export function readIdempotencyKey(header: string): string | null {
  const key = header.trim();
  if (key === '') return null;
  if (key.length > 200 || !/^[\x21-\x7e]+$/.test(key))
    throw new Problem(
      'idempotency_key_missing',
      'Use an Idempotency-Key of 1 to 200 visible characters, such as a UUID.',
    );
  return key;
}

/** The stored key includes the caller, so that nobody gets another caller's answer. */
export function commandKey(ctx: Ctx): string | null {
  const { idempotencyKey, caller } = ctx.state;
  return idempotencyKey === null ? null : `${caller.personId ?? caller.fanId ?? 'nobody'}:${idempotencyKey}`;
}

export function commandHash(ctx: Ctx): string {
  return hash('sha256', `${ctx.method} ${ctx.path}\n${ctx.state.rawBody}`, 'base64url');
}

export function keyReused(): Problem {
  return new Problem(
    'idempotency_key_reused',
    'The same key came with another body. Nothing was done. Use a new key for a new request.',
  );
}

/**
 * Runs a command in one transaction. With an Idempotency-Key the first answer is kept in that transaction: the same key
 * and body gives it again, and a second request waits for the first one that is under way.
 * @throws Problem `idempotency_key_reused` when the body is another one
 */
export async function once<A>(ctx: Ctx, db: Database, work: (trx: Trx) => Promise<A>): Promise<A> {
  const key = commandKey(ctx);
  if (key === null) return inTransaction(db, work);
  const requestHash = commandHash(ctx);
  return inTransaction(db, async (trx) => {
    const begun = await queryPrepared(
      trx,
      `INSERT INTO commands (key, request_hash, status, response) VALUES ($1, $2, 0, 'null') ON CONFLICT DO NOTHING RETURNING 1 AS begun`,
      [key, requestHash],
    );
    if (begun.length === 0) {
      const [kept] = await queryPrepared<{ request_hash: string; response: A }>(
        trx,
        'SELECT request_hash, response FROM commands WHERE key = $1',
        [key],
      );
      if (kept?.request_hash !== requestHash) throw keyReused();
      return kept.response;
    }
    const answer = await work(trx);
    await queryPrepared(trx, 'UPDATE commands SET status = 200, response = $2 WHERE key = $1', [
      key,
      JSON.stringify(answer ?? null),
    ]);
    return answer;
  });
}
