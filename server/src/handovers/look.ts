/**
 * The look of the worker, every few seconds: which events of handovers changed, and which of their tickets a refund made void. What
 * changes an event or gives money back needs no knowledge of handovers, and none of it can be forgotten.
 */
import { handoverMachine } from '@holdfast/shared/handovers/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { type Repeating, repeating } from '../platform/repeating.ts';
import { statusOf } from './send.ts';

/** How often it looks, milliseconds. */
const everyMs = 3_000;
/** The most handovers that one look tells: what is left has its turn at the next. */
const most = 500;
/** Names the look among the database's advisory locks. */
const lockOfLook = 7_306_118;

/** Nobody asks what becomes of an event that is over for a week. */
const isAhead = `(h.starts_at > now() - interval '7 days' OR h.event_status = 'postponed')`;

/** Looks once. */
export async function lookAtHandovers(app: Pick<AppContext, 'db' | 'engine'>): Promise<void> {
  await inTransaction(app.db, async (trx) => {
    const [lock] = await query<{ mine: boolean }>(trx, 'SELECT pg_try_advisory_xact_lock($1) AS mine', [
      lockOfLook,
    ]);
    if (!lock?.mine) return;
    await tellVoided(trx, app.engine);
    await tellEventChanges(trx, app.engine);
  });
}

async function tellEventChanges(trx: Trx, engine: Engine): Promise<void> {
  const rows = await queryPrepared<{ id: string; starts_at: Date; status: string }>(
    trx,
    `SELECT h.id, e.starts_at, e.status FROM handovers h JOIN catalog_calendar e ON e.id = h.event_id
     WHERE h.state IN ('sent', 'undated', 'accepted') AND ${isAhead}
       AND (h.starts_at <> e.starts_at OR h.event_status <> CASE WHEN e.status = 'moved' THEN 'scheduled' ELSE e.status END)
     ORDER BY h.id LIMIT ${most}`,
  );
  await engine.apply(
    trx,
    rows.map(({ id, starts_at, status }) => {
      const startsAt = starts_at.toISOString();
      const message = { type: 'eventChanged', startsAt, eventStatus: statusOf(status) } as const;
      return messageTo(handoverMachine, id, message, { by: 'system' });
    }),
  );
}

/** Whoever has the ticket, or is to get it, is told once of each. */
async function tellVoided(trx: Trx, engine: Engine): Promise<void> {
  const rows = await queryPrepared<{ id: string; ticket_ids: string[] }>(
    trx,
    `SELECT h.id, array_agg(t.id ORDER BY t.id) AS ticket_ids
     FROM handovers h JOIN handover_tickets n ON n.handover_id = h.id JOIN tickets_admissions t ON t.id = n.ticket_id
     WHERE h.state IN ('sent', 'undated', 'accepted') AND ${isAhead} AND t.state = 'refunded' AND (n.is_open OR t.holder_id = h.id)
       AND NOT (h.snapshot -> 'context' -> 'voidIds') ? t.id
     GROUP BY h.id ORDER BY h.id LIMIT ${most}`,
  );
  await engine.apply(
    trx,
    rows.map(({ id, ticket_ids: ticketIds }) =>
      messageTo(handoverMachine, id, { type: 'ticketsVoided', ticketIds }, { by: 'system' }),
    ),
  );
}

/** Looks every few seconds, until it is stopped. */
export const startHandoverLooks = (app: Pick<AppContext, 'db' | 'engine' | 'log'>): Repeating =>
  repeating(
    everyMs,
    () => lookAtHandovers(app),
    (error) => app.log.warn({ err: error }, 'handovers could not be looked over; the next look tries again'),
  );
