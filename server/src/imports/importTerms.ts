/** A line's terms of sale, and how they differ from the listing's. */
import { type ConsignedWay, deliveryText, wayNames } from '@holdfast/shared/deliveries';
import type { ImportRow } from '@holdfast/shared/imports';
import { type BrokerRow, type StockType, splitRuleLabel } from '@holdfast/shared/imports/broker';
import type { CorrectedField, SplitRule } from '@holdfast/shared/listings';
import type { listingMachine } from '@holdfast/shared/listings/machines';
import { formatMoney } from '@holdfast/shared/money';
import { DateTime } from 'luxon';
import type { NewListing, Terms } from '../listings/index.ts';
import type { MessageOf } from '../platform/actors/index.ts';
import type { KnownEvent } from './matchEvent.ts';

export type Change = ImportRow['changes'][number];

/** The same, as the row of a listing has it. */
export interface ListedTerms {
  price_amount: number;
  split_rule: SplitRule;
  face_value_amount: number | null;
  delivery: string;
  delivery_way: ConsignedWay;
  disclosure: string | null;
  in_hand_on: string | null;
}

export const generalAdmissionType = 'General admission';

export function termsOf(row: BrokerRow): Terms {
  return {
    priceAmount: row.price,
    splitRule: row.splitRule,
    faceValueAmount: row.faceValue,
    delivery: deliveryOf(row),
    deliveryWay: wayOfRow(row),
    disclosure: row.publicNote,
    inHandOn: row.inHandDate ?? daysBefore(row),
  };
}

/** The day that lies so many days before the start, where the row gives both. */
function daysBefore({ inHandDays, event }: BrokerRow): string | null {
  const start = event?.startsAtLocal;
  if (inHandDays === null || !start) return null;
  return DateTime.fromISO(start, { zone: 'UTC' }).minus({ days: inHandDays }).toISODate();
}

const waysOfStock: Record<StockType, ConsignedWay> = {
  HARD: 'courier',
  ELECTRONIC: 'file',
  FLASH: 'transfer',
  PAPERLESS: 'transfer',
  PAPERLESS_CARD: 'courier',
  MOBILE_TRANSFER: 'transfer',
  MOBILE_SCREENCAP: 'file',
};

/** Electronic tickets whose barcodes the file gives are barcodes. @returns null where the file doesn't say */
function wayOfRow({ stockType, barcodes }: BrokerRow): ConsignedWay | null {
  const saysNothing = stockType === null || stockType === 'ELECTRONIC';
  if (saysNothing && barcodes.length > 0) return 'barcode';
  return stockType === null ? null : waysOfStock[stockType];
}

function deliveryOf(row: BrokerRow): string {
  const { inHandDate, inHandDays } = row;
  if (inHandDate !== null) return deliveryText(wayOfRow(row) ?? 'transfer', inHandDate);
  if (inHandDays === null) return 'Tickets ready now';
  return `Mobile transfer ${inHandDays === 1 ? '1 day' : `${inHandDays} days`} before the event`;
}

/** A listing without seat numbers is general admission to its row. */
export function ticketTypeOf({ section, row }: BrokerRow): string {
  return row === null ? generalAdmissionType : `Section ${section}, row ${row}`;
}

export function newListing(
  row: BrokerRow,
  event: KnownEvent,
  seats: number[],
  { splitRule, deliveryWay, ...terms }: Terms,
  consignorId: string,
): NewListing {
  return {
    eventId: event.id,
    consignorId,
    externalId: row.externalId,
    offer:
      row.admission === 'general'
        ? { kind: 'generalAdmission', ticketType: ticketTypeOf(row), quantity: row.quantity }
        : { kind: 'seated', section: row.section, row: row.row ?? '', seats, splitRule },
    source: 'Broker file',
    ...(deliveryWay ? { deliveryWay } : {}),
    ...terms,
  };
}

/** Shown to staff before anything is changed, and kept with the line. */
export function changesOf(existing: ListedTerms, wanted: Terms, currency: string): Change[] {
  const amount = (value: number | null) => (value === null ? null : formatMoney({ amount: value, currency }));
  const pairs: Array<[field: string, from: string | null, to: string | null]> = [
    ['price', amount(existing.price_amount), amount(wanted.priceAmount)],
    ['splitRule', splitRuleLabel(existing.split_rule), splitRuleLabel(wanted.splitRule)],
    ['faceValue', amount(existing.face_value_amount), amount(wanted.faceValueAmount)],
    ['delivery', existing.delivery, wanted.delivery],
    ['deliveryWay', ...wayChange(existing.delivery_way, wanted.deliveryWay)],
    ['disclosure', existing.disclosure, wanted.disclosure],
  ];
  return pairs.filter(([, from, to]) => from !== to).map(([field, from, to]) => ({ field, from, to }));
}

/** A file that says nothing of the way changes none. */
const wayChange = (from: ConsignedWay, to: ConsignedWay | null | undefined): [string, string] => [
  wayNames[from],
  wayNames[to ?? from],
];

const correctedBy: Partial<Record<string, CorrectedField>> = {
  splitRule: 'splitRule',
  faceValue: 'faceValueAmount',
  delivery: 'delivery',
  deliveryWay: 'deliveryWay',
  disclosure: 'disclosure',
};

/** The messages by which a listing gets these changes: everybody who saw it before sees that it changed. */
export function changeMessages(
  changes: readonly Change[],
  priceAmount: number,
): Array<Extract<MessageOf<typeof listingMachine>, { type: 'reprice' | 'correct' }>> {
  const fields = changes.flatMap(({ field }) => (field === 'price' ? [] : (correctedBy[field] ?? [])));
  return [
    ...(changes.some(({ field }) => field === 'price') ? [{ type: 'reprice', priceAmount } as const] : []),
    ...(fields.length > 0 ? [{ type: 'correct', fields } as const] : []),
  ];
}

/** The terms of a listing as they stand. */
export function listedTerms(listed: ListedTerms): Terms {
  return {
    priceAmount: listed.price_amount,
    splitRule: listed.split_rule,
    faceValueAmount: listed.face_value_amount,
    delivery: listed.delivery,
    deliveryWay: listed.delivery_way,
    disclosure: listed.disclosure,
    inHandOn: listed.in_hand_on,
  };
}
