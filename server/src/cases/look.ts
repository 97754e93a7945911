/** The look over all causes: it opens, reopens and ends cases. One worker looks at a time, every few seconds. */
import { caseMachine } from '@holdfast/shared/cases/machines';
import { type Engine, messageTo, movedSince } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, query, queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { type Repeating, repeating } from '../platform/repeating.ts';
import { type Cause, causesText, lookedFrom, patience } from './causes.ts';
import { openCases } from './openCases.ts';

/** How often the causes are looked over, milliseconds. */
const everyMs = 2_000;
/** The most changes of one look: what is left has its turn at once. */
const most = 500;
/** Names the look among the database's advisory locks. */
const lockOfLook = 7_306_115;

/** What a look changed. */
export interface Looked {
  opened: number;
  again: number;
  ended: number;
}

interface Difference extends Cause {
  id: string | null;
  what: 'open' | 'again' | 'gone' | 'words';
}

/** Causes without their case, cases whose cause came back, and those whose cause is gone. Messages of fans end by hand. */
const differencesText = `WITH ${causesText}
  SELECT * FROM (
    SELECT DISTINCT ON (c.kind, c.subject) c.*, k.id, CASE WHEN k.id IS NULL THEN 'open'
        WHEN NOT k.is_present OR k.occurrence <> c.occurrence THEN 'again' ELSE 'words' END AS what
      FROM causes c LEFT JOIN cases k ON k.kind = c.kind AND k.subject = c.subject
      WHERE k.id IS NULL OR NOT k.is_present OR k.occurrence <> c.occurrence OR k.text <> c.text OR k.due_at IS DISTINCT FROM c.due_at
      ORDER BY c.kind, c.subject, c.since) present
  UNION ALL
  SELECT k.kind, k.subject, k.reservation_id, k.text, k.since, k.due_at, k.occurrence, k.id, 'gone'
    FROM cases k LEFT JOIN causes c ON c.kind = k.kind AND c.subject = k.subject
    WHERE k.is_present AND k.kind <> 'message' AND c.kind IS NULL
  LIMIT ${most}`;

/**
 * Looks once.
 * @returns null while somebody else looks
 */
export async function lookForCases({
  db,
  engine,
}: Pick<AppContext, 'db' | 'engine'>): Promise<Looked | null> {
  const sum: Looked = { opened: 0, again: 0, ended: 0 };
  for (;;) {
    const looked = await inTransaction(db, (trx) => lookIn(trx, engine));
    if (looked === null) return null;
    sum.opened += looked.opened;
    sum.again += looked.again;
    sum.ended += looked.ended;
    if (looked.left === 0) return sum;
  }
}

async function lookIn(trx: Trx, engine: Engine): Promise<(Looked & { left: number }) | null> {
  const [lock] = await query<{ mine: boolean; at: Date; is_first: boolean }>(
    trx,
    `SELECT pg_try_advisory_xact_lock($1) AS mine, now() AS at, NOT EXISTS (SELECT 1 FROM case_looks) AS is_first`,
    [lockOfLook],
  );
  if (!lock?.mine) return null;
  const found = await queryPrepared<Difference>(trx, differencesText, [lookedFrom(lock.at.getTime())]);
  const at = lock.at.toISOString();
  const these = (what: Difference['what']) => found.filter((each) => each.what === what);
  await openCases(trx, engine, these('open'), { at, by: 'system', isKnown: lock.is_first });
  await engine.apply(
    trx,
    [...these('again'), ...these('gone')].map(({ id, what, occurrence, since }) =>
      messageTo(
        caseMachine,
        id as string,
        what === 'gone' ? { type: 'causeGone' } : { type: 'happen', occurrence, since: since.toISOString() },
        { by: 'system' },
      ),
    ),
    { at },
  );
  await keepWords(trx, [...these('again'), ...these('words')]);
  const left = found.length < most ? 0 : found.length;
  // Everything until now is looked over, once nothing is left.
  if (left === 0)
    await queryPrepared(
      trx,
      'INSERT INTO case_looks (looked_at) VALUES ($1::timestamptz) ON CONFLICT (one) DO UPDATE SET looked_at = EXCLUDED.looked_at',
      [at],
    );
  return {
    opened: these('open').length,
    again: these('again').length,
    ended: these('gone').length,
    left,
  };
}

async function keepWords(trx: Trx, changed: readonly Difference[]): Promise<void> {
  if (changed.length === 0) return;
  const { from, value } = records(changed, { id: 'text', text: 'text', due_at: 'timestamptz' });
  await queryPrepared(
    trx,
    `UPDATE cases k SET text = n.text, due_at = n.due_at FROM ${from} WHERE k.id = n.id`,
    [value],
  );
}

/**
 * Causes without their case though they were looked over; for `verify`. `since` says for how long somebody waits, which may be
 * longer than there is a cause: a payment that its order's timer asks about, a refund that fails after days. So a cause whose
 * record moved after the look, or shortly before it, is left to the next look.
 */
export async function causesWithoutCase(trx: Trx): Promise<Array<{ kind: string; subject: string }>> {
  const [clock] = await query<{ at: Date; due_before: Date | null }>(
    trx,
    `SELECT now() AS at, (SELECT looked_at FROM case_looks) - ${patience} AS due_before`,
  );
  const { at, due_before: dueBefore } = clock as { at: Date; due_before: Date | null };
  if (dueBefore === null) return [];
  const found = await queryPrepared<Pick<Cause, 'kind' | 'subject' | 'reservation_id'>>(
    trx,
    `WITH ${causesText} SELECT c.kind, c.subject, c.reservation_id FROM causes c
     WHERE c.since < $2::timestamptz AND NOT EXISTS (SELECT 1 FROM cases k WHERE k.kind = c.kind AND k.subject = c.subject)`,
    [lookedFrom(at.getTime()), dueBefore],
  );
  const recordOf = ({ kind, subject, reservation_id: orderId }: (typeof found)[number]) =>
    kind === 'paymentUnknown' && orderId !== null ? [subject, orderId] : [subject];
  const moved = await movedSince(trx, found.flatMap(recordOf), dueBefore);
  return found
    .filter((cause) => !recordOf(cause).some((id) => moved.has(id)))
    .map(({ kind, subject }) => ({ kind, subject }));
}

/** Looks every few seconds, until it is stopped. */
export const startCaseLooks = (app: Pick<AppContext, 'db' | 'engine' | 'log'>): Repeating =>
  repeating(
    everyMs,
    () => lookForCases(app),
    (error) =>
      app.log.warn({ err: error }, 'the causes of cases could not be looked over; the next look tries again'),
  );
