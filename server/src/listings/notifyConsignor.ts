/** What the consignor is told of a listing's transitions: approved, priced, rejected, returned or withdrawn. */
import type { ConsignorNews, listingMachine } from '@holdfast/shared/listings/machines';
import {
  isByStaff,
  type LeftSale,
  type ListingNotification,
  type Notification,
  notifyConsignors,
  recallOppositePrices,
} from '../consignorNotifications/index.ts';
import type { ActionCall } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import type { ListingsOffered } from './views.ts';

interface Row
  extends Pick<ListingsOffered, 'id' | 'consignor_id' | 'currency' | 'available' | 'held' | 'sold'> {
  delist_requested: boolean;
  event_canceled: boolean;
}

const rowsOf = (trx: Trx, listingIds: readonly string[]) =>
  queryPrepared<Row>(
    trx,
    `SELECT l.id, l.consignor_id, l.currency, l.available, l.held, l.sold, l.delist_requested_at IS NOT NULL AS delist_requested,
       e.status = 'cancelled' AS event_canceled
     FROM listings l JOIN catalog_calendar e ON e.id = l.event_id WHERE l.id = ANY($1::text[])`,
    [listingIds],
  );

/** The version distinguishes rejections, so that each is notified once. */
export const transitionCause = (listingId: string, version: number) => `listing/${listingId}/${version}`;

/** The beginning of the causes of declining this request, which may be undone and done again. */
export const delistDeclinedCause = (listingId: string, requestedAt: Date) =>
  `delistDeclined/${listingId}/${requestedAt.toISOString()}`;

type Call = ActionCall<typeof listingMachine, 'notifyConsignor'>;

/**
 * Stores the notifications of a batch. It runs before the tickets of a withdrawn listing leave the sale, so it counts them.
 * What a consignor's own file or the clock changes is no news to them.
 */
export async function notifyConsignor(trx: Trx, calls: readonly Call[]): Promise<void> {
  const rows = await rowsOf(trx, [...new Set(calls.map(({ actorId }) => actorId))]);
  const rowById = new Map(rows.map((row) => [row.id, row]));
  const back = await recallOppositePrices(trx, calls.flatMap(priceChangeOf));
  const notifications = calls.flatMap((call): ListingNotification[] => {
    const row = rowById.get(call.actorId) as Row;
    if (call.params.kind === 'repriced' && back.has(call.actorId)) return [];
    const news = newsOf(call.params, row, isByStaff(call.by));
    const cause = transitionCause(call.actorId, call.version);
    return news ? [{ ...news, cause, listingId: row.id, consignorId: row.consignor_id, at: call.at }] : [];
  });
  await notifyConsignors(trx, notifications);
}

const priceChangeOf = ({ actorId, by, params }: Call) =>
  params.kind === 'repriced' && isByStaff(by)
    ? [{ listingId: actorId, fromAmount: params.fromAmount, toAmount: params.toAmount }]
    : [];

function newsOf(params: ConsignorNews, row: Row, byStaff: boolean): Notification | null {
  const money = (amount: number) => ({ amount, currency: row.currency });
  switch (params.kind) {
    case 'rejected':
    case 'returned':
      return { kind: params.kind, facts: { reason: params.reason } };
    case 'approved':
      return byStaff ? { kind: 'approved', facts: { price: money(params.priceAmount) } } : null;
    case 'repriced':
      return byStaff
        ? { kind: 'repriced', facts: { from: money(params.fromAmount), to: money(params.toAmount) } }
        : null;
    case 'withdrawn':
      // A listing whose last seats left one by one was told of each; that its sales are refunded is news in any case.
      return byStaff && row.available + row.held + (row.event_canceled ? row.sold : 0) > 0
        ? { kind: 'withdrawn', facts: leftSale(row, params.reason) }
        : null;
  }
}

const leftSale = (
  { available, held, sold, delist_requested, event_canceled }: Row,
  reason: string,
): LeftSale => ({
  reason,
  asked: delist_requested,
  seats: [],
  left: available,
  held,
  sold,
  soldAreRefunded: event_canceled,
});

/** Tells the consignor that staff keep the listing on sale, though they asked for it. */
export async function notifyDelistDeclined(
  trx: Trx,
  listings: ReadonlyArray<{ listingId: string; consignorId: string; requestedAt: Date; at: Date }>,
  reason: string | null,
): Promise<void> {
  await notifyConsignors(
    trx,
    listings.map(({ listingId, consignorId, requestedAt, at }) => ({
      kind: 'delistDeclined' as const,
      cause: `${delistDeclinedCause(listingId, requestedAt)}/${at.toISOString()}`,
      listingId,
      consignorId,
      at: at.toISOString(),
      facts: { reason },
    })),
  );
}
