/** What if: an action is really done, looked at, and rolled back. So it names what would follow by the same code. */
import type { caseTry, TriedAction } from '@holdfast/shared/support';
import type { z } from 'zod';
import type { Engine } from '../platform/actors/index.ts';
import type { Principal } from '../platform/audit.ts';
import { query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { findReservation } from '../reservations/index.ts';
import { actOnCase } from './act.ts';
import { mustWait } from './secondPerson.ts';

/** What an action may change. */
interface Standing {
  actors: Map<string, { type: TriedAction['states'][number]['type']; state: string }>;
  /** Tickets by what they are: `2 sold`. */
  tickets: string;
  total: NonNullable<TriedAction['total']>['from'];
  /** ISO instant. */
  deadline: string;
  /** Minor units by account, as booked for the order. */
  books: Map<string, number>;
}

/**
 * Tries an action on an order. Nothing of it stays: neither rows nor jobs.
 * @param asked as it would be sent; what a person types last, the reason and the code, isn't needed
 * @throws Problem `not_found`
 */
export async function tryAction(
  trx: Trx,
  engine: Engine,
  idOrCode: string,
  asked: z.output<typeof caseTry>,
  principal: Principal,
): Promise<TriedAction> {
  const { id, code } = await findReservation(trx, idOrCode);
  const before = await standingOf(trx, engine, id);
  const action = {
    ...asked,
    reason: 'What if',
    ...(asked.message === 'breakHold'
      ? { cause: asked.cause ?? ('other' as const), causeText: 'What if', confirmCode: code }
      : {}),
  };
  const last = await newestJob(trx);
  await queryPrepared(trx, 'SAVEPOINT what_if');
  try {
    const secondPerson = (await mustWait(trx, engine, action, principal)) !== null;
    await actOnCase(trx, engine, id, action, principal);
    const after = await standingOf(trx, engine, id);
    const jobs = await queuedSince(trx, last, [...after.actors.keys()]);
    return { isPossible: true, because: null, secondPerson, ...changesOf(before, after), jobs };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return {
      isPossible: false,
      because: error.message,
      secondPerson: false,
      states: [],
      tickets: null,
      total: null,
      deadline: null,
      books: [],
      jobs: [],
    };
  } finally {
    await queryPrepared(trx, 'ROLLBACK TO SAVEPOINT what_if');
  }
}

async function standingOf(trx: Trx, engine: Engine, id: string): Promise<Standing> {
  const actors = await queryPrepared<{ id: string; state: string }>(
    trx,
    `SELECT id, state FROM reservations_orders WHERE id = $1
     UNION ALL SELECT id, state FROM payments_charges WHERE reservation_id = $1
     UNION ALL SELECT id, state FROM payments_refunds WHERE reservation_id = $1
     UNION ALL SELECT id, state FROM deliveries_made WHERE reservation_id = $1
     UNION ALL SELECT id, state FROM handovers_made WHERE reservation_id = $1`,
    [id],
  );
  const [tickets] = await queryPrepared<{ text: string | null }>(
    trx,
    `SELECT string_agg(count || ' ' || state, ', ' ORDER BY state) AS text FROM (
       SELECT state, count(*) FROM tickets_admissions WHERE reservation_id = $1 GROUP BY state) t`,
    [id],
  );
  const [order] = await queryPrepared<{ amount: number; currency: string; expires_at: Date }>(
    trx,
    'SELECT total_amount AS amount, currency, expires_at FROM reservations_orders WHERE id = $1',
    [id],
  );
  if (!order) throw new Error(`${id} is gone`);
  const books = await queryPrepared<{ account: string; amount: number }>(
    trx,
    `SELECT split_part(account, ':', 1) AS account, sum(amount)::bigint AS amount FROM ledger_postings WHERE reservation_id = $1
     GROUP BY 1 ORDER BY 1`,
    [id],
  );
  return {
    actors: new Map(
      actors.map((row) => [
        row.id,
        { type: engine.definitionOf(row.id).type as TriedAction['states'][number]['type'], state: row.state },
      ]),
    ),
    tickets: tickets?.text ?? 'none',
    total: { amount: order.amount, currency: order.currency },
    deadline: order.expires_at.toISOString(),
    books: new Map(books.map(({ account, amount }) => [account, amount])),
  };
}

function changesOf(
  before: Standing,
  after: Standing,
): Pick<TriedAction, 'states' | 'tickets' | 'total' | 'deadline' | 'books'> {
  const states = [...after.actors].flatMap(([id, { type, state }]) => {
    const from = before.actors.get(id)?.state ?? null;
    return from === state ? [] : [{ id: from === null ? null : id, type, from, to: state }];
  });
  const books = [...after.books].flatMap(([account, amount]) => {
    const change = amount - (before.books.get(account) ?? 0);
    return change === 0 ? [] : [{ account, change }];
  });
  const changed = <T>(from: T, to: T) => (JSON.stringify(from) === JSON.stringify(to) ? null : { from, to });
  return {
    states,
    total: changed(before.total, after.total),
    deadline: changed(before.deadline, after.deadline),
    tickets: before.tickets === after.tickets ? null : { from: before.tickets, to: after.tickets },
    books,
  };
}

/** The newest job, so that later ones are told apart. */
async function newestJob(trx: Trx): Promise<string> {
  const [row] = await query<{ id: string }>(
    trx,
    'SELECT coalesce(max(id), 0)::text AS id FROM graphile_worker._private_jobs',
  );
  return row?.id ?? '0';
}

/** The jobs that the order's actors queued since, by task: what Stripe would be asked, and which emails would go out. */
async function queuedSince(trx: Trx, last: string, actorIds: readonly string[]): Promise<string[]> {
  const rows = await queryPrepared<{ task: string }>(
    trx,
    `SELECT t.identifier AS task FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE j.id > $1::bigint AND split_part(j.key, '/', 1) = ANY($2::text[]) ORDER BY j.id`,
    [last, actorIds],
  );
  return rows.map(({ task }) => task);
}
