/**
 * The look of the worker, every few seconds: how offers' holds ended, which events are over, and whose line is to be served. What
 * frees tickets (a hold that expires, a listing approved or repriced, a refund, …) needs no knowledge of waiting lists, and none
 * of it can be forgotten: the look sees what is on sale.
 */
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { type EndCause, type HoldEnd, waitingMachine } from '@holdfast/shared/waitingLists/machines';
import { readMarketplace } from '../marketplace/index.ts';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { type Repeating, repeating } from '../platform/repeating.ts';
import { dueText } from './line.ts';
import { serveEvent } from './serve.ts';

/** How often it looks, milliseconds. */
const everyMs = 2_000;
/** The most entries that one look settles or ends: what is left has its turn at the next. */
const most = 500;
/** Names the look among the database's advisory locks. */
const lockOfLook = 7_306_116;

/** Looks once. @returns offers that were made */
export async function lookAtWaitingLists(app: Pick<AppContext, 'db' | 'engine' | 'log'>): Promise<number> {
  await inTransaction(app.db, async (trx) => {
    const [lock] = await query<{ mine: boolean }>(trx, 'SELECT pg_try_advisory_xact_lock($1) AS mine', [
      lockOfLook,
    ]);
    if (!lock?.mine) return;
    await settleOffers(trx, app.engine);
    await endOfEvents(trx, app.engine);
  });
  const due = await inTransaction(app.db, async (trx) =>
    (await readMarketplace(trx)).waitingLists
      ? queryPrepared<{ event_id: string }>(trx, dueText, [null])
      : [],
  );
  let made = 0;
  for (const { event_id: eventId } of due) {
    try {
      made += (await serveEvent(app, eventId)) ?? 0;
    } catch (error) {
      app.log.error({ err: error, eventId }, 'a waiting list could not be served; the next look tries again');
    }
  }
  return made;
}

interface EndedHold {
  entry_id: string;
  offer_id: string;
  reservation_id: string;
  is_bought: boolean;
  state: string;
  /** Whether its email left, or is kept where there is no mail server. */
  was_mailed: boolean | null;
}

/** Tells entries how the holds of their offers ended; also money that came late and bought them after all. */
async function settleOffers(trx: Trx, engine: Engine): Promise<void> {
  const rows = await queryPrepared<EndedHold>(
    trx,
    `SELECT o.entry_id, o.id AS offer_id, o.reservation_id, reservation_is_order(r.state) AS is_bought, r.state,
       m.state IN ('sent', 'kept') AS was_mailed
     FROM waiting_entries e JOIN waiting_offers o ON o.entry_id = e.id JOIN reservations_orders r ON r.id = o.reservation_id
       LEFT JOIN notifications_emails m ON m.cause = 'waiting/' || e.id || '/offer/' || e.version
     WHERE waiting_is_placed(e.state) AND e.offers > 0
       AND CASE WHEN o.outcome IS NULL THEN NOT reservation_is_open(r.state) ELSE reservation_is_order(r.state) END
     ORDER BY e.id, o.id LIMIT ${most}`,
  );
  const holds = await engine.read(
    trx,
    reservationMachine,
    rows.map(({ reservation_id: id }) => id),
  );
  const howOf = ({ reservation_id: id, state, was_mailed: wasMailed }: EndedHold): HoldEnd => {
    if (holds.get(id)?.context.broken) return 'broken';
    return state !== 'expired' ? 'declined' : wasMailed ? 'lapsed' : 'unsent';
  };
  await engine.apply(
    trx,
    rows.map((row) => {
      const { entry_id: entryId, offer_id: offerId, is_bought: isBought } = row;
      return messageTo(
        waitingMachine,
        entryId,
        isBought ? { type: 'bought', offerId } : { type: 'holdEnded', offerId, how: howOf(row) },
        { by: 'system', cause: `${offerId}/${isBought ? 'bought' : 'ended'}` },
      );
    }),
  );
}

/** Nobody waits any more for what was called off or has begun. A running offer is settled first. */
async function endOfEvents(trx: Trx, engine: Engine): Promise<void> {
  const rows = await queryPrepared<{ id: string; why: EndCause }>(
    trx,
    `SELECT e.id, CASE WHEN c.status = 'cancelled' THEN 'canceled' ELSE 'started' END AS why
     FROM waiting_entries e JOIN catalog_calendar c ON c.id = e.event_id
     WHERE waiting_is_open(e.state) AND e.state <> 'offered'
       AND (c.status = 'cancelled' OR c.status IN ('scheduled', 'moved') AND c.starts_at <= now())
     ORDER BY e.id LIMIT ${most}`,
  );
  await engine.apply(
    trx,
    rows.map(({ id, why }) => messageTo(waitingMachine, id, { type: 'end', why }, { by: 'system' })),
  );
}

/** Looks every few seconds, until it is stopped. */
export const startWaitingListLooks = (app: Pick<AppContext, 'db' | 'engine' | 'log'>): Repeating =>
  repeating(
    everyMs,
    () => lookAtWaitingLists(app),
    (error) =>
      app.log.warn({ err: error }, 'the waiting lists could not be looked over; the next look tries again'),
  );
