/** How rows, totals and counts of a view change by the answer of an own action, without reading anything again. Pure. */
import type { Listing, ListingActionResult } from '@holdfast/shared/listings';
import type { ListFacts } from '../dataProvider/index.ts';
import type { RowChange } from '../ui/grid/gridRows.ts';
import type { FactsChange } from '../ui/grid/gridSource.ts';

export interface RowsAfter {
  change: RowChange<Listing>;
  facts: FactsChange;
  /** What left the view. */
  left: { listings: number; tickets: number };
}

const unsoldOf = ({ available, held }: Listing) => available + held;

/** @param before the rows as the person saw them @returns null where the rows must be read again: the answer doesn't tell what became of them, or of more than was seen */
export function rowsAfter(
  { now, left }: ListingActionResult,
  before: readonly (Listing | null)[],
): RowsAfter | null {
  if (!now || !left) return null;
  const seen = new Map(before.flatMap((row) => (row ? [[row.id, row] as const] : [])));
  const gone = new Set(left);
  // A row that the person didn't see may come into the view, as after an undo: where it stands isn't known.
  if (now.some(({ id }) => !seen.has(id))) return null;
  const goneRows = left.flatMap((id) => seen.get(id) ?? []);
  return {
    change: { rows: now, left },
    left: {
      listings: goneRows.length,
      tickets: goneRows.reduce((sum, row) => sum + unsoldOf(row), 0),
    },
    facts(meta) {
      const { totals, counts, ...facts } = (meta ?? {}) as ListFacts;
      const sums = totals && { ...totals };
      const states = counts && { ...counts };
      for (const row of now) {
        const was = seen.get(row.id);
        if (!was) continue;
        if (states && was.state !== row.state) {
          states[was.state] = Math.max(0, (states[was.state] ?? 0) - 1);
          states[row.state] = (states[row.state] ?? 0) + 1;
        }
        if (!sums) continue;
        addTo(sums, was, -1);
        if (!gone.has(row.id)) addTo(sums, row, 1);
      }
      return { ...facts, counts: states, totals: sums };
    },
  };
}

function addTo(sums: NonNullable<ListFacts['totals']>, row: Listing, sign: 1 | -1): void {
  const unsold = unsoldOf(row) * sign;
  sums.tickets += unsold;
  for (const part of ['proceeds', 'commission', 'price', 'allIn'] as const)
    sums[part] += row.sum[part] * unsold;
}
