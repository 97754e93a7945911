/** Drafts one line: the event, listing and seats that it means, and its problems, before it is compared with other lines. */

import type { ImportRow } from '@holdfast/shared/imports';
import type { BrokerEventReference, BrokerRow } from '@holdfast/shared/imports/broker';
import {
  allowedQuantities,
  isSamePlace,
  mostSeats,
  priceLimits,
  priceProblem,
} from '@holdfast/shared/listings';
import { type Market, seatText, unusualPrice } from '../listings/index.ts';
import { type ExistingListing, listingKey } from './existingListings.ts';
import { ticketTypeOf } from './importTerms.ts';
import type { KnownEvent, Match } from './matchEvent.ts';
import type { ReadLine } from './readLines.ts';

export type RowProblem = ImportRow['problems'][number];

/** What a line takes off sale. */
export interface Leaving {
  /** Empty for general admission. */
  seats: number[];
  quantity: number;
  /** The rest is what the file offers under its own split rule; as part of the old listing it might not be sellable. */
  override: boolean;
}

/** A line while it is planned. */
export interface Draft {
  line: ReadLine;
  event: KnownEvent | null;
  /** Seat numbers; empty for general admission. */
  seats: number[];
  existing: ExistingListing | null;
  /** What of the known listing it takes off sale. */
  leaving: Leaving | null;
  /** A hint that doesn't refuse the row. */
  note: string | null;
  problems: RowProblem[];
}

type Refuse = (field: string, code: string, message: string) => void;

const refuserOf =
  (draft: Draft): Refuse =>
  (field, code, message) =>
    draft.problems.push({ field, code, message });

/** The line with its game and its seats. */
export function draftOf(line: ReadLine, match: (reference: BrokerEventReference | null) => Match): Draft {
  const draft: Draft = {
    line,
    event: null,
    seats: [],
    existing: null,
    leaving: null,
    note: null,
    problems: [...line.problems],
  };
  const { row } = line;
  if (row === null) return draft;
  const refuse = refuserOf(draft);
  const matched = match(row.event);
  if ('problem' in matched) draft.problems.push(matched.problem);
  else draft.event = matched.event;
  readSeatNumbers(draft, row, refuse);
  refusePrice(row, refuse);
  if (draft.event && row.currency !== draft.event.currency)
    refuse('currency', 'currency_differs', `This event sells in ${draft.event.currency}.`);
  return draft;
}

/** The price of one ticket must be one that can be paid. */
function refusePrice({ price, currency }: BrokerRow, refuse: Refuse): void {
  const problem = priceProblem(price, currency);
  if (problem === null) return;
  const isTooLow = price < priceLimits(currency).least;
  refuse('list_price', isTooLow ? 'too_low' : 'too_high', `${problem} Give the price of one ticket.`);
}

/** Seats are numbers, and neighbors are consecutive numbers. */
function readSeatNumbers(draft: Draft, row: BrokerRow, refuse: Refuse): void {
  if (row.admission === 'general') return;
  if (!row.seats.every((seat) => /^\d{1,5}$/.test(seat) && Number(seat) > 0)) {
    refuse('seats', 'seats_not_numbers', 'Seats must be numbers here. Give the numbers on the tickets.');
    return;
  }
  const seats = row.seats.map(Number).sort((a, b) => a - b);
  if (seats.length > mostSeats)
    refuse('seats', 'too_many_seats', `At most ${mostSeats} neighbors make a listing. Split the line.`);
  if (!row.alternating && seats.some((seat, index) => index > 0 && seat !== (seats[index - 1] as number) + 1))
    refuse(
      'seats',
      'alternate_seats',
      'These seats count by two. Put each seat on a line of its own, so that nobody is promised neighbors.',
    );
  else if (allowedQuantities(row.splitRule, [seats.length], seats.length).length === 0)
    refuse('split_type', 'split_not_possible', 'This rule could never sell these seats. Choose another one.');
  draft.seats = seats;
}

/** Finds the listings that lines mean, and refuses a line that would turn one into another. */
export function findExisting(
  drafts: readonly Draft[],
  byId: ReadonlyMap<string, ExistingListing>,
  ofFiles: ReadonlyMap<string, ExistingListing[]>,
  meant: Set<string>,
): void {
  for (const draft of drafts) {
    const { row } = draft.line;
    if (row !== null && row.externalId !== null) draft.existing = byId.get(row.externalId) ?? null;
  }
  pairWithoutIds(drafts, ofFiles, meant);
  for (const draft of drafts) {
    const { row } = draft.line;
    if (row && draft.event && draft.existing) refuseAnotherListing(draft, draft.existing, row, draft.event);
  }
}

