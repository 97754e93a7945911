/** Entries as their fans read them. */
import { formatMoney } from '@holdfast/shared/money';
import { type WaitingEntryShown, type WaitingOfferShown, whyOffered } from '@holdfast/shared/waitingLists';
import { maskedEmail } from '../accounts/index.ts';
import { eventsById } from '../catalog/index.ts';
import { readMarketplace } from '../marketplace/index.ts';
import { presentOrder } from '../orders/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { findReservation } from '../reservations/index.ts';
import { waitingToken } from './token.ts';
import { WaitingEntry } from './WaitingEntry.ts';
import { WaitingOffer } from './WaitingOffer.ts';

/** Places in line by entry, from 1; those without one are left out. */
export async function placesOf(trx: Trx, entryIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await queryPrepared<{ id: string; place: number }>(
    trx,
    `SELECT e.id, (SELECT count(*)::int FROM waiting_entries a WHERE a.event_id = e.event_id AND waiting_is_placed(a.state)
       AND (a.placed_at, a.id) <= (e.placed_at, e.id)) AS place
     FROM waiting_entries e WHERE e.id = ANY($1::text[]) AND waiting_is_placed(e.state)`,
    [entryIds],
  );
  return new Map(rows.map(({ id, place }) => [id, place]));
}

/** Whether nothing is offered for an event because its list, or all of them, are off. */
export async function isListOn(trx: Trx, eventId: string): Promise<boolean> {
  const { waitingLists } = await readMarketplace(trx);
  const [list] = await queryPrepared<{ is_on: boolean }>(
    trx,
    'SELECT is_on FROM waiting_lists WHERE event_id = $1',
    [eventId],
  );
  return waitingLists && (list?.is_on ?? true);
}

const limitOf = ({ limitAmount, currency }: Pick<WaitingEntry, 'limitAmount' | 'currency'>) =>
  limitAmount === null ? null : { amount: limitAmount, currency };

/** @throws Problem `not_found` */
export async function readEntry(trx: Trx, app: AppContext, entryId: string): Promise<WaitingEntryShown> {
  const entry = await WaitingEntry.query(trx).findById(entryId);
  if (!entry) throw notFound('entry');
  return presentEntry(trx, app, entry);
}

/** The entries of an account that aren't over, and those that ended lately; newest first. */
export async function entriesOf(
  trx: Trx,
  app: AppContext,
  { personId, confirmedEmail }: { personId: string; confirmedEmail: string | null },
): Promise<WaitingEntryShown[]> {
  const rows = await WaitingEntry.query(trx)
    .whereRaw(`(person_id = ? OR lower(email) = lower(?))`, [personId, confirmedEmail ?? ''])
    .whereRaw(`email <> '' AND (waiting_is_open(state) OR created_at > now() - interval '60 days')`)
    .orderByRaw('waiting_is_open(state) DESC, id DESC')
    .limit(50);
  const shown: WaitingEntryShown[] = [];
  for (const row of rows) shown.push(await presentEntry(trx, app, row));
  return shown;
}

async function presentEntry(trx: Trx, app: AppContext, entry: WaitingEntry): Promise<WaitingEntryShown> {
  const event = (await eventsById(trx, [entry.eventId])).get(entry.eventId);
  if (!event) throw new Error(`${entry.id} waits for an event that is gone`);
  const { waitingOfferMinutes } = await readMarketplace(trx);
  const [clock] = await queryPrepared<{ at: Date }>(trx, 'SELECT clock_timestamp() AS at');
  const newest = entry.offerId === null ? undefined : await WaitingOffer.query(trx).findById(entry.offerId);
  return {
    id: entry.id,
    token: waitingToken(app, entry.id),
    event,
    state: entry.state,
    size: entry.size,
    limit: limitOf(entry),
    email: maskedEmail(entry.email),
    place: (await placesOf(trx, [entry.id])).get(entry.id) ?? null,
    placedAt: entry.placedAt?.toISOString() ?? null,
    restsUntil: entry.restsUntil?.toISOString() ?? null,
    lastOffer: newest?.outcome ?? null,
    offer: newest && entry.state === 'offered' ? await presentOffer(trx, app, newest) : null,
    isPaused: !(await isListOn(trx, entry.eventId)),
    windowMinutes: waitingOfferMinutes,
    serverNow: (clock as { at: Date }).at.toISOString(),
  };
}

/** @returns null where its hold is over, and the look hasn't told the entry yet */
export async function presentOffer(
  trx: Trx,
  app: AppContext,
  offer: WaitingOffer,
): Promise<WaitingOfferShown | null> {
  const order = await presentOrder(trx, app.engine, await findReservation(trx, offer.reservationId));
  if (order.state !== 'pending.holding' && order.state !== 'pending.paying') return null;
  const limit = limitOf(offer);
  return {
    id: offer.id,
    until: order.expiresAt,
    items: order.items,
    total: order.total,
    why: whyOffered({ ...offer, limit: limit && formatMoney(limit) }),
    isBeingPaid: order.state === 'pending.paying',
  };
}
