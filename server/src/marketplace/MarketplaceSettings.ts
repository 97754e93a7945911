import type { BookCurrency } from '@holdfast/shared/money';
import { TableModel } from '../platform/db/index.ts';

/** The marketplace's own settings; there is one row. */
export class MarketplaceSettings extends TableModel {
  static override tableName = 'marketplace_settings';
  declare id: 'marketplace';
  declare name: string;
  /** Null: fans write to the address that emails come from. */
  declare contactEmail: string | null;
  declare postalAddress: string | null;
  /** IANA zone. */
  declare timeZone: string;
  /** ISO 4217. */
  declare currency: BookCurrency;
  declare mailFromName: string;
  declare mailFromAddress: string;
  /** An event that moved by more gives its fans a choice; null: another date never does. */
  declare moveChoiceHours: number | null;
  /** Whether another venue gives it. */
  declare moveChoiceVenue: boolean;
  declare moveChoiceDays: number;
  /** How many days processed events of Stripe are kept. */
  declare stripeEventDays: number;
  /** How many days the texts of emails are kept. */
  declare emailTextDays: number;
  /** How many days files are kept that were written in the background. */
  declare exportDays: number;
  /** Whether events have waiting lists. */
  declare waitingLists: boolean;
  /** How long an offer to somebody who waits is held, minutes. */
  declare waitingOfferMinutes: number;
  /** How many days notices are kept. */
  declare noticeDays: number;
  /** For how many minutes notices of the same kind and consignor are one. */
  declare noticeGatherMinutes: number;
  /** Counts the changes. */
  declare version: number;
  declare changedAt: Date;
}
