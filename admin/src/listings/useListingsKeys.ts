/** The keys of a listings page. */
import type { Listing } from '@holdfast/shared/listings';
import type { RefObject } from 'react';
import { rowMoves } from '../ui/grid/gridKeys.ts';
import type { GridHandle } from '../ui/grid/gridProps.ts';
import { type Shortcut, useShortcuts } from '../ui/shortcuts.tsx';
import { type ActionName, actionConfig } from './actions/actionConfig.ts';
import type { ListingsViewConfig } from './listingsViews.ts';
import type { Picked } from './usePicked.ts';
import type { PriceCells } from './usePriceCells.ts';

/** One step of + and −, minor units. */
const unit = 100;

export interface ListingsKeys {
  viewConfig: ListingsViewConfig;
  grid: RefObject<GridHandle<Listing> | null>;
  cursor: Listing | null;
  choice: Picked;
  cells: Pick<PriceCells, 'edit' | 'editing'>;
  begin: (name: ActionName) => void;
  beginRule: () => void;
  undo: () => void;
  canUndo: boolean;
  openBeside: () => void;
  openPage: () => void;
  showHistory: () => void;
  toggleExport: () => void;
  leave: () => void;
  /** A panel is open, and has the keys. */
  silent: boolean;
}

/** They act in the cell's editor, and are shown here. */
const editing: readonly Shortcut[] = [
  { keys: 'Ctrl+Enter', does: 'save and go down' },
  { keys: 'Tab', does: 'save, next price' },
  { keys: '+', does: '1.00 up' },
  { keys: '-', does: '1.00 down' },
  { keys: 'm', does: 'to market' },
  { keys: 'Enter', does: 'preview' },
  { keys: 'Escape', does: 'leave it' },
].map((binding) => ({ ...binding, run: () => {} }));

function selecting({ grid, cursor, choice }: ListingsKeys): Shortcut[] {
  const extend = (by: number) => {
    const from = grid.current?.cursor();
    const to = grid.current?.move(by);
    choice.pick(
      [from, to].filter((row): row is Listing => Boolean(row)),
      true,
    );
  };
  return [
    ...rowMoves(grid),
    { keys: 'x', does: 'select', run: () => (cursor ? choice.pick([cursor]) : false) },
    { keys: 'Shift+j', does: 'extend', run: () => extend(1) },
    { keys: 'Shift+k', does: 'extend upwards', run: () => extend(-1), quiet: true },
    { keys: 'Ctrl+a', does: 'the whole view', run: choice.pickWhole },
  ];
}

function acting({ viewConfig, begin }: ListingsKeys): Shortcut[] {
  return viewConfig.actions.map((name, at) => ({
    keys: actionConfig[name].key,
    does: (actionConfig[name].short ?? actionConfig[name].verb).toLowerCase(),
    run: () => begin(name),
    quiet: at > 4,
  }));
}

function pricing({ viewConfig, cursor, cells, ...page }: ListingsKeys): Shortcut[] {
  const priced = viewConfig.columns === 'pricing' || viewConfig.columns === 'all';
  const market = cursor?.market ?? null;
  const step = (by: number) => cursor && cells.edit(cursor.price.amount + by);
  return [
    ...(priced
      ? [
          { keys: 'Enter', does: 'edit the price', run: () => cells.edit() },
          { keys: '+', also: ['='], does: '1.00 up', run: () => step(unit), quiet: true },
          { keys: '-', does: '1.00 down', run: () => step(-unit), quiet: true },
          { keys: 'm', does: 'to market', run: () => market !== null && cells.edit(market) },
        ]
      : [{ keys: 'Enter', does: 'open beside', run: page.openBeside }]),
    { keys: 'Shift+p', does: 'change by rule', run: page.beginRule, quiet: !priced },
    { keys: 'h', does: 'history', run: page.showHistory },
    ...(page.canUndo ? [{ keys: 'z', does: 'undo', run: page.undo }] : []),
  ];
}

const leaving = (page: ListingsKeys): Shortcut[] => [
  { keys: 'Space', does: 'open beside', run: page.openBeside, quiet: true },
  { keys: 'Shift+o', does: 'open its page', run: page.openPage, quiet: true },
  { keys: 'Shift+x', does: 'export the view', run: page.toggleExport, quiet: true },
  { keys: 'Escape', does: 'leave', run: page.leave, quiet: true },
];

export function useListingsKeys(page: ListingsKeys): void {
  useShortcuts(
    page.silent
      ? []
      : page.cells.editing
        ? editing
        : [...selecting(page), ...acting(page), ...pricing(page), ...leaving(page)],
  );
}
