/** What each line of a broker's file would do: create, change, leave, or be refused with every reason. Writes nothing. */
import type { BrokerRow } from '@holdfast/shared/imports/broker';
import type { NewListing } from '../listings/createListings.ts';
import type { Terms } from '../listings/index.ts';
import { marketOf } from '../listings/index.ts';
import { listingLabel } from '../listings/label.ts';
import { findSameSeats, type SeatConflict, sameSeatsText } from '../listings/sameSeats.ts';
import type { Trx } from '../platform/db/index.ts';
import { refuseKnownBarcodes } from './barcodes.ts';
import { type Draft, draftOf, findExisting, type Leaving, refuseAbsurdPrice } from './draftRow.ts';
import { type ExistingListing, listingsByExternalId, listingsOfFiles } from './existingListings.ts';
import { changeOfListing, decideFewer } from './fewerSeats.ts';
import { emptyMemory, type FileMemory, recordKey, remember, seatKey } from './fileMemory.ts';
import { type Change, changesOf, newListing, termsOf, ticketTypeOf } from './importTerms.ts';
import { eventMatcher, type GameSource, type KnownEvent } from './matchEvent.ts';
import { type ReadLine, yieldToEventLoop } from './readLines.ts';

export type PlannedRow = ReadLine & {
  label: string;
  event: KnownEvent | null;
  problems: Draft['problems'];
  note: string | null;
} & (
    | { action: 'create'; listing: NewListing }
    | {
        action: 'change';
        listingId: string;
        existing: ExistingListing;
        wanted: Terms;
        changes: Change[];
        /** What leaves the sale with it. */
        leaving: Leaving | null;
      }
    | { action: 'unchanged'; listingId: string; existing: ExistingListing }
    | { action: 'refuse'; listingId: string | null }
  );

export interface PlanOptions extends GameSource {
  /** What earlier lines of the file named; grows by these. */
  memory?: FileMemory;
  /** The import that is being applied. */
  importId?: string;
  /** Lines whose price is meant. */
  confirmedLines?: readonly number[];
}

/** What a person can settle on the spot: which game is meant, or that a price is meant. */
const settledByChoice = new Set([
  'event_unknown',
  'event_ambiguous',
  'venue_differs',
  'time_differs',
  'event_not_named',
]);
export const mayChooseGame = (codes: readonly string[]) => codes.some((code) => settledByChoice.has(code));
export const mayConfirmPrice = (codes: readonly string[]) => codes.includes('price_absurd');

/**
 * Plans lines against the marketplace as it is now; the same lines may be planned again when it has moved on.
 * @param lines in the order of the file: of two that name the same thing, the second is refused
 */
export async function planRows(
  trx: Trx,
  options: PlanOptions,
  lines: readonly ReadLine[],
): Promise<PlannedRow[]> {
  const { consignorId } = options;
  const memory = options.memory ?? emptyMemory();
  const rows = lines.map(({ row }) => row).filter((row) => row !== null);
  const match = await eventMatcher(
    trx,
    options,
    rows.flatMap(({ event }) => event ?? []),
  );
  const drafts: Draft[] = [];
  for (const line of lines) {
    drafts.push(draftOf(line, match));
    await yieldToEventLoop(drafts.length);
  }
  const eventIds = [...new Set(drafts.flatMap(({ event }) => event?.id ?? []))];
  const byId = await listingsByExternalId(
    trx,
    consignorId,
    rows.flatMap(({ externalId }) => externalId ?? []),
  );
  const withoutId = drafts.flatMap(({ line, event }) =>
    line.row?.externalId === null && event ? [event.id] : [],
  );
  const ofFiles = await listingsOfFiles(trx, consignorId, withoutId, options.importId ?? null);
  const market = await marketOf(trx, eventIds);
  const confirmed = new Set(options.confirmedLines);
  findExisting(drafts, byId, ofFiles, memory.meant);
  for (const draft of drafts) refuseAbsurdPrice(draft, market, confirmed);
  refuseRepeated(drafts, memory);
  await refuseKnownBarcodes(trx, drafts);
  await decideFewer(trx, drafts);
  await refuseSameSeats(trx, drafts, consignorId);
  return drafts.map((draft) => decide(draft, consignorId));
}

