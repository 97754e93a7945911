/**
 * Corrects what was taken in wrong of a listing. Seats that fans hold or bought are never changed from under them: their
 * tickets say where they sit.
 */
import {
  allowedQuantities,
  type CorrectedField,
  type listingCorrection,
  type SeatStep,
  seatStepOf,
} from '@holdfast/shared/listings';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { formatMoney } from '@holdfast/shared/money';
import type { z } from 'zod';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { conflictsSince, conflictText } from './actions/conflicts.ts';
import { type CorrectedRow, correctSeats, placeOf } from './correctSeats.ts';
import { capOfListing } from './market.ts';
import { seatsApart } from './seatsApart.ts';

type Correction = z.output<typeof listingCorrection>;

const columns = `id, version, event_id, kind, listing_is_ended(state) AS is_over, section, "row", seats, split_rule, ticket_type, quantity,
  available, held, sold, withdrawn, face_value_amount, delivery, delivery_way, disclosure, max_per_fan`;

async function lockRow(trx: Trx, id: string): Promise<CorrectedRow> {
  const [row] = await queryPrepared<CorrectedRow>(
    trx,
    `SELECT ${columns} FROM listings WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  if (!row) throw notFound('listing');
  return row;
}

/**
 * Writes what differs, and a transition of the listing: whoever saw it before is told of the new version.
 * @throws Problem `not_found`; `version_conflict` naming who changed what since the caller read it; `transition_refused` for a listing that has left the sale; `validation_failed` naming the
 *   field and the remedy: seats that fans have or that are listed already, a rule that couldn't sell what is left, a face
 *   value whose legal cap the price exceeds; `nothing_to_do` where nothing differs
 */
export async function correctListing(
  trx: Trx,
  engine: Engine,
  id: string,
  correction: Correction,
  principal: Principal,
): Promise<void> {
  const before = await lockRow(trx, id);
  if (before.version !== correction.version) await refuseChanged(trx, id, correction.version);
  if (before.is_over)
    throw new Problem('transition_refused', 'This listing has left the sale. Nothing was changed.', {
      accepts: [],
    });
  if (before.kind === 'seated') await correctSeats(trx, before, correction);
  else await correctAdmissions(trx, before, correction);
  await writeTerms(trx, before, correction);
  const after = await lockRow(trx, id);
  if (correction.seats !== undefined || correction.splitRule !== undefined)
    await refuseUnsellable(trx, before, after, stepOf(before, correction));
  if (correction.faceValueAmount !== undefined) await refuseAboveCap(trx, id);
  const [was, is] = [shownOf(before), shownOf(after)];
  const changed = (Object.keys(is) as CorrectedField[]).filter(
    // The quantity of seats follows from them.
    (name) =>
      (name !== 'quantity' || before.kind !== 'seated') &&
      JSON.stringify(was[name]) !== JSON.stringify(is[name]),
  );
  if (changed.length === 0) throw new Problem('nothing_to_do', 'Nothing differs. Nothing was changed.');
  const only = (row: typeof is) => Object.fromEntries(changed.map((name) => [name, row[name]]));
  const message = { type: 'correct', fields: changed } as const;
  await engine.apply(trx, [
    messageTo(listingMachine, id, message, { by: principal.by, reason: correction.reason }),
  ]);
  await audit(trx, principal, [
    { what: 'listing.correct', subject: id, reason: correction.reason, before: only(was), after: only(is) },
  ]);
}

/** The caller's form shows what isn't so any more: nothing of it is saved over what somebody else did. */
async function refuseChanged(trx: Trx, id: string, version: number): Promise<never> {
  const conflict = (await conflictsSince(trx, [{ id, version }])).get(id);
  const what = conflict ? conflictText(conflict) : 'Somebody changed it meanwhile.';
  throw new Problem('version_conflict', `${what} Open the form again.`, { conflict });
}

const stepOf = ({ seats }: CorrectedRow, { countsByTwo }: Correction): SeatStep =>
  countsByTwo === undefined ? seatStepOf(seats) : countsByTwo ? 2 : 1;

const shownOf = (row: CorrectedRow): Record<CorrectedField, unknown> => ({
  section: row.section,
  row: row.row,
  seats: row.seats,
  splitRule: row.split_rule,
  ticketType: row.ticket_type,
  quantity: row.quantity,
  maxPerFan: row.max_per_fan,
  faceValueAmount: row.face_value_amount,
  delivery: row.delivery,
  deliveryWay: row.delivery_way,
  disclosure: row.disclosure,
});

async function correctAdmissions(
  trx: Trx,
  row: CorrectedRow,
  { ticketType = row.ticket_type, quantity = row.quantity, maxPerFan = row.max_per_fan }: Correction,
): Promise<void> {
  const taken = row.held + row.sold;
  if (ticketType !== row.ticket_type && taken > 0)
    throw fieldsRefused([
      {
        field: 'ticketType',
        code: 'taken',
        message: `${taken === 1 ? '1 ticket of this kind is' : `${taken} tickets of this kind are`} with fans. Take the rest back, and list it anew under the other name.`,
      },
    ]);
  const gone = taken + row.withdrawn;
  if (quantity < gone)
    throw fieldsRefused([
      {
        field: 'quantity',
        code: 'taken',
        message: `${gone} are held, sold or taken back. Give ${gone} or more; what fans hold is free again when their hold ends.`,
      },
    ]);
  await queryPrepared(
    trx,
    `UPDATE listings SET ticket_type = $2, quantity = $3, available = available + $3 - quantity, max_per_fan = $4 WHERE id = $1`,
    [row.id, ticketType, quantity, maxPerFan],
  );
}

async function writeTerms(trx: Trx, row: CorrectedRow, correction: Correction): Promise<void> {
  const {
    splitRule = row.split_rule,
    faceValueAmount = row.face_value_amount,
    delivery = row.delivery,
    deliveryWay = row.delivery_way,
    disclosure = row.disclosure,
  } = correction;
  await queryPrepared(
    trx,
    'UPDATE listings SET split_rule = $2, face_value_amount = $3, delivery = $4, disclosure = $5, delivery_way = $6 WHERE id = $1',
    [
      row.id,
      row.kind === 'seated' ? splitRule : row.split_rule,
      faceValueAmount,
      delivery,
      disclosure,
      deliveryWay,
    ],
  );
}

/** The rule must sell what is left: as it is now, and if every hold ends without a sale. */
async function refuseUnsellable(
  trx: Trx,
  before: CorrectedRow,
  row: CorrectedRow,
  step: SeatStep,
): Promise<void> {
  const isSame = before.split_rule === row.split_rule && before.seats.join() === row.seats.join();
  if (row.kind !== 'seated' || row.available === 0 || isSame) return;
  const runs = await placeOf(trx, row);
  for (const lengths of [runs.free, runs.unsold])
    if (allowedQuantities(row.split_rule, lengths, Math.max(...lengths)).length === 0)
      throw fieldsRefused([
        {
          field: 'splitRule',
          code: 'split_not_possible',
          message: 'This rule could never sell the seats that are left. Choose another one.',
        },
      ]);
  // Seats that were taken back may leave a gap in the rest, or be the gap.
  const apart = seatsApart(runs.seats, step);
  if (apart && seatsApart(row.seats, step)) throw fieldsRefused([apart]);
}

async function refuseAboveCap(trx: Trx, id: string): Promise<void> {
  const [over] = await queryPrepared<{ price: number; cap: number | null; law: string; currency: string }>(
    trx,
    `SELECT l.price_amount AS price, cap.cap_amount AS cap, cap.cap_law AS law, l.currency
     FROM listings l JOIN catalog_events_named e ON e.id = l.event_id ${capOfListing({ country: 'e.venue_country', region: 'e.venue_region' })}
     WHERE l.id = $1 AND listing_is_selling(l.state) AND cap.cap_law IS NOT NULL
       AND (cap.cap_amount IS NULL OR l.price_amount > cap.cap_amount)`,
    [id],
  );
  if (!over) return;
  const money = (amount: number) => formatMoney({ amount, currency: over.currency });
  const message =
    over.cap === null
      ? `${over.law} caps resale by face value, so what is on sale needs one.`
      : `At this face value ${over.law} allows ${money(over.cap)} at most, and the price is ${money(over.price)}. Lower the price first.`;
  throw fieldsRefused([{ field: 'faceValueAmount', code: 'above_cap', message }]);
}
