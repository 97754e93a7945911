/** Both ways out for a delivery that was refused or failed, computed by what would do them. */
import type { DeliveryRemedies, RemedyPart, ReplacementOffer } from '@holdfast/shared/deliveries';
import { deliveryMachine } from '@holdfast/shared/deliveries/machines';
import { commissionAccount, type Entry, replacements, serviceFee } from '../ledger/index.ts';
import { seatText } from '../listings/index.ts';
import { previewRefund } from '../payments/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { replacementEntries } from '../reservations/index.ts';
import { type DeliveryRow, deliveryColumns, deliveryJoins } from './deliveryRows.ts';
import { costOf, dueByOfOption, type Option, type Options, optionsOf } from './replacementOffers.ts';

/** @throws Problem `not_found`; `transition_refused` for a delivery that nobody has to decide */
export async function showRemedies(trx: Trx, engine: Engine, id: string): Promise<DeliveryRemedies> {
  const [row] = await queryPrepared<DeliveryRow & { currency: string; ticket_count: number; now: Date }>(
    trx,
    `SELECT ${deliveryColumns}, r.currency, r.ticket_count, now() AS now ${deliveryJoins} WHERE d.id = $1 AND d.way <> 'gateCode'`,
    [id],
  );
  if (!row) throw notFound('delivery');
  if (row.state !== 'refused' && row.state !== 'failed')
    throw new Problem('transition_refused', 'Nothing has to be decided of this delivery now.', {
      accepts: [],
    });
  const { reservation_id: reservationId, currency } = row;
  const money = (amount: number) => ({ amount, currency });
  const refund = await previewRefund(trx, reservationId);
  const noReplacement = await whyNoReplacement(trx, reservationId);
  const { line, options, notGood } = await optionsOf(trx, row);
  const names = await consignorNames(trx, [
    line.consignorId,
    ...refund.parts.flatMap(({ account }) => consignorOf(account) ?? []),
  ]);
  const due = dueByOfOption(row.starts_at.toISOString(), row.now.toISOString());
  return {
    version: row.version,
    fault: engine.contextOf(deliveryMachine, row).fault,
    paid: money(line.paidAllIn),
    offers:
      noReplacement === null
        ? options.map((option) => presentOption(option, { line, currency, names, due }))
        : [],
    notGood,
    noReplacement,
    refund: {
      amount: money(refund.amount),
      parts: partsOf(refund.parts, currency, names),
      tickets: row.ticket_count,
      refused: refund.refused,
    },
  };
}

/** Why the tickets of an order can't be replaced now; null: they can. */
export async function whyNoReplacement(trx: Trx, reservationId: string): Promise<string | null> {
  const [order] = await queryPrepared<{
    state: string;
    payment_id: string | null;
    refunds: number;
    withheld: number;
  }>(
    trx,
    `SELECT r.state, r.payment_id, (SELECT count(*)::int FROM payments_refunds f WHERE f.reservation_id = r.id) AS refunds,
       coalesce(p.withheld_amount, 0)::int AS withheld
     FROM reservations_orders r LEFT JOIN payments_charges p ON p.id = r.payment_id WHERE r.id = $1`,
    [reservationId],
  );
  if (order?.state !== 'paid') return 'The order isn’t paid any more.';
  if (order.payment_id === null) return 'The order was free: void it on its case instead.';
  if (order.withheld > 0)
    return 'The fan’s bank disputes the payment and decides about the money, so nothing is replaced until it has.';
  if (order.refunds > 0) return 'A refund of this order was asked before, so its tickets can’t be replaced.';
  return null;
}

interface Shown {
  line: Options['line'];
  currency: string;
  names: ReadonlyMap<string, string>;
  due: string;
}

function presentOption(
  { offer, seats, why }: Option,
  { line, currency, names, due }: Shown,
): ReplacementOffer {
  const entries = replacementEntries(line, offer);
  const nameOf = { consignor: names.get(line.consignorId), newConsignor: offer.consignorName };
  return {
    listingId: offer.id,
    consignor: { id: offer.consignorId, name: offer.consignorName },
    places:
      offer.section === null || offer.row === null
        ? `${offer.ticketType} × ${line.quantity}`
        : `${offer.section} / ${offer.row} / ${seatText(seats)}`,
    seats,
    why: why.text,
    price: { amount: offer.sum.allIn, currency },
    way: offer.way,
    dueBy: due,
    parts: entries.map(({ what, amount }) => ({
      what,
      who: what === 'consignor' || what === 'newConsignor' ? (nameOf[what] ?? '') : 'The marketplace',
      amount: { amount: 0 - amount, currency },
    })),
    cost: { amount: costOf(line, offer), currency },
  };
}

const consignorOf = (account: string): string | null => /^consignor:(.+)$/.exec(account)?.[1] ?? null;

/** Who gives what of a refund, and that the fan gets it. */
function partsOf(
  entries: readonly Entry[],
  currency: string,
  names: ReadonlyMap<string, string>,
): RemedyPart[] {
  const kinds: Record<string, RemedyPart['what']> = {
    [commissionAccount]: 'commission',
    [serviceFee]: 'fees',
    [replacements]: 'difference',
  };
  return entries
    .filter(({ amount }) => amount !== 0)
    .map(({ account, amount }) => {
      const consignor = consignorOf(account);
      return {
        what: consignor === null ? (kinds[account] ?? 'commission') : 'consignor',
        who: consignor === null ? 'The marketplace' : (names.get(consignor) ?? consignor),
        amount: { amount: 0 - amount, currency },
      };
    });
}

async function consignorNames(trx: Trx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await queryPrepared<{ id: string; name: string }>(
    trx,
    'SELECT id, name FROM consignors_named WHERE id = ANY($1::text[])',
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
