/** Drafts one line: the event, listing and seats that it means, and its problems, before it is compared with other lines. */

import type { ImportRow } from '@holdfast/shared/imports';
import type { BrokerEventReference, BrokerRow } from '@holdfast/shared/imports/broker';
import { allowedQuantities } from '@holdfast/shared/listings';
import { seatText } from '../listings/label.ts';
import { type ExistingListing, listingKey } from './existingListings.ts';
import { ticketTypeOf } from './importTerms.ts';
import { absurdPrice, type Market } from './market.ts';
import type { KnownEvent, Match } from './matchEvent.ts';
import type { ReadLine } from './readLines.ts';

export type RowProblem = ImportRow['problems'][number];

/** Minor units. */
const minimumPrice = 100;
/** As many neighbours as a package may have. */
const mostSeats = 50;

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
  /** What of the known lot it takes off sale. */
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
  if (row.price < minimumPrice)
    refuse('list_price', 'too_low', 'The price is under 1.00. Give the price of one ticket.');
  if (draft.event && row.currency !== draft.event.currency)
    refuse('currency', 'currency_differs', `This event sells in ${draft.event.currency}.`);
  return draft;
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
    refuse('seats', 'too_many_seats', `At most ${mostSeats} neighbours make a lot. Split the line.`);
  if (!row.alternating && seats.some((seat, index) => index > 0 && seat !== (seats[index - 1] as number) + 1))
    refuse(
      'seats',
      'alternate_seats',
      'These seats count by two. Put each seat on a line of its own, so that nobody is promised neighbours.',
    );
  else if (allowedQuantities(row.splitRule, [seats.length], seats.length).length === 0)
    refuse('split_type', 'split_not_possible', 'This rule could never sell these seats. Choose another one.');
  draft.seats = seats;
}

/** Finds the listing that the line means, and refuses a line that would turn it into another one. */
export function findExisting(
  draft: Draft,
  byId: ReadonlyMap<string, ExistingListing>,
  ofFiles: ReadonlyMap<string, ExistingListing>,
): void {
  const { event, seats } = draft;
  const { row } = draft.line;
  if (row === null) return;
  if (row.externalId !== null) {
    draft.existing = byId.get(row.externalId) ?? null;
    if (event && draft.existing) refuseAnotherListing(draft, draft.existing, row, event);
  } else if (event) {
    const ticketType = row.admission === 'general' ? ticketTypeOf(row) : null;
    const key = listingKey({
      eventId: event.id,
      section: row.section,
      row: row.row ?? '',
      seats,
      ticketType,
    });
    draft.existing = ofFiles.get(key) ?? null;
    if (draft.existing) refuseAnotherListing(draft, draft.existing, row, event);
  }
}

/** Refuses an extreme price unless it was confirmed. */
export function refuseAbsurdPrice(draft: Draft, market: Market, confirmed: ReadonlySet<number>): void {
  const { event, line } = draft;
  if (line.row === null || event === null || line.row.priceConfirmed || confirmed.has(line.line)) return;
  const { section, price, currency } = line.row;
  const message = absurdPrice(market, { eventId: event.id, section, price, currency });
  if (message !== null) refuserOf(draft)('list_price', 'price_absurd', message);
}

const sameText = (a: string | null, b: string | null) => (a ?? '').toUpperCase() === (b ?? '').toUpperCase();

function refuseAnotherListing(
  draft: Draft,
  existing: ExistingListing,
  row: BrokerRow,
  event: KnownEvent,
): void {
  const listing = row.externalId ?? 'This lot';
  const refuse = (field: string, code: string, message: string) =>
    draft.problems.push({ field, code, message, listingId: existing.id });
  if (existing.event_id !== event.id)
    refuse('event_name', 'event_changed', `${listing} is listed for another game. Use a new id.`);
  if (existing.kind === 'seated') {
    const samePlace =
      row.admission === 'seated' &&
      sameText(existing.section, row.section) &&
      sameText(existing.row, row.row);
    const isListed = `${listing} is listed as ${existing.section} / ${existing.row} / ${seatText(existing.listed)}`;
    const more = draft.seats.filter((seat) => !existing.listed.includes(seat));
    if (!samePlace)
      refuse('seats', 'seats_changed', `${isListed}. Another place is another lot: use a new id.`);
    else if (more.length > 0)
      refuse(
        'seats',
        'seats_changed',
        `${isListed}. A lot may lose seats, not gain some: give ${seatText(more)} a line and an id of ${more.length === 1 ? 'its' : 'their'} own.`,
      );
    return;
  }
  const listed = existing.quantity - existing.withdrawn;
  if (row.admission !== 'general' || existing.ticket_type !== ticketTypeOf(row))
    refuse(
      'seats',
      'seats_changed',
      `${listing} is listed as ${listed} × ${existing.ticket_type}. Another kind is another lot: use a new id.`,
    );
  else if (row.quantity > listed)
    refuse(
      'quantity',
      'seats_changed',
      `${listing} is listed as ${listed} admissions. A lot may lose some, not gain some: give the other ${row.quantity - listed} a line and an id of their own.`,
    );
  else if (row.quantity < listed && row.externalId === null)
    refuse(
      'quantity',
      'seats_changed',
      `It is listed as ${listed} admissions, and without an id nobody can tell whether this is the same lot. Take back at the listing what is gone.`,
    );
}
