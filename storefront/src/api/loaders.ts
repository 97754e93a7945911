import type {
  CatalogEvent,
  EventList,
  EventQuery,
  EventSuggestions,
  EventSummary,
  SeasonPage,
  TeamPage,
  VenuePage,
} from '@holdfast/shared/catalog';
import type {
  ContentPreview,
  LandingContent,
  SellContent,
  TextContent,
  TextPageName,
} from '@holdfast/shared/content';
import type { PublicListings } from '@holdfast/shared/listings';

/**
 * The public data that pages load: in process on the server, by fetch in the browser. It never contains
 * personal data.
 */
export interface Loaders {
  /** Upcoming events with lowest prices, a total and facets. */
  listEvents(query: EventQuery): Promise<EventList>;
  /** An event by its id or slug; null when there is none. */
  getEvent(idOrSlug: string): Promise<EventSummary | CatalogEvent | null>;
  /** A team or an artist by its slug; null when there is none, as of the next two. */
  getTeam(slug: string): Promise<TeamPage | null>;
  /** A season of a team, by both slugs. */
  getSeason(team: string, season: string): Promise<SeasonPage | null>;
  /** A venue by its slug. */
  getVenue(slug: string): Promise<VenuePage | null>;
  /** What a search text means beside events: teams, artists and venues. */
  suggest(q: string): Promise<EventSuggestions>;
  /** What the landing page says, beside the events. */
  landing(): Promise<LandingContent>;
  /** What the page for sellers says. */
  sell(): Promise<SellContent>;
  /** A page of text; null when there is none. */
  textPage(name: TextPageName): Promise<TextContent | null>;
  /** The draft of the content, by its link; null for one that is over. */
  preview(token: string): Promise<ContentPreview | null>;
  /** Where fans write to. */
  contact(): Promise<{ email: string }>;
  /** How many listings a page comes with: on the server the first ones, as the browser asks for the others. */
  listingsInPage: number;
  /** What is on sale for an event, cheapest first; with a quantity, what is sold in just that quantity. */
  listings(eventId: string, quantity?: number): Promise<PublicListings>;
}

/** An event in a list without its availability, which must not be in a page that is cached for everybody. */
export type GameSummary = Omit<EventSummary, 'listingCount' | 'ticketCount'>;

/** Removes the availability from an event. */
export function gameSummary(event: EventSummary): GameSummary {
  const { listingCount: _, ticketCount: __, ...game } = event;
  return game;
}

/** Removes prices and availability from an event. */
export function catalogFacts(event: EventSummary | CatalogEvent): CatalogEvent {
  const { listingCount: _, ticketCount: __, fromPrice: ___, ...facts } = event as EventSummary;
  return facts;
}
