/** What each line of a broker's file would do: create, change, leave, or be refused with every reason. Writes nothing. */
import { allowedQuantities, type ImportRow, type SplitRule } from '@holdfast/shared/consignment';
import type { BrokerEventReference, BrokerRow } from '@holdfast/shared/consignment/broker';
import { run, type Trx } from '../../platform/db/index.ts';
import type { NewListing } from '../listings/createListings.ts';
import { lotLabel, seatText } from '../listings/label.ts';
import { findSameSeats, sameSeatsText } from '../listings/sameSeats.ts';
import {
  type Change,
  changesOf,
  generalAdmissionType,
  newListing,
  type Terms,
  termsOf,
} from './importTerms.ts';
import { eventMatcher, type KnownEvent, type Match } from './matchEvent.ts';
import { letOthersIn, type ReadLine } from './readBrokerFile.ts';

type RowProblem = ImportRow['problems'][number];

export type PlannedRow = ReadLine & { label: string } & (
    | { action: 'create'; listing: NewListing }
    | { action: 'change'; listingId: string; wanted: Terms; changes: Change[] }
    | { action: 'unchanged'; listingId: string }
    | { action: 'refuse'; listingId: string | null }
  );

/** Minor units. */
const lowestPrice = 100;
/** As many neighbours as a package may have. */
const mostSeats = 50;

/** A line on its way: what is known of it so far. */
interface Draft {
  line: ReadLine;
  event: KnownEvent | null;
  /** Seats as the house counts them; empty for general admission. */
  seats: number[];
  existing: Existing | null;
  problems: RowProblem[];
}

interface Existing {
  id: string;
  external_id: string;
  event_id: string;
  section: string | null;
  row: string | null;
  seats: number[];
  kind: string;
  quantity: number;
  price_amount: number;
  split_rule: SplitRule;
  face_value_amount: number | null;
  delivery: string;
  drawback: string | null;
  state: string;
}

/**
 * Plans lines against the house as it is now; the same lines may be planned again when it has moved on.
 * @param lines in the order of the file: of two that name the same thing, the second is refused
 */
export async function planRows(
  trx: Trx,
  consignorId: string,
  lines: readonly ReadLine[],
): Promise<PlannedRow[]> {
  const rows = lines.map(({ row }) => row).filter((row) => row !== null);
  const match = await eventMatcher(
    trx,
    rows.flatMap(({ event }) => event ?? []),
  );
  const existing = await loadExisting(
    trx,
    consignorId,
    rows.flatMap(({ externalId }) => externalId ?? []),
  );
  const drafts: Draft[] = [];
  for (const line of lines) {
    drafts.push(draftOf(line, match, existing));
    await letOthersIn(drafts.length);
  }
  refuseRepeated(drafts);
  await refuseSameSeats(trx, drafts);
  return drafts.map((draft) => decide(draft, consignorId));
}

async function loadExisting(
  trx: Trx,
  consignorId: string,
  externalIds: string[],
): Promise<Map<string, Existing>> {
  const rows = await run<Existing>(
    trx,
    `SELECT id, external_id, event_id, section, "row", seats, kind, quantity, price_amount, split_rule, face_value_amount,
       delivery, drawback, state
     FROM listings WHERE consignor_id = $1 AND external_id = ANY($2::text[]) AND state NOT IN ('withdrawn', 'ended')`,
    [consignorId, externalIds],
  );
  return new Map(rows.map((row) => [row.external_id, row]));
}

function draftOf(
  line: ReadLine,
  match: (reference: BrokerEventReference) => Match,
  existing: Map<string, Existing>,
): Draft {
  const draft: Draft = { line, event: null, seats: [], existing: null, problems: [...line.problems] };
  const { row } = line;
  if (row === null) return draft;
  const refuse = (field: string, code: string, message: string) =>
    draft.problems.push({ field, code, message });
  if (row.event === null) {
    refuse('event_name', 'required', 'The line names no game.');
    return draft;
  }
  const matched = match(row.event);
  if ('problem' in matched) draft.problems.push(matched.problem);
  else draft.event = matched.event;
  readSeatNumbers(draft, row, refuse);
  if (row.price < lowestPrice)
    refuse('list_price', 'too_low', 'The price is under 1.00. Give the price of one ticket.');
  if (draft.event && row.currency !== draft.event.currency)
    refuse('currency', 'currency_differs', `This event sells in ${draft.event.currency}.`);
  draft.existing = row.externalId === null ? null : (existing.get(row.externalId) ?? null);
  if (draft.existing && draft.event) refuseAnotherLot(draft, draft.existing, row, refuse);
  return draft;
}

type Refuse = (field: string, code: string, message: string) => void;