/** How well a listing fits a line of the same place, best first. */
const fits: ReadonlyArray<(draft: Draft, listing: ExistingListing) => boolean> = [
  ({ line }, { id }) => line.listingId === id,
  ({ line }, listing) =>
    listedQuantity(listing) === line.row?.quantity && listing.price_amount === line.row.price,
  ({ line }, listing) => listedQuantity(listing) === line.row?.quantity,
  ({ line }, listing) => listing.price_amount === line.row?.price,
  () => true,
];
const listedQuantity = ({ quantity, withdrawn }: ExistingListing) => quantity - withdrawn;

/**
 * Lines without an id are told by what they name, and several of general admission name the same place. Each listing is
 * meant by one line: first by one that says the same of it, so that a file that is sent again changes nothing.
 */
function pairWithoutIds(
  drafts: readonly Draft[],
  ofFiles: ReadonlyMap<string, ExistingListing[]>,
  meant: Set<string>,
): void {
  const open = drafts.flatMap((draft) => {
    // The dry run found no listing for it: it becomes a new one.
    if (draft.line.listingId === null) return [];
    const key = keyWithoutId(draft);
    const candidates = key === null ? undefined : ofFiles.get(key);
    return candidates ? [{ draft, candidates }] : [];
  });
  for (const fit of fits)
    for (const { draft, candidates } of open) {
      if (draft.existing !== null) continue;
      const listing = candidates.find((each) => !meant.has(each.id) && fit(draft, each));
      if (!listing) continue;
      draft.existing = listing;
      meant.add(listing.id);
    }
}

function keyWithoutId({ event, line: { row }, seats }: Draft): string | null {
  if (row === null || row.externalId !== null || event === null) return null;
  const ticketType = row.admission === 'general' ? ticketTypeOf(row) : null;
  return listingKey({ eventId: event.id, section: row.section, row: row.row ?? '', seats, ticketType });
}

/** Asks about a price far from the market unless it was confirmed. */
export function refuseAbsurdPrice(draft: Draft, market: Market, confirmed: ReadonlySet<number>): void {
  const { event, line } = draft;
  if (line.row === null || event === null || line.row.priceConfirmed || confirmed.has(line.line)) return;
  const { section, price, currency } = line.row;
  const message = unusualPrice(
    market,
    { eventId: event.id, section, price, currency },
    'Confirm it if it is meant, or write Y in a column price_confirmed.',
  );
  if (message !== null) refuserOf(draft)('list_price', 'price_absurd', message);
}

function refuseAnotherListing(
  draft: Draft,
  existing: ExistingListing,
  row: BrokerRow,
  event: KnownEvent,
): void {
  const listing = row.externalId ?? 'This listing';
  const refuse = (field: string, code: string, message: string) =>
    draft.problems.push({ field, code, message, listingId: existing.id });
  if (existing.event_id !== event.id)
    refuse('event_name', 'event_changed', `${listing} is listed for another game. Use a new id.`);
  if (existing.kind === 'seated') {
    const samePlace =
      row.admission === 'seated' &&
      isSamePlace(existing.section, row.section) &&
      isSamePlace(existing.row, row.row);
    const isListed = `${listing} is listed as ${existing.section} / ${existing.row} / ${seatText(existing.listed)}`;
    const more = draft.seats.filter((seat) => !existing.listed.includes(seat));
    if (!samePlace)
      refuse('seats', 'seats_changed', `${isListed}. Another place is another listing: use a new id.`);
    else if (more.length > 0)
      refuse(
        'seats',
        'seats_changed',
        `${isListed}. A listing may lose seats, not gain some: give ${seatText(more)} a line and an id of ${more.length === 1 ? 'its' : 'their'} own.`,
      );
    return;
  }
  const listed = existing.quantity - existing.withdrawn;
  if (row.admission !== 'general' || !isSamePlace(existing.ticket_type, ticketTypeOf(row)))
    refuse(
      'seats',
      'seats_changed',
      `${listing} is listed as ${listed} × ${existing.ticket_type}. Another kind is another listing: use a new id.`,
    );
  else if (row.quantity > listed)
    refuse(
      'quantity',
      'seats_changed',
      `${listing} is listed as ${listed} admissions. A listing may lose some, not gain some: give the other ${row.quantity - listed} a line and an id of their own.`,
    );
  else if (row.quantity < listed && row.externalId === null)
    refuse(
      'quantity',
      'seats_changed',
      `It is listed as ${listed} admissions, and without an id nobody can tell whether this is the same listing. Take back at the listing what is gone.`,
    );
}
