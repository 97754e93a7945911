/** One listing with its price history and timeline. */
import {
  type CorrectedField,
  correctedText,
  type Listing,
  listing,
  priceChange,
} from '@holdfast/shared/listings';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { formatMoney } from '@holdfast/shared/money';
import { machineDrawing, type TimelineEntry, timelineEntry } from '@holdfast/shared/support';
import { z } from 'zod';
import { drawMachine } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, type PlatformTransitionLog, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { type ListingRow, listingColumns, listingTables, presentListings } from './listingRows.ts';

export const shownListing = listing.extend({
  prices: z.array(priceChange).meta({ description: 'Newest first' }),
  timeline: z.array(timelineEntry).meta({ description: 'Newest first' }),
  drawing: machineDrawing,
  visited: z.array(z.object({ from: z.string().nullable(), to: z.string(), message: z.string() })),
});
export type ShownListing = z.infer<typeof shownListing>;

const drawing = drawMachine(listingMachine);

/** @throws Problem `not_found` */
export async function showListing(
  { db, engine }: Pick<AppContext, 'db' | 'engine'>,
  id: string,
): Promise<ShownListing> {
  return inTransaction(db, async (trx) => {
    const [row] = await queryPrepared<ListingRow>(
      trx,
      `SELECT ${listingColumns} FROM ${listingTables} WHERE l.id = $1`,
      [id],
    );
    if (!row) throw notFound('listing');
    const [shown] = await presentListings(trx, engine, [row]);
    if (!shown) throw new Error(`${id} could not be presented`);
    const timeline = await timelineOf(trx, shown);
    return {
      ...shown,
      prices: await pricesOf(trx, shown),
      timeline,
      drawing,
      visited: timeline.map(({ from, to, message }) => ({ from, to, message })).reverse(),
    };
  });
}

interface PriceRow {
  price_amount: number;
  at: Date;
  by: string;
  name: string | null;
  reason: string | null;
  market_amount: number | null;
}

async function pricesOf(trx: Trx, { id, price }: Listing): Promise<ShownListing['prices']> {
  const rows = await queryPrepared<PriceRow>(
    trx,
    `SELECT h.price_amount, h.at, h.by, p.name, h.reason, h.market_amount FROM listing_prices h LEFT JOIN accounts_people_named p ON p.id = h.by
     WHERE h.listing_id = $1 ORDER BY h.version DESC LIMIT 200`,
    [id],
  );
  return rows.map((row) => ({
    amount: { amount: row.price_amount, currency: price.currency },
    at: row.at.toISOString(),
    by: nameOf(row.by, row.name),
    reason: row.reason,
    market: row.market_amount,
  }));
}

interface LogRow
  extends Pick<
    PlatformTransitionLog,
    'version' | 'message' | 'from_state' | 'to_state' | 'at' | 'by' | 'reason' | 'cause'
  > {
  payload: Record<string, unknown>;
  name: string | null;
}

async function timelineOf(trx: Trx, { id, price }: Listing): Promise<TimelineEntry[]> {
  const rows = await queryPrepared<LogRow>(
    trx,
    `SELECT t.version, t.message, t.payload, t.from_state, t.to_state, t.at, t.by, p.name, t.reason, t.cause
     FROM platform_transition_log t LEFT JOIN accounts_people_named p ON p.id = t.by WHERE t.actor_id = $1 ORDER BY t.version DESC LIMIT 500`,
    [id],
  );
  return rows.map((row) => ({
    at: row.at.toISOString(),
    actorType: 'listing',
    actorId: id,
    version: row.version,
    message: row.message,
    from: row.from_state,
    to: row.to_state,
    by: nameOf(row.by, row.name),
    byKind: row.by === 'clock' ? 'clock' : row.by.startsWith('per_') ? 'staff' : 'system',
    reason: row.reason,
    cause: row.cause,
    text: sentence(row, price.currency),
    data: row.payload,
  }));
}

function nameOf(by: string, name: string | null): string {
  if (name !== null) return name;
  if (by.startsWith('imp_')) return `Import ${by}`;
  return by === 'clock' ? 'The clock' : by === 'system' ? 'Holdfast' : by;
}

function sentence({ message, payload, by, name }: LogRow, currency: string): string {
  const who = nameOf(by, name);
  if (message.startsWith('xstate.after.')) return 'The event began, so its sale ended.';
  switch (message) {
    case 'created':
      return `${who} put it in at ${formatMoney({ amount: Number(payload.priceAmount), currency })} each.`;
    case 'submit':
      return 'It entered the queue for approval.';
    case 'approve':
      return `${who} approved it: it is on sale.`;
    case 'reject':
      return `${who} rejected it: ${payload.reason}`;
    case 'return':
      return `${who} returned it to its consignor: ${payload.reason}`;
    case 'resubmit':
      return `${who} put it into the queue again.`;
    case 'pause':
      return `${who} paused its sale: ${payload.reason}`;
    case 'resume':
      return `${who} put it on sale again.`;
    case 'withdraw':
      return `${who} withdrew it: ${payload.reason}`;
    case 'reprice':
      return `${who} set the price to ${formatMoney({ amount: Number(payload.priceAmount), currency })} each.`;
    case 'restore':
      return `${who} undid the last decision on it: it is ${payload.to} again.`;
    case 'correct':
      return `${who} corrected its ${correctedText(payload.fields as CorrectedField[])}.`;
    case 'eventMoved':
      return 'The event changed its date, and the end of its sale with it.';
    default:
      return message;
  }
}