/** The house knows seats by number, and neighbours as numbers that follow each other. */
function readSeatNumbers(draft: Draft, row: BrokerRow, refuse: Refuse): void {
  if (row.admission === 'general') return;
  if (!row.seats.every((seat) => /^\d{1,5}$/.test(seat) && Number(seat) > 0)) {
    refuse('seats', 'seats_not_numbers', 'Seats must be numbers here. Give the numbers on the tickets.');
    return;
  }
  const seats = row.seats.map(Number).sort((a, b) => a - b);
  if (seats.length > mostSeats)
    refuse('seats', 'too_many_seats', `At most ${mostSeats} neighbours make a lot. Split the line.`);
  if (seats.some((seat, index) => index > 0 && seat !== (seats[index - 1] as number) + 1))
    refuse(
      'seats',
      'alternate_seats',
      'These seats count by two. Put each seat on a line of its own, so that nobody is promised neighbours.',
    );
  else if (allowedQuantities(row.splitRule, [seats.length], seats.length).length === 0)
    refuse('split_type', 'split_not_possible', 'This rule could never sell these seats. Choose another one.');
  draft.seats = seats;
}

const sameText = (a: string | null, b: string | null) => (a ?? '').toUpperCase() === (b ?? '').toUpperCase();

function refuseAnotherLot(draft: Draft, existing: Existing, row: BrokerRow, refuse: Refuse): void {
  if (draft.event && existing.event_id !== draft.event.id)
    refuse('event_name', 'event_changed', `${row.externalId} is listed for another game. Use a new id.`);
  const seated = existing.kind === 'seated';
  const same = seated
    ? row.admission === 'seated' &&
      sameText(existing.section, row.section) &&
      sameText(existing.row, row.row) &&
      existing.seats.join() === draft.seats.join()
    : row.admission === 'general' && existing.quantity === row.quantity;
  if (!same)
    refuse(
      'seats',
      'seats_changed',
      seated
        ? `${row.externalId} is listed as ${existing.section} / ${existing.row} / ${seatText(existing.seats)}. Other seats are another lot: use a new id.`
        : `${row.externalId} is listed as ${existing.quantity} admissions. Another number is another lot: use a new id.`,
    );
}

/** Within the file: one id, one seat, one line. The later line is refused and names the earlier. */
function refuseRepeated(drafts: Draft[]): void {
  const lineOfId = new Map<string, number>();
  const lineOfSeat = new Map<string, number>();
  for (const { line, event, seats, problems } of drafts) {
    const { row } = line;
    if (row === null) continue;
    if (row.externalId !== null) {
      const first = lineOfId.get(row.externalId);
      if (first !== undefined)
        problems.push({
          field: 'inventory_id',
          code: 'repeated_id',
          message: `Line ${first} has the same inventory_id. Give each lot its own.`,
        });
      else lineOfId.set(row.externalId, line.line);
    }
    if (event === null) continue;
    const keys = seats.map(
      (seat) => `${event.id}|${row.section.toUpperCase()}|${(row.row ?? '').toUpperCase()}|${seat}`,
    );
    const first = keys.map((key) => lineOfSeat.get(key)).find((each) => each !== undefined);
    if (first !== undefined)
      problems.push({
        field: 'seats',
        code: 'repeated_seats',
        message: `Line ${first} names the same seats of this game. Name each seat once.`,
      });
    // A refused line takes no seat: the next one that names it may have it.
    if (problems.length === 0) for (const key of keys) lineOfSeat.set(key, line.line);
  }
}

async function refuseSameSeats(trx: Trx, drafts: Draft[]): Promise<void> {
  const wanted = drafts.filter(
    ({ event, existing, seats, problems }) =>
      event !== null && existing === null && seats.length > 0 && problems.length === 0,
  );
  const conflicts = await findSameSeats(
    trx,
    wanted.map(({ line, event, seats }) => ({
      eventId: event?.id ?? '',
      section: line.row?.section ?? '',
      row: line.row?.row ?? '',
      seats,
    })),
  );
  for (const conflict of conflicts)
    wanted[conflict.index]?.problems.push({
      field: 'seats',
      code: 'same_seats',
      message: sameSeatsText(conflict),
    });
}

function decide({ line, event, seats, existing, problems }: Draft, consignorId: string): PlannedRow {
  const { row } = line;
  const label = row === null ? `Line ${line.line}` : labelOf(row, event, seats);
  if (row === null || event === null || problems.length > 0)
    return { ...line, problems, label, action: 'refuse', listingId: existing?.id ?? null };
  const wanted = termsOf(row);
  if (existing === null)
    return { ...line, label, action: 'create', listing: newListing(row, event, seats, wanted, consignorId) };
  const changes = changesOf(existing, wanted, row.currency);
  return changes.length === 0
    ? { ...line, label, action: 'unchanged', listingId: existing.id }
    : { ...line, label, action: 'change', listingId: existing.id, wanted, changes };
}

function labelOf(row: BrokerRow, event: KnownEvent | null, seats: number[]): string {
  const general = row.admission === 'general';
  return lotLabel({
    eventName: event?.short_name ?? row.event?.name ?? 'Unknown game',
    section: general ? null : row.section,
    row: general ? null : row.row,
    seats,
    ticketType: generalAdmissionType,
    quantity: row.quantity,
  });
}
