/**
 * Handles a later file that names fewer seats of a known listing, because the broker sold some elsewhere. Free seats leave the sale; what a
 * fan holds or has bought isn't taken, and is named with its time.
 *
 * Only for listings with an id of their broker's: lines without one are told by what they name, so fewer seats of one listing
 * and another listing beside it read alike.
 */
import type { BrokerRow } from '@holdfast/shared/imports/broker';
import { marketplaceZone, zoneLabel } from '@holdfast/shared/time';
import { DateTime } from 'luxon';
import { seatText } from '../listings/label.ts';
import type { Trx } from '../platform/db/index.ts';
import {
  type AdmissionTimes,
  admissionTimes,
  type ListedSeat,
  leavesSellable,
  listedSeats,
} from '../withdrawals/index.ts';
import type { Draft, Leaving } from './draftRow.ts';
import type { ExistingListing } from './existingListings.ts';
import type { Change } from './importTerms.ts';

/** The seats that are still listed, including sold ones. */
export type Known = Pick<Draft, 'seats'> & { existing: ExistingListing; row: BrokerRow };

export function namesFewer({ existing, seats, row }: Known): boolean {
  if (row.externalId === null) return false;
  return existing.kind === 'seated'
    ? seats.length < existing.listed.length && seats.every((seat) => existing.listed.includes(seat))
    : row.quantity < existing.quantity - existing.withdrawn;
}

/** Decides what leaves the sale with these lines, or why nothing does. */
export async function decideFewer(trx: Trx, drafts: readonly Draft[]): Promise<void> {
  const known = drafts.flatMap((draft) => {
    const { existing, seats, line, problems } = draft;
    if (existing === null || line.row === null || problems.length > 0) return [];
    const each = { draft, existing, seats, row: line.row };
    return namesFewer(each) ? [each] : [];
  });
  if (known.length === 0) return;
  const idsOf = (kind: ExistingListing['kind']) =>
    known.flatMap(({ existing }) => (existing.kind === kind ? [existing.id] : []));
  const seats = Map.groupBy(await listedSeats(trx, idsOf('seated')), (seat) => seat.listing_id);
  const times = new Map(
    (await admissionTimes(trx, idsOf('generalAdmission'))).map((each) => [each.listing_id, each]),
  );
  for (const { draft, ...each } of known) {
    const { id, kind } = each.existing;
    const outcome =
      kind === 'seated' ? fewerSeats(each, seats.get(id) ?? []) : fewerAdmissions(each, times.get(id));
    if ('problem' in outcome) draft.problems.push({ ...outcome.problem, listingId: id });
    else {
      draft.leaving = outcome.leaving;
      draft.note = outcome.note;
    }
  }
}

type Outcome =
  | { leaving: Leaving | null; note: string }
  | { problem: { field: string; code: string; message: string } };

const refused = (field: string, code: string, message: string): Outcome => ({
  problem: { field, code, message },
});
const named = (seats: readonly number[]) =>
  `${seats.length === 1 ? 'Seat' : 'Seats'} ${seatText(seats)} ${seats.length === 1 ? 'is' : 'are'}`;
const wereNamed = (seats: readonly number[]) =>
  `${seats.length === 1 ? 'Seat' : 'Seats'} ${seatText(seats)} ${seats.length === 1 ? 'was' : 'were'}`;
const numbers = (seats: readonly ListedSeat[]) => seats.map(({ seat }) => seat);

