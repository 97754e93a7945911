/** What a line of a broker's file says of a lot's sale, and how that differs from what is listed. */
import type { ImportRow, SplitRule } from '@holdfast/shared/consignment';
import type { BrokerRow } from '@holdfast/shared/consignment/broker';
import { formatMoney } from '@holdfast/shared/money';
import { DateTime } from 'luxon';
import type { NewListing } from '../listings/createListings.ts';
import type { KnownEvent } from './matchEvent.ts';

export type Change = ImportRow['changes'][number];

/** What a later file may change of a listing. */
export interface Terms {
  /** Each, minor units. */
  priceAmount: number;
  splitRule: SplitRule;
  faceValueAmount: number | null;
  delivery: string;
  drawback: string | null;
}

/** The same, as the row of a listing has it. */
export interface ListedTerms {
  price_amount: number;
  split_rule: SplitRule;
  face_value_amount: number | null;
  delivery: string;
  drawback: string | null;
}

export const generalAdmissionType = 'General admission';

export function termsOf(row: BrokerRow): Terms {
  const day = row.inHandDate === null ? null : DateTime.fromISO(row.inHandDate, { locale: 'en-US' });
  return {
    priceAmount: row.price,
    splitRule: row.splitRule,
    faceValueAmount: row.faceValue,
    delivery: day === null ? 'Tickets ready now' : `Mobile transfer from ${day.toFormat('LLL d')}`,
    drawback: row.publicNote,
  };
}

export function newListing(
  row: BrokerRow,
  event: KnownEvent,
  seats: number[],
  { splitRule, ...terms }: Terms,
  consignorId: string,
): NewListing {
  return {
    eventId: event.id,
    consignorId,
    externalId: row.externalId,
    lot:
      row.admission === 'general'
        ? { kind: 'generalAdmission', ticketType: generalAdmissionType, quantity: row.quantity }
        : { kind: 'seated', section: row.section, row: row.row ?? '', seats, splitRule },
    source: 'Broker file',
    ...terms,
  };
}

const splitNames: Record<SplitRule, string> = {
  any: 'any number',
  pairs: 'pairs',
  neverLeaveOne: 'never leave one',
  allOrNothing: 'all or nothing',
};

/** Shown to staff before anything is changed, and kept with the line. */
export function changesOf(existing: ListedTerms, wanted: Terms, currency: string): Change[] {
  const amount = (value: number | null) => (value === null ? null : formatMoney({ amount: value, currency }));
  const pairs: Array<[field: string, from: string | null, to: string | null]> = [
    ['price', amount(existing.price_amount), amount(wanted.priceAmount)],
    ['splitRule', splitNames[existing.split_rule], splitNames[wanted.splitRule]],
    ['faceValue', amount(existing.face_value_amount), amount(wanted.faceValueAmount)],
    ['delivery', existing.delivery, wanted.delivery],
    ['drawback', existing.drawback, wanted.drawback],
  ];
  return pairs.filter(([, from, to]) => from !== to).map(([field, from, to]) => ({ field, from, to }));
}