/** Within the file: one id, one seat, one line. The later line is refused and names the earlier. */
function refuseRepeated(drafts: Draft[], memory: FileMemory): void {
  for (const draft of drafts) {
    const { line, event, seats, problems } = draft;
    const same = remember(memory.lineOfRecord, recordKey(line.record), line.line);
    if (same !== null) {
      const message = `Line ${same} says exactly the same. It is taken in once.`;
      problems.push({ field: 'line', code: 'repeated_line', message, line: same });
      continue;
    }
    const { row } = line;
    if (row === null) continue;
    if (row.externalId !== null) {
      const first = remember(memory.lineOfId, row.externalId, line.line);
      if (first !== null) {
        const message = `Line ${first} has the same id ${row.externalId}. Give each listing its own.`;
        problems.push({ field: 'inventory_id', code: 'repeated_id', message, line: first });
      }
    }
    if (event === null) continue;
    const keys = seats.map((seat) => seatKey(event.id, row.section, row.row, seat));
    const taken = keys
      .map((key) => memory.lineOfSeat.get(key))
      .find((first) => first !== undefined && first !== line.line);
    if (taken !== undefined) {
      const message = `Line ${taken} names the same seats of this game. Name each seat once.`;
      problems.push({ field: 'seats', code: 'repeated_seats', message, line: taken });
    }
    refuseRepeatedBarcodes(draft, event.id, memory);
    // A refused line takes no seat: the next one that names it may have it.
    if (problems.length > 0) continue;
    for (const key of keys) remember(memory.lineOfSeat, key, line.line);
    for (const barcode of row.barcodes) remember(memory.lineOfBarcode, `${event.id}|${barcode}`, line.line);
  }
}

function refuseRepeatedBarcodes({ line, problems }: Draft, eventId: string, memory: FileMemory): void {
  const first = line.row?.barcodes
    .map((barcode) => memory.lineOfBarcode.get(`${eventId}|${barcode}`))
    .find((each) => each !== undefined && each !== line.line);
  if (first === undefined) return;
  const message = `Line ${first} has the same barcode. Each ticket has its own.`;
  problems.push({ field: 'barcodes', code: 'repeated_barcode', message, line: first });
}

/** Refuses seats that another listing already has. */
async function refuseSameSeats(trx: Trx, drafts: Draft[], consignorId: string): Promise<void> {
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
      code: conflict.existing.consignorId === consignorId ? 'same_seats_own' : 'same_seats',
      message: sameSeatsOf(conflict, wanted[conflict.index]?.line.row, consignorId),
      listingId: conflict.existing.listingId,
    });
}

/** Explains how a listing loses seats when files carry no ids. */
function sameSeatsOf(conflict: SeatConflict, row: BrokerRow | null | undefined, consignorId: string): string {
  const text = sameSeatsText(conflict);
  const { existing, wanted } = conflict;
  const isPart = wanted.seats.every((seat) => existing.seats.includes(seat));
  if (existing.consignorId !== consignorId || row?.externalId !== null || !isPart) return text;
  return `${text} Without an id nobody can tell whether this is the same listing: take back there what is gone.`;
}

function decide(draft: Draft, consignorId: string): PlannedRow {
  const { event, seats, existing, problems } = draft;
  const { row } = draft.line;
  const label = row === null ? `Line ${draft.line.line}` : labelOf(row, event, seats);
  const isGood = row !== null && event !== null && problems.length === 0;
  const line = { ...draft.line, event, problems, label, note: isGood ? draft.note : null };
  if (row === null || event === null || problems.length > 0)
    return { ...line, action: 'refuse', listingId: existing?.id ?? null };
  const wanted = termsOf(row);
  if (existing === null)
    return { ...line, action: 'create', listing: newListing(row, event, seats, wanted, consignorId) };
  const { leaving } = draft;
  const changes = [
    ...(leaving === null ? [] : [changeOfListing({ existing, seats, row })]),
    ...changesOf(existing, wanted, row.currency),
  ];
  return changes.length === 0
    ? { ...line, action: 'unchanged', listingId: existing.id, existing }
    : { ...line, action: 'change', listingId: existing.id, existing, wanted, changes, leaving };
}

function labelOf(row: BrokerRow, event: KnownEvent | null, seats: number[]): string {
  const general = row.admission === 'general';
  return listingLabel({
    eventName: event?.short_name ?? row.event?.name ?? 'Unknown game',
    section: general ? null : row.section,
    row: general ? null : row.row,
    seats,
    ticketType: ticketTypeOf(row),
    quantity: row.quantity,
  });
}
