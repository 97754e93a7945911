/** What a run needs from a feed's client. */
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

/** A listing that the account offers, as cells of an import file by column. */
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
  /** null: the feed has events only, or no consignor is configured for its listings. */
  listingsPage: ((page: number) => Promise<ListingsPage>) | null;
}