function fewerSeats({ existing, seats, row }: Known, listed: readonly ListedSeat[]): Outcome {
  const missing = listed.filter(({ seat }) => !seats.includes(seat));
  const sold = missing.filter(({ state }) => state === 'sold');
  const held = missing.filter(({ state }) => state === 'held');
  const free = numbers(missing.filter(({ state }) => state === 'free'));
  if (held.length > 0)
    return refused(
      'seats',
      'seats_held',
      `The file no longer names ${seatText(numbers(missing))}. ${named(numbers(held))} held by a fan since ${timeOf(earliest(held))}, until ${timeOf(latest(held, 'expires_at'))}. Check again then, or take them back at the listing: they leave when they are free.`,
    );
  if (sold.length > 0 && free.length > 0)
    return refused(
      'seats',
      'seats_sold',
      `The file no longer names ${seatText(numbers(missing))}. ${wereNamed(numbers(sold))} sold here, last on ${timeOf(latest(sold, 'sold_at'))}. Make sure that they weren't sold twice, then take ${seatText(free)} back at the listing.`,
    );
  if (sold.length > 0)
    return {
      leaving: null,
      note: `${wereNamed(numbers(sold))} sold here, last on ${timeOf(latest(sold, 'sold_at'))}; the file no longer names them.`,
    };
  const open = listed.flatMap(({ seat, state }) => (state === 'sold' ? [] : [{ seat, state }]));
  const left = open.filter(({ seat }) => !free.includes(seat));
  const fits =
    left.length === 0 || leavesSellable({ seats: existing.seats, split_rule: row.splitRule }, open, free);
  // As a listing of its own it would be accepted; `draftOf` has checked its split rule.
  const isWhatIsOffered = left.length === seats.length;
  if (!fits && !isWhatIsOffered)
    return refused(
      'seats',
      'split_rule',
      `Without ${seatText(free)}, seats would be left that its split rule can't sell. Take them back at the listing, where the rule may be overridden.`,
    );
  return {
    leaving: { seats: free, quantity: free.length, override: !fits },
    note: `${free.length === 1 ? 'Seat' : 'Seats'} ${seatText(free)} ${free.length === 1 ? 'leaves' : 'leave'} the sale for good: undoing the file doesn't bring ${free.length === 1 ? 'it' : 'them'} back.`,
  };
}

function fewerAdmissions({ existing, row }: Known, times: AdmissionTimes | undefined): Outcome {
  const { available, held, sold, withdrawn } = existing;
  const quantity = existing.quantity - withdrawn - row.quantity;
  if (sold > 0 && row.quantity === available + held)
    return {
      leaving: null,
      note: `${sold} ${sold === 1 ? 'was' : 'were'} sold here, last on ${timeOf(times?.sold_at)}; the file names what is left.`,
    };
  // Without seats it is unknown whether the file accounts for our sales.
  if (sold > 0)
    return refused(
      'quantity',
      'seats_sold',
      `${sold} of these ${existing.quantity - withdrawn} ${sold === 1 ? 'was' : 'were'} sold here, last on ${timeOf(times?.sold_at)}, so ${row.quantity} could be with or without them. Take back at the listing what is gone; ${available + held} are unsold.`,
    );
  if (quantity > available)
    return refused(
      'quantity',
      'seats_held',
      `${quantity} of these would leave the sale, and fans hold ${held} of them until ${timeOf(times?.held_until)}. Check again then.`,
    );
  return {
    leaving: { seats: [], quantity, override: false },
    note: `${quantity} ${quantity === 1 ? 'admission leaves' : 'admissions leave'} the sale for good: undoing the file doesn't bring ${quantity === 1 ? 'it' : 'them'} back.`,
  };
}

/** Describes the reduction for the dry run. */
export function changeOfListing({ seats, existing, row }: Known): Change {
  return existing.kind === 'seated'
    ? { field: 'seats', from: seatText(existing.listed), to: seatText(seats) }
    : {
        field: 'quantity',
        from: String(existing.quantity - existing.withdrawn),
        to: String(row.quantity),
      };
}

const earliest = (seats: readonly ListedSeat[]) => seats.map(({ held_since }) => held_since).sort(byTime)[0];
const latest = (seats: readonly ListedSeat[], which: 'expires_at' | 'sold_at') =>
  seats
    .map((seat) => seat[which])
    .sort(byTime)
    .at(-1);
const byTime = (a: Date | null, b: Date | null) => Number(a) - Number(b);

/** In the marketplace's time zone: `Nov 20, 14:02 ET`. */
function timeOf(at: Date | null | undefined): string {
  if (!at) return 'an unknown time';
  const wall = DateTime.fromJSDate(at, { zone: marketplaceZone }).setLocale('en-US');
  return `${wall.toFormat('LLL d, HH:mm')} ${zoneLabel(at.getTime(), marketplaceZone)}`;
}
