import type { SplitRule } from '../../listings/splitRule.ts';
import type { BrokerFormatName } from './columns.ts';
import type { BrokerProblem } from './problems.ts';

/** How tickets are delivered, in the words of broker systems. */
export const STOCK_TYPES = [
  'HARD',
  'ELECTRONIC',
  'FLASH',
  'PAPERLESS',
  'PAPERLESS_CARD',
  'MOBILE_TRANSFER',
  'MOBILE_SCREENCAP',
] as const;

/** How tickets are delivered. */
export type StockType = (typeof STOCK_TYPES)[number];

/** One parsed line of a broker file. Amounts are minor units of `currency` per ticket, never per listing. */
export interface BrokerRow {
  /** The line in the file; the header is line 1. */
  lineNumber: number;
  format: BrokerFormatName;
  /**
   * The broker's own id of the listing: a later file with the same id changes that listing. Null where the
   * format has none.
   */
  externalId: string | null;
  /** Null where the file has no column for the event: such a file is uploaded for one chosen event. */
  event: BrokerEventReference | null;
  admission: 'seated' | 'general';
  quantity: number;
  section: string;
  /** Null only for general admission. A listing without seat numbers is general admission to its row. */
  row: string | null;
  /** Seat labels in the order in which they sit; empty only for general admission. */
  seats: string[];
  /** Every second seat number is used, and the file says that this is intended. */
  alternating: boolean;
  price: number;
  /** The file confirms its price, however far it is from the market. */
  priceConfirmed: boolean;
  faceValue: number | null;
  cost: number | null;
  currency: string;
  splitRule: SplitRule;
  stockType: StockType | null;
  inHand: boolean;
  /** Calendar date at the venue from which the tickets can be delivered; null when they are in hand. */
  inHandDate: string | null;
  /** Days before the event from which they can be delivered, where no date is given. */
  inHandDays: number | null;
  instantTransfer: boolean;
  hideSeats: boolean;
  /** How many tickets are shown at most; null for all. */
  shownQuantity: number | null;
  publicNote: string | null;
  internalNote: string | null;
  tags: string[];
  /** In the order of `seats`; empty, or as many as the quantity. */
  barcodes: string[];
}

/** How a file names an event. */
export interface BrokerEventReference {
  externalId: string | null;
  mappingId: string | null;
  name: string | null;
  venueName: string | null;
  /** The start as wall time at the venue, `YYYY-MM-DDTHH:MM:SS`, without a zone; null in a file of ids alone. */
  startsAtLocal: string | null;
}

/** Defaults for a whole file. */
export interface BrokerFileOptions {
  /** ISO 4217; what the amounts mean when the file has no `currency` column. The marketplace's when left out. */
  currency?: string;
  /** Used where the file gives none or says DEFAULT. `neverLeaveOne` when left out, the habit of broker systems. */
  defaultSplitRule?: SplitRule;
}

/** The row, or all problems of the line. */
export type BrokerRowResult =
  | { ok: true; row: BrokerRow; notices: BrokerProblem[] }
  | { ok: false; problems: BrokerProblem[] };

/** A CSV line by header, as csv-parse returns it. Values are untrusted and can have any type. */
export type BrokerRecord = Readonly<Record<string, unknown>>;
