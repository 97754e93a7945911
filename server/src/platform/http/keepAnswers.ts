/** Answers of commands that ran as a batch, kept by their Idempotency-Key as `once` keeps that of one. */
import { queryPrepared, type Trx } from '../db/index.ts';

export interface KeptAnswer {
  key: string;
  requestHash: string;
  /** HTTP status. */
  status: number;
  response: unknown;
}

/** Keeps answers in the transaction of their commands. A key that is taken breaks the transaction. */
export async function keepAnswers(trx: Trx, answers: readonly KeptAnswer[]): Promise<void> {
  await queryPrepared(
    trx,
    `INSERT INTO commands (key, request_hash, status, response)
     SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::jsonb[])`,
    [
      answers.map(({ key }) => key),
      answers.map(({ requestHash }) => requestHash),
      answers.map(({ status }) => status),
      answers.map(({ response }) => JSON.stringify(response)),
    ],
  );
}

/** Answers of other transactions by their keys, for commands that run as a batch. */
export async function keptAnswers<Answer>(
  trx: Trx,
  keys: readonly string[],
): Promise<Map<string, { hash: string; answer: Answer }>> {
  if (keys.length === 0) return new Map();
  const rows = await queryPrepared<{ key: string; request_hash: string; response: Answer }>(
    trx,
    'SELECT key, request_hash, response FROM commands WHERE key = ANY($1::text[])',
    [keys],
  );
  return new Map(rows.map((row) => [row.key, { hash: row.request_hash, answer: row.response }]));
}
