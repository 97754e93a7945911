import type { splitRule } from '@holdfast/shared/listings';
import type { z } from 'zod';
import type { Scheduled } from '../calendar.ts';
import type { DemoGame, DemoPerformer, DemoVenue } from '../catalogue.ts';

export type SplitRule = z.infer<typeof splitRule>;

/** What the demo's consignment is made for: clubs, venues, and games already put around today. */
export interface ConsignmentCatalogue {
  venues: readonly DemoVenue[];
  performers: readonly DemoPerformer[];
  games: readonly Scheduled<DemoGame>[];
  /** ISO instant of the demo's now; games before it have ended listings. */
  now: string;
}

export interface DemoPlan {
  kind: 'plan';
  key: 'standard' | 'early' | 'broker' | 'marketplace';
  name: string;
  /** What the marketplace keeps of a price, in basis points. */
  commissionBps: number;
}

export interface DemoConsignor {
  kind: 'consignor';
  key: string;
  type: 'holder' | 'family' | 'broker' | 'marketplace';
  name: string;
  /** At a domain reserved by RFC 2606, so no email can reach anybody. */
  email: string;
  planKey: DemoPlan['key'];
}

export type SeatLevel = 'lower' | 'club' | 'upper' | 'suite';

/** Neighbouring seats of one row. */
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
  /** What the season cost, per seat and game, in minor units of USD. */
  faceValue: number;
}

export type WantedListingState = 'live' | 'submitted' | 'paused' | 'rejected' | 'withdrawn' | 'ended';

export interface DemoListing extends DemoSeats {
  kind: 'listing';
  key: string;
  consignorKey: string;
  /** Null for single lots of the marketplace, outside any season. */
  packageKey: string | null;
  /** `sourceId` of the game. */
  gameId: string;
  /** Per ticket, in minor units of `currency`. */
  price: number;
  faceValue: number;
  currency: 'USD';
  splitRule: SplitRule;
  /** What fans read: `Tickets ready now`, or from which day. */
  delivery: string;
  /** Day at the venue from which the tickets can be delivered; null when they are ready. */
  deliverableFrom: string | null;
  disclosure: string | null;
  wantedState: WantedListingState;
  /** Why it was rejected or withdrawn; null in the other states. */
  reason: string | null;
}

/** An event that the marketplace itself puts on, with general admission. */
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

export type DemoItem = DemoPlan | DemoConsignor | DemoPackage | DemoListing | DemoOwnEvent;
