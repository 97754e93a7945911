/**
 * Gives each order of a changed event its turn, once: the fan is told, and of a canceled event the refund is asked. Each turn
 * is a transaction of its own, so a killed process loses none and repeats none; any number of workers may share the work.
 */
import { holdEvent } from '../catalog/index.ts';
import { askRefund } from '../payments/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { crashPoint } from '../platform/crashPoint.ts';
import { inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { endHoldsOfEvent, holdEndedByEvent, setAttention } from '../reservations/index.ts';
import { collectOrders, queueWork } from './changedOrders.ts';
import { gatherMs } from './movePolicy.ts';
import { StoredEventChange } from './StoredEventChange.ts';

/**
 * Turns of orders per second, of all changes and workers together. Stripe takes 100 requests a second of a live account and
 * 25 of a test account (docs.stripe.com/rate-limits); a refund takes one, and sales go on beside it.
 */
export const turnsPerSecond = 10;

type Turn = 'worked' | 'paced' | 'over';

/** Works until the change is over or its share of the second is used up; then another job goes on. */
export async function workEventChange({ db, engine }: AppContext, changeId: string): Promise<void> {
  let turn: Turn = 'worked';
  while (turn === 'worked') turn = await inTransaction(db, (trx) => nextTurn(trx, engine, changeId));
}

/** One order's turn, in the caller's transaction. @returns `paced` where another job goes on later */
export async function nextTurn(trx: Trx, engine: Engine, changeId: string): Promise<Turn> {
  const change = await lockChange(trx, changeId);
  if (!change || change.doneAt !== null) return 'over';
  const [order] = await queryPrepared<{ reservation_id: string }>(
    trx,
    `SELECT reservation_id FROM event_change_orders WHERE change_id = $1 AND outcome = 'waiting' ORDER BY reservation_id LIMIT 1`,
    [changeId],
  );
  if (!order) return finish(trx, engine, change);
  if (await isPaced(trx)) {
    await queueWork(trx, changeId, 1_000);
    return 'paced';
  }
  await work(trx, engine, change, order.reservation_id);
  crashPoint('event change: an order had its turn, not committed');
  return 'worked';
}

/** The event is locked before its change, in the order in which a next change locks them. */
async function lockChange(trx: Trx, changeId: string): Promise<StoredEventChange | undefined> {
  const found = await StoredEventChange.query(trx).findById(changeId);
  if (!found) return undefined;
  await holdEvent(trx, found.eventId);
  return StoredEventChange.query(trx).findById(changeId).forUpdate();
}

/** Whether the turns of the last second are used up. Its lock is the last one taken before a turn. */
async function isPaced(trx: Trx): Promise<boolean> {
  await queryPrepared(trx, `SELECT pg_advisory_xact_lock(hashtext('event_changes'))`, []);
  const [last] = await queryPrepared<{ turns: number }>(
    trx,
    `SELECT count(*)::int AS turns FROM event_change_orders WHERE done_at > now() - interval '1 second' AND outcome <> 'superseded'`,
    [],
  );
  return (last?.turns ?? 0) >= turnsPerSecond;
}

async function work(
  trx: Trx,
  engine: Engine,
  { id, eventId, kind, decidedBy: by }: StoredEventChange,
  reservationId: string,
): Promise<void> {
  const refused =
    kind === 'cancel'
      ? await askRefund(trx, engine, { reservationId, why: 'The event was canceled', by })
      : null;
  if (refused !== null)
    await setAttention(
      trx,
      [reservationId],
      'event',
      `The event was canceled, and its refund waits. ${refused}.`,
    );
  await queryPrepared(
    trx,
    `UPDATE event_change_orders SET outcome = CASE WHEN $3::text IS NULL THEN 'done' ELSE 'refused' END, why = $3, done_at = now()
     WHERE change_id = $1 AND reservation_id = $2`,
    [id, reservationId, refused],
  );
  await jobs.add(trx, [
    {
      task: 'notifications.mailEventChange',
      payload: { changeId: id, reservationId },
      // A next change within the time takes its place: its email tells of both. Money that goes back is told at once.
      key: `eventChangeMail ${eventId} ${reservationId}`,
      ...(kind === 'cancel' ? {} : { runAt: await afterGathering(trx) }),
    },
  ]);
}

async function afterGathering(trx: Trx): Promise<string> {
  const [clock] = await queryPrepared<{ at: Date }>(
    trx,
    'SELECT now() + make_interval(secs => $1::float8 / 1000) AS at',
    [gatherMs],
  );
  return (clock as { at: Date }).at.toISOString();
}

/**
 * Holds that were made while the change was decided end now, and orders that were paid then have their turn. Those that are
 * still being paid for are broken, so they end with a refund and never as orders.
 */
async function finish(trx: Trx, engine: Engine, change: StoredEventChange): Promise<Turn> {
  const { id, eventId, kind, decidedBy: by } = change;
  if (kind === 'cancel' || kind === 'postpone') {
    const words = holdEndedByEvent[kind === 'cancel' ? 'event_canceled' : 'event_postponed'];
    await endHoldsOfEvent(trx, engine, eventId, words, by);
    if ((await collectOrders(trx, { id, eventId, kind })) > 0) return 'worked';
  }
  if (kind === 'move' && change.madeBefore !== null) {
    const turn = await collectOfMove(trx, engine, change, change.madeBefore);
    if (turn !== 'over') return turn;
  }
  await queryPrepared(trx, 'UPDATE event_changes SET done_at = now() WHERE id = $1', [id]);
  return 'over';
}

/** A moved event stays on sale: only what was begun before fans could see the move is collected, once that is all written. */
async function collectOfMove(
  trx: Trx,
  engine: Engine,
  { id, eventId, kind, venueId, decidedBy: by }: StoredEventChange,
  madeBefore: Date,
): Promise<Turn> {
  const [clock] = await queryPrepared<{ left: number }>(
    trx,
    'SELECT (extract(epoch FROM $1::timestamptz - now()) * 1000)::float8 AS left',
    [madeBefore],
  );
  if (clock && clock.left > 0) {
    await queueWork(trx, id, clock.left);
    return 'paced';
  }
  if (venueId !== null)
    await endHoldsOfEvent(trx, engine, eventId, holdEndedByEvent.event_relocated, by, madeBefore);
  return (await collectOrders(trx, { id, eventId, kind }, madeBefore)) > 0 ? 'worked' : 'over';
}
