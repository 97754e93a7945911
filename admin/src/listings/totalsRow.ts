/** The last line of a listings page: the sum of the whole view, below the columns that it sums up. */

import type { Listing } from '@holdfast/shared/listings';
import { marketplaceCurrency } from '@holdfast/shared/money';
import type { ColDef } from 'ag-grid-community';
import { countOf } from '../ui/figures.tsx';
import type { Column } from './gridContext.ts';
import type { ListingFacts } from './view/listingView.ts';

const totalsId = 'totals';
/** States whose unsold tickets won't be sold any more. */
const over: readonly string[] = ['ended', 'withdrawn', 'rejected'] satisfies Listing['state'][];

export interface TotalsRow {
  id: typeof totalsId;
  name: string;
  sum: NonNullable<ListingFacts['totals']>;
  price: { amount: number };
}

/** Null while the totals aren't known, and where there is nothing to sum up. */
export function totalsRowOf(
  { total, totals }: ListingFacts,
  { isQueue, states }: { isQueue: boolean; states: string | undefined },
): TotalsRow | null {
  if (!total || !totals) return null;
  const canAllSell = isQueue || states?.split(',').every((state) => !over.includes(state));
  return {
    id: totalsId,
    name: `All ${countOf(total)}, ${canAllSell ? 'if all sell' : 'what is not sold'}, ${marketplaceCurrency}`,
    sum: totals,
    price: { amount: totals.price ?? 0 },
  };
}

type Params = { data?: Listing };
const isTotals = ({ data }: Params) => data?.id === totalsId;

/** A column that has nothing to say about the whole view: its cell of the last line is empty. */
export function notInTotals(column: Column): Column {
  const { valueGetter, cellRenderer, cellClassRules } = column;
  const otherwise =
    <P extends Params, R>(of: (params: P) => R, inTotals: R) =>
    (params: P): R =>
      isTotals(params) ? inTotals : of(params);
  return {
    ...column,
    ...(typeof valueGetter === 'function' && { valueGetter: otherwise(valueGetter, '') }),
    ...(typeof cellRenderer === 'function' && { cellRenderer: otherwise(cellRenderer, null) }),
    ...(cellClassRules && {
      cellClassRules: Object.fromEntries(
        Object.entries(cellClassRules).map(([name, rule]) => [
          name,
          typeof rule === 'function' ? otherwise(rule, false) : rule,
        ]),
      ),
    }),
  };
}

/** The column that names the last line, over the empty cells after it. @param columns how many it covers */
export function namesTotals(column: Column, columns: number): Column {
  const { valueGetter } = column;
  return {
    ...column,
    colSpan: (params) => (isTotals(params) ? columns : 1),
    valueGetter: (params) =>
      isTotals(params)
        ? (params.data as unknown as TotalsRow).name
        : typeof valueGetter === 'function'
          ? valueGetter(params)
          : '',
  } satisfies ColDef<Listing>;
}
