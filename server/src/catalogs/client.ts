/** What a run asks of a catalogue, whichever it is. */
import type { Catalogue, OutsideEvent } from '@holdfast/shared/catalogs';

/** Where the next page begins: pages count from `since` on. */
export interface Cursor {
  /** ISO instant. */
  since: string;
  /** From 0. */
  page: number;
}

/** An entry that can't be read, and why. */
export interface Unreadable {
  outsideId: string;
  name: string;
  unreadable: string;
}

export interface EventsPage {
  entries: Array<OutsideEvent | Unreadable>;
  next: Cursor | null;
  /** null: the service doesn't say. */
  pagesTotal: number | null;
}

/** A lot that the account offers: cells of the desk's file, by column. */
export interface OutsideLot {
  outsideId: string;
  outsideEventId: string;
  name: string;
  line: Record<string, string>;
}

export interface LotsPage {
  lots: OutsideLot[];
  unreadable: Unreadable[];
  nextPage: number | null;
}

export interface CatalogueClient {
  catalogue: Catalogue;
  eventsPage(cursor: Cursor): Promise<EventsPage>;
  /** null: this catalogue has events only, or nobody is named whose listings the lots would become. */
  lotsPage: ((page: number) => Promise<LotsPage>) | null;
}
