/** The columns of each listings page, in their order. A new column goes here; what it shows is beside. */
import * as facts from './factColumns.tsx';
import type { Column } from './gridContext.ts';
import type { ColumnSet, ListingsViewConfig } from './listingsViews.ts';
import { against, market, onlyPrice, sums } from './moneyColumns.tsx';
import { namesTotals, notInTotals } from './totalsRow.ts';
import { waitColumn } from './waitColumn.ts';

interface Parts {
  /** What its rows wait for; empty for a page that isn't a queue. */
  wait: Column[];
  viewConfig: ListingsViewConfig;
  /** Beside a panel or in a narrow window: short heads, and no old figure beside the new one. */
  compact: boolean;
}

const { consignor, free, owner, percentage, place, requestReason, starts, state } = facts;
const game = namesTotals(facts.game, 2);
const rows = (columns: readonly Column[]) => columns.map(notInTotals);

const sets: Record<ColumnSet, (parts: Parts) => Column[]> = {
  approval: ({ wait }) => [
    ...rows(wait),
    game,
    ...rows([place, starts(false), consignor, owner]),
    ...sums(true),
    ...rows([against]),
  ],
  pricing: ({ wait, compact }) => [
    ...rows(wait),
    game,
    ...rows([place, starts(wait.length === 0), free, state(84), consignor]),
    ...rows(wait.length === 0 ? [percentage] : []),
    ...sums(compact),
    ...rows([{ ...market, context: { leaves: 5 } }, against]),
  ],
  queue: ({ wait, viewConfig }) => [
    ...rows(wait),
    game,
    ...rows([place, starts(false), free, state(84), consignor]),
    ...rows(viewConfig.name === 'delistRequested' ? [requestReason] : []),
    ...rows([owner]),
    onlyPrice,
  ],
  all: () => [
    game,
    ...rows([place, starts(true), free, state(98), consignor, percentage, owner]),
    ...sums(true),
  ],
};

/** The columns of a listings page. */
export function columnsOf(viewConfig: ListingsViewConfig, compact: boolean): Column[] {
  const wait = viewConfig.waits ? [waitColumn(viewConfig)] : [];
  return [notInTotals(facts.pick), ...sets[viewConfig.columns]({ wait, viewConfig, compact })];
}
