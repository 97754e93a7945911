import type { Listing } from '@holdfast/shared/listings';
import type { ICellRendererParams } from 'ag-grid-community';
import type { GridColumn } from '../ui/grid/fittingColumns.ts';
import type { Saved } from './pricing/savePrice.ts';

/** The grid's context: one stable object that cells read beside their row, so that unchanged cells aren't redrawn. */
export interface ListingGridContext {
  isPicked(id: string): boolean;
  pick(listing: Listing): void;
  draft: { id: string; amount: number } | null;
  /** Beside an open panel there is no room for the old figure. */
  compact: boolean;
  /** What the editor opens with, minor units; null: the price. */
  beginWith: number | null;
  setDraft(draft: { id: string; amount: number } | null): void;
  setEditing(listing: Listing | null): void;
  savePrice(listing: Listing, amount: number): Promise<Saved>;
  previewPrice(listing: Listing, amount: number): void;
  goDown(edit: boolean): void;
  goBack(): void;
}
export type Cell = ICellRendererParams<Listing, unknown, ListingGridContext>;
export type Column = GridColumn<Listing>;
