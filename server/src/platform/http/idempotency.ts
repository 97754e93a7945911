/**
 * Idempotency-Keys: the first answer to a key is stored in the transaction that does what was asked.
 *
 * One exception writes the table `commands` elsewhere: a batch of holds inserts its keys inside its single statement
 * (`reservations/writeHolds.ts`), because a second statement would cost the hot path another round trip.
 */
import { hash } from 'node:crypto';
import { type Pipeline, queryPrepared, type Trx } from '../db/index.ts';
import { Problem } from '../problem.ts';
import { type Ctx, principalOf } from './context.ts';

/** A key as it is stored, and the hash of the request that it came with. */
export interface RequestKey {
  /** Prefixed with the caller's id, so that nobody reads somebody else's answer. */
  key: string;
  /** SHA-256 of method, path and body. */
  hash: string;
}

/**
 * Reads the header.
 * @returns null without one
 * @throws Problem `idempotency_key_missing` when it isn't 1 to 200 visible characters
 */
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

/** @throws Problem `idempotency_key_missing` when the request came without the header */
export function requireKey(ctx: Ctx): RequestKey {
  const { idempotencyKey, rawBody } = ctx.state;
  if (idempotencyKey === null)
    throw new Problem(
      'idempotency_key_missing',
      'Send the header Idempotency-Key with a value of your own, such as a UUID, and the same one again when you repeat the request. Nothing was changed.',
    );
  return {
    key: `${principalOf(ctx).by}:${idempotencyKey}`,
    hash: hash('sha256', `${ctx.method} ${ctx.path}\n${rawBody}`, 'base64url'),
  };
}

/** The 409 for a key that came with another body before. */
export function keyReused(): Problem {
  return new Problem(
    'idempotency_key_reused',
    'The same key came with another body. Nothing was done. Use a new key for a new request.',
  );
}

/** A stored answer, and the hash of the request that got it. */
export interface StoredAnswer<A> {
  hash: string;
  answer: A;
}

/** Reads the stored answers of a batch, by key. */
export async function readAnswers<A>(
  trx: Trx | Pipeline,
  keys: string[],
): Promise<Map<string, StoredAnswer<A>>> {
  if (keys.length === 0) return new Map();
  const rows = await queryPrepared<{ key: string; request_hash: string; response: A }>(
    trx,
    'SELECT key, request_hash, response FROM commands WHERE key = ANY($1::text[])',
    [keys],
  );
  return new Map(rows.map((row) => [row.key, { hash: row.request_hash, answer: row.response }]));
}

/** Stores the answers of a batch. */
export async function storeAnswers(
  trx: Trx,
  answers: Array<StoredAnswer<unknown> & { key: string; status: number }>,
): Promise<void> {
  if (answers.length === 0) return;
  // One array per column instead of `records`: part of every purchase, in batches.
  await queryPrepared(
    trx,
    `INSERT INTO commands (key, request_hash, status, response)
     SELECT n.* FROM unnest($1::text[], $2::text[], $3::int[], $4::jsonb[]) AS n`,
    [
      answers.map(({ key }) => key),
      answers.map((each) => each.hash),
      answers.map(({ status }) => status),
      answers.map(({ answer }) => JSON.stringify(answer ?? null)),
    ],
  );
}

/**
 * Runs `work` unless the key has an answer already, and stores its answer in the same transaction. A second request with
 * the key waits until the first one has committed or rolled back.
 * @throws Problem `idempotency_key_reused` when the key came with another request before
 */
export async function runOnce<A>(
  trx: Trx,
  { key, hash: requestHash }: RequestKey,
  work: () => Promise<A>,
): Promise<A> {
  const claimed = await queryPrepared(
    trx,
    `INSERT INTO commands (key, request_hash, status, response) VALUES ($1, $2, 0, 'null') ON CONFLICT DO NOTHING RETURNING 1 AS claimed`,
    [key, requestHash],
  );
  if (claimed.length === 0) {
    const stored = (await readAnswers<A>(trx, [key])).get(key);
    if (stored?.hash !== requestHash) throw keyReused();
    return stored.answer;
  }
  const answer = await work();
  await queryPrepared(trx, 'UPDATE commands SET status = 200, response = $2 WHERE key = $1', [
    key,
    JSON.stringify(answer ?? null),
  ]);
  return answer;
}
