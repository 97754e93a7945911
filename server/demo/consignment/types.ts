import type { splitRule } from '@holdfast/shared/listings';
import type { z } from 'zod';
import type { Scheduled } from '../calendar.ts';
import type { DemoGame, DemoPerformer, DemoVenue } from '../catalog.ts';

/** A split rule. */
export type SplitRule = z.infer<typeof splitRule>;

/** The clubs, venues and moved games that the demo's consignment is generated for. */
export interface ConsignmentCatalog {
  venues: readonly DemoVenue[];
  performers: readonly DemoPerformer[];
  games: readonly Scheduled<DemoGame>[];
  /** ISO instant of the demo; games before it have ended listings. */
  now: string;
}

/** A plan with its commission. */
export interface DemoPlan {
  kind: 'plan';
  key: 'standard' | 'early' | 'broker' | 'marketplace';
  name: string;
  /** What the marketplace keeps of a price, in basis points. */
  commissionBps: number;
}

/** A consignor of the demo. */
export interface DemoConsignor {
  kind: 'consignor';
  key: string;
  type: 'holder' | 'family' | 'broker' | 'marketplace';
  name: string;
  /** At a domain that RFC 2606 reserves, so no email can reach anybody. */
  email: string;
  planKey: DemoPlan['key'];
}

/** The levels of a venue. */
export type SeatLevel = 'lower' | 'club' | 'upper' | 'suite';

/** Adjacent seats of one row. */
export interface DemoSeats {
  section: string;
  row: string;
  seats: string[];
  level: SeatLevel;
}

/** One consignor's seats for a club's season. */
export interface DemoPackage extends DemoSeats {
  kind: 'package';
  key: string;
  consignorKey: string;
  performerKey: string;
  season: string;
  /** What the season cost per seat and game, minor units of USD. */
  faceValue: number;
}

/** The states that the demo's listings have. */
export type WantedListingState = 'live' | 'submitted' | 'paused' | 'rejected' | 'withdrawn' | 'ended';

/** A listing of the demo. */
export interface DemoListing extends DemoSeats {
  kind: 'listing';
  key: string;
  consignorKey: string;
  /** Null for single listings of the marketplace. */
  packageKey: string | null;
  /** `sourceId` of the game. */
  gameId: string;
  /** Per ticket, in minor units of `currency`. */
  price: number;
  faceValue: number;
  currency: 'USD';
  splitRule: SplitRule;
  /** The text for fans: `Tickets ready now`, or from which day. */
  delivery: string;
  /** Day at the venue from which the tickets can be delivered; null when they are ready. */
  deliverableFrom: string | null;
  disclosure: string | null;
  wantedState: WantedListingState;
  /** Why it was rejected or withdrawn; null in the other states. */
  reason: string | null;
}

/** An own event of the marketplace, with general admission. */
export interface DemoOwnEvent {
  kind: 'ownEvent';
  key: string;
  name: string;
  slug: string;
  consignorKey: string;
  venueKey: string;
  localDate: string;
  localTime: string;
  timeZone: string;
  startsAt: string;
  ticketTypes: {
    name: 'VIP' | 'Silver' | 'General admission';
    price: number;
    currency: 'USD';
    quantity: number;
  }[];
}

/** Anything that the generator yields. */
export type DemoItem = DemoPlan | DemoConsignor | DemoPackage | DemoListing | DemoOwnEvent;
