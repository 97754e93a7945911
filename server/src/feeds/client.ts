/** What a run asks of a feed, whichever it is. */
import type { Feed, FeedEvent } from '@holdfast/shared/feeds';

/** Where the next page begins: pages count from `since` on. */
export interface Cursor {
  /** ISO instant. */
  since: string;
  /** From 0. */
  page: number;
}

/** An entry that can't be read, and why. */
export interface Unreadable {
  feedId: string;
  name: string;
  unreadable: string;
}

export interface EventsPage {
  entries: Array<FeedEvent | Unreadable>;
  next: Cursor | null;
  /** null: the service doesn't say. */
  pagesTotal: number | null;
}

/** A lot that the account offers: cells of the staff's file, by column. */
export interface FeedListing {
  feedId: string;
  outsideEventId: string;
  name: string;
  line: Record<string, string>;
}

export interface ListingsPage {
  listings: FeedListing[];
  unreadable: Unreadable[];
  nextPage: number | null;
}

export interface FeedClient {
  feed: Feed;
  eventsPage(cursor: Cursor): Promise<EventsPage>;
  /** null: this feed has events only, or nobody is named whose listings the lots would become. */
  listingsPage: ((page: number) => Promise<ListingsPage>) | null;
}
