/** Corrects the place and the seats of a seated listing; what fans hold or bought stays where it is. */
import { runLengths, type SplitRule } from '@holdfast/shared/listings';
import { brokenConstraint, queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { createTickets, placeSeats, removeSeats, seatStates } from '../tickets/index.ts';
import { seatText } from './label.ts';
import { findSameSeats, sameSeatsText } from './sameSeats.ts';
import type { ListingsOffered } from './views.ts';

/** The columns that can be corrected, and what decides whether they can. */
export interface CorrectedRow
  extends Pick<
    ListingsOffered,
    | 'id'
    | 'version'
    | 'event_id'
    | 'section'
    | 'row'
    | 'seats'
    | 'ticket_type'
    | 'quantity'
    | 'available'
    | 'held'
    | 'sold'
    | 'withdrawn'
    | 'face_value_amount'
    | 'delivery'
    | 'delivery_way'
    | 'disclosure'
    | 'max_per_fan'
  > {
  kind: 'seated' | 'generalAdmission';
  is_over: boolean;
  split_rule: SplitRule;
}

interface Place {
  section?: string | undefined;
  row?: string | undefined;
  seats?: number[] | undefined;
}

/** @throws Problem `validation_failed` naming `section`, `row` or `seats` */
export async function correctSeats(trx: Trx, before: CorrectedRow, wanted: Place): Promise<void> {
  const section = wanted.section ?? before.section ?? '';
  const row = wanted.row ?? before.row ?? '';
  const states = await seatStates(trx, before.id);
  const isMoved = section !== before.section || row !== before.row;
  if (isMoved) refuseTakenPlace(states, section === before.section ? 'row' : 'section');
  const { removed, added } = differences(states, wanted.seats);
  refuseTakenSeats(states, removed);
  await refuseListed(trx, before, {
    section,
    row,
    seats: isMoved ? [...kept(states, removed), ...added] : added,
  });
  const moved = removed.slice(0, added.length).map((from, index) => ({ from, to: added[index] as number }));
  const gone = removed.slice(moved.length);
  const fresh = added.slice(moved.length);
  try {
    await removeSeats(trx, before.id, gone);
    if (isMoved || moved.length > 0) await placeSeats(trx, before.id, { section, row }, moved);
    await createTickets(trx, [
      { listingId: before.id, eventId: before.event_id, section, row, seats: fresh },
    ]);
  } catch (error) {
    // The constraint is the backstop against another listing that names these seats at this moment.
    if (brokenConstraint(error)?.startsWith('tickets_') !== true) throw error;
    throw fieldsRefused([
      {
        field: 'seats',
        code: 'same_seats',
        message: 'One of these seats was listed a moment ago. Look again.',
      },
    ]);
  }
  const seats = [...states.keys()]
    .filter((seat) => !removed.includes(seat))
    .concat(added)
    .sort((a, b) => a - b);
  if (seats.length === 0)
    throw fieldsRefused([{ field: 'seats', code: 'missing', message: 'Give at least one seat.' }]);
  await queryPrepared(
    trx,
    `UPDATE listings SET section = $2, "row" = $3, seats = $4::int[], quantity = $5, available = available + $5 - quantity WHERE id = $1`,
    [before.id, section, row, seats, seats.length],
  );
}

type States = ReadonlyMap<number, 'free' | 'held' | 'sold' | 'withdrawn'>;

/** Seats that were taken back stay in the listing's story, whether they are named or not. */
function differences(states: States, wanted: readonly number[] | undefined) {
  if (wanted === undefined) return { removed: [], added: [] };
  return {
    removed: [...states].flatMap(([seat, state]) =>
      state !== 'withdrawn' && !wanted.includes(seat) ? [seat] : [],
    ),
    added: wanted.filter((seat) => !states.has(seat)),
  };
}

const kept = (states: States, removed: readonly number[]) =>
  [...states].flatMap(([seat, state]) => (state !== 'withdrawn' && !removed.includes(seat) ? [seat] : []));

const takenOf = (states: States, seats: readonly number[]) =>
  seats.filter((seat) => states.get(seat) === 'held' || states.get(seat) === 'sold');

function refuseTakenPlace(states: States, field: 'section' | 'row'): void {
  const taken = takenOf(states, [...states.keys()]);
  if (taken.length === 0) return;
  throw fieldsRefused([
    {
      field,
      code: 'taken',
      message: `${isAre(taken)} with fans, whose tickets name this ${field}. Take the other seats back and list them anew, or refund these first.`,
    },
  ]);
}

function refuseTakenSeats(states: States, removed: readonly number[]): void {
  const taken = takenOf(states, removed);
  if (taken.length === 0) return;
  const isHeld = taken.some((seat) => states.get(seat) === 'held');
  throw fieldsRefused([
    {
      field: 'seats',
      code: 'taken',
      message: `${isAre(taken)} with fans. ${isHeld ? 'Wait until the hold ends, or break it' : 'Refund the order first'}; or keep ${taken.length === 1 ? 'this seat' : 'these seats'} in the list.`,
    },
  ]);
}

const isAre = (seats: readonly number[]) =>
  seats.length === 1 ? `Seat ${seatText(seats)} is` : `Seats ${seatText(seats)} are`;

async function refuseListed(
  trx: Trx,
  { id, event_id }: CorrectedRow,
  place: { section: string; row: string; seats: number[] },
): Promise<void> {
  const conflicts = await findSameSeats(trx, [{ eventId: event_id, ...place }]);
  const other = conflicts.find(({ existing }) => existing.listingId !== id);
  if (other) throw fieldsRefused([{ field: 'seats', code: 'same_seats', message: sameSeatsText(other) }]);
}

/** The lengths of the runs of neighbors that are free, and that aren't sold; with the seats that aren't taken back. */
export async function placeOf(
  trx: Trx,
  { id, seats }: Pick<CorrectedRow, 'id' | 'seats'>,
): Promise<{ free: number[]; unsold: number[]; seats: number[] }> {
  const states = await seatStates(trx, id);
  const runsOf = (...wanted: string[]) =>
    runLengths(seats.flatMap((seat, at) => (wanted.includes(states.get(seat) ?? '') ? [at] : [])));
  return {
    free: runsOf('free'),
    unsold: runsOf('free', 'held'),
    seats: seats.filter((seat) => states.get(seat) !== 'withdrawn'),
  };
}
