/** What a fan does with an entry of theirs. Who has the secret of its links acts for the fan. */
import { type WaitingMessage, waitingMachine } from '@holdfast/shared/waitingLists/machines';
import { messageTo } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { cancelHold, handHold } from '../reservations/index.ts';
import { refuseAboveLimit } from '../tickets/index.ts';
import { WaitingEntry } from './WaitingEntry.ts';
import { WaitingOffer } from './WaitingOffer.ts';

type Engine = Pick<AppContext, 'engine'>;

const overWords: Partial<Record<WaitingEntry['state'], string>> = {
  bought: 'You bought tickets of this offer already.',
  lapsed: 'Two offers in a row had no answer, so your place has ended. You can join the list again.',
  left: 'You left this list. You can join it again.',
  removed: 'This entry was taken off the list.',
  ended: 'The list of this event has ended.',
};

async function lockEntry(trx: Trx, entryId: string): Promise<WaitingEntry> {
  const entry = await WaitingEntry.query(trx).findById(entryId).forNoKeyUpdate();
  if (!entry) throw notFound('entry');
  return entry;
}

/** @throws Problem `transition_refused` with why */
async function send(
  trx: Trx,
  { engine }: Engine,
  { id, fanId, state }: WaitingEntry,
  message: WaitingMessage,
  refusal: string,
): Promise<void> {
  const [outcome] = await engine.apply(trx, [messageTo(waitingMachine, id, message, { by: fanId })]);
  if (outcome?.kind === 'refused')
    throw new Problem('transition_refused', overWords[state] ?? refusal, {
      state: outcome.state,
      accepts: outcome.accepts,
    });
}

/** The address is the fan's: the place in line counts from now. Doing it twice changes nothing. */
export async function confirmEntry(trx: Trx, app: Engine, entryId: string): Promise<void> {
  const entry = await lockEntry(trx, entryId);
  if (entry.placedAt !== null) return;
  await send(
    trx,
    app,
    entry,
    { type: 'confirm' },
    'The link was good for 24 hours. Join the list again; it takes a minute.',
  );
}

/** @throws Problem `validation_failed` for more tickets than one fan may have; `transition_refused` while an offer runs */
export async function changeEntry(
  trx: Trx,
  app: Engine,
  entryId: string,
  { size, limitAmount }: { size: number; limitAmount: number | null },
): Promise<void> {
  const entry = await lockEntry(trx, entryId);
  const [event] = await queryPrepared<{ max_per_type: number }>(
    trx,
    'SELECT max_per_type FROM catalog_calendar WHERE id = $1',
    [entry.eventId],
  );
  refuseAboveLimit(size, event?.max_per_type ?? size);
  await send(
    trx,
    app,
    entry,
    { type: 'change', size, limitAmount },
    'Tickets are held for you right now. Buy them or let them go, then change what you wait for.',
  );
}

/** Nothing was wanted of the last offer, but others are: at once, not after the rest. */
export async function stayInLine(trx: Trx, app: Engine, entryId: string): Promise<void> {
  const entry = await lockEntry(trx, entryId);
  if (entry.state === 'waiting') return;
  await send(
    trx,
    app,
    entry,
    { type: 'stay' },
    'Tickets are held for you right now: buy them or let them go.',
  );
}

/** Ends the hold of a running offer, before the entry is told. @throws Problem `transition_refused` while it is being paid */
async function letGo(trx: Trx, { engine }: Engine, entry: WaitingEntry, by: string): Promise<void> {
  if (entry.state !== 'offered' || entry.offerId === null) return;
  const { reservationId } = await WaitingOffer.query(trx).findById(entry.offerId).throwIfNotFound();
  const [hold] = await queryPrepared<{ is_open: boolean }>(
    trx,
    'SELECT reservation_is_open(state) AS is_open FROM reservations_orders WHERE id = $1',
    [reservationId],
  );
  // It ended or was paid a moment ago, and the look tells the entry within seconds.
  if (!hold?.is_open)
    throw new Problem('hold_expired', 'This offer is over already. Look at the page again.');
  await cancelHold(trx, engine, reservationId, by);
}

/** @throws Problem `hold_expired` where this offer is over; `transition_refused` while it is being paid */
export async function declineOffer(trx: Trx, app: Engine, entryId: string, offerId: string): Promise<void> {
  const entry = await lockEntry(trx, entryId);
  const offer = await WaitingOffer.query(trx).findOne({ id: offerId, entry_id: entryId });
  // Tapped twice.
  if (offer?.outcome === 'declined') return;
  if (entry.state !== 'offered' || entry.offerId !== offerId)
    throw new Problem('hold_expired', 'This offer is over already. Nothing was charged.');
  await letGo(trx, app, entry, entry.fanId);
  await send(trx, app, entry, { type: 'decline', offerId }, 'This offer is over already.');
}

/** Leaves the line; what is held goes back on sale. Doing it twice changes nothing. */
export async function leaveList(trx: Trx, app: Engine, entryId: string): Promise<void> {
  const entry = await lockEntry(trx, entryId);
  if (entry.state === 'left') return;
  await letGo(trx, app, entry, entry.fanId);
  await send(trx, app, entry, { type: 'leave' }, 'This entry is over already.');
}

/**
 * The hold goes over to the browser that takes it, where its checkout is opened.
 * @returns the reservation's id
 * @throws Problem `hold_expired`, `hold_open`, `ticket_limit`, `payment_under_way`
 */
export async function takeOffer(trx: Trx, entryId: string, offerId: string, fanId: string): Promise<string> {
  const entry = await lockEntry(trx, entryId);
  const offer = await WaitingOffer.query(trx).findOne({ id: offerId, entry_id: entryId });
  if (!offer || offer.outcome !== null || entry.offerId !== offerId)
    throw new Problem('hold_expired', 'These tickets are no longer held for you. Nothing was charged.');
  await handHold(trx, offer.reservationId, fanId);
  return offer.reservationId;
}

/** Staff take an entry off its list. @throws Problem `version_conflict`, `transition_refused` */
export async function removeEntry(
  trx: Trx,
  { engine }: Engine,
  entryId: string,
  { reason, version, by }: { reason: string; version: number; by: string },
): Promise<WaitingEntry> {
  const entry = await lockEntry(trx, entryId);
  if (entry.version !== version)
    throw new Problem(
      'version_conflict',
      'This entry changed since you opened the list. Look again, then decide.',
    );
  await letGo(trx, { engine }, entry, by);
  const [outcome] = await engine.apply(trx, [
    messageTo(waitingMachine, entryId, { type: 'remove' }, { by, reason }),
  ]);
  if (outcome?.kind === 'refused')
    throw new Problem('transition_refused', 'This entry is over already.', {
      state: outcome.state,
      accepts: outcome.accepts,
    });
  return entry;
}
