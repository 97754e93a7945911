import type { CatalogEvent, EventList, EventQuery, EventSummary } from '@holdfast/shared/catalog';

/** Public data that pages load: in process on the server, by fetch in the browser. Nothing here is personal. */
export interface Loaders {
  /** Upcoming events with lowest prices, a total and facets. */
  listEvents(query: EventQuery): Promise<EventList>;
  /** An event by its id or slug; null: there is none. */
  getEvent(idOrSlug: string): Promise<EventSummary | CatalogEvent | null>;
}

/** An event in a list without its availability, which must not be kept in a page for everybody. */
export type GameSummary = Omit<EventSummary, 'listingCount' | 'ticketCount'>;

export function gameSummary(event: EventSummary): GameSummary {
  const { listingCount: _, ticketCount: __, ...game } = event;
  return game;
}

/** An event's own facts, without prices and availability. */
export function catalogFacts(event: EventSummary | CatalogEvent): CatalogEvent {
  const { listingCount: _, ticketCount: __, fromPrice: ___, ...facts } = event as EventSummary;
  return facts;
}
