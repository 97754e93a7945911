/** Sums decisions: counts, money before and after, and a report row for each. */
import type { ListingActionResult, ListingOutcome, VersionConflict } from '@holdfast/shared/listings';
import { quoteTicket } from '@holdfast/shared/pricing';
import { type ActionRow, labelOf } from './actionRows.ts';
import type { Decision } from './decide.ts';

type Sums = Omit<ListingActionResult, 'preview' | 'rows' | 'consignors'>;

const noSum = () => ({ proceeds: 0, commission: 0, price: 0, allIn: 0 });

/** Sums over any number of decisions, taken in as they come. */
export class ActionSums {
  readonly sums: Sums = { done: 0, refused: 0, tickets: 0, before: noSum(), after: noSum() };
  readonly consignors = new Set<string>();

  /** @returns what the listing was worth before if all sells, minor units; 0 for one that is left out */
  add(decision: Decision): number {
    const { sums } = this;
    if (!decision.ok) {
      sums.refused += 1;
      return 0;
    }
    const { row } = decision;
    const unsold = row.available + row.held;
    sums.done += 1;
    sums.tickets += unsold;
    this.consignors.add(row.consignor_id);
    addTo(sums.before, row, row.price_amount, unsold);
    // Held tickets may still be bought; the rest of a withdrawn listing can't.
    addTo(sums.after, row, decision.priceAmount, decision.state === 'withdrawn' ? row.held : unsold);
    return row.price_amount * unsold;
  }

  result(): Omit<ListingActionResult, 'preview' | 'rows'> {
    return { ...this.sums, consignors: this.consignors.size };
  }
}

function addTo(sum: ReturnType<typeof noSum>, row: ActionRow, priceAmount: number, tickets: number): void {
  const each = quoteTicket(priceAmount, row.components);
  sum.proceeds += each.proceeds * tickets;
  sum.commission += each.commission * tickets;
  sum.price += each.price * tickets;
  sum.allIn += each.allIn * tickets;
}

/**
 * One row of a report.
 * @param version the one that the listing has now
 */
export function outcomeOf(
  decision: Decision,
  version: number | undefined,
  conflict: VersionConflict | undefined,
): ListingOutcome {
  if (decision.ok)
    return {
      id: decision.row.id,
      label: labelOf(decision.row),
      ok: true,
      code: null,
      message: null,
      state: decision.state,
      version: version ?? decision.row.version,
      priceBefore: decision.row.price_amount,
      priceAmount: decision.priceAmount,
      conflict: null,
    };
  return {
    id: decision.id,
    label: decision.row ? labelOf(decision.row) : decision.id,
    ok: false,
    code: decision.code,
    message: decision.text,
    state: decision.row?.state ?? 'withdrawn',
    version: decision.row?.version ?? 0,
    priceBefore: decision.row?.price_amount ?? 0,
    priceAmount: decision.row?.price_amount ?? 0,
    conflict: conflict ?? null,
  };
}
