/** Shows a row's cells beside the values that were read from them, for the person who decides. */
import { formatMoney } from '../../money/index.ts';
import { type BrokerField, brokerFields } from './columns.ts';
import { type BrokerFormat, headerOf } from './formats.ts';
import type { BrokerRow } from './row.ts';
import { splitRuleLabel } from './split.ts';

/** One cell and its reading. */
export interface FieldReading {
  /** Our field name; null for a column that isn't read. */
  field: BrokerField | null;
  /** The file's own header. */
  column: string;
  file: string;
  /** The value that was read; null where the row has a problem or the column isn't read. */
  readAs: string | null;
}

/** Every column of the file, in its order. */
export function readAs(
  format: BrokerFormat,
  record: Readonly<Record<string, string>>,
  row: BrokerRow | null,
): FieldReading[] {
  const fieldOf = new Map<string, BrokerField>();
  for (const field of brokerFields) {
    const { header } = headerOf(format, field);
    if (header !== undefined) fieldOf.set(header, field);
  }
  return Object.entries(record).map(([column, file]) => {
    const field = fieldOf.get(column) ?? null;
    return { field, column, file, readAs: row === null || field === null ? null : readingOf(field, row) };
  });
}

function readingOf(field: BrokerField, row: BrokerRow): string | null {
  const money = (amount: number | null) =>
    amount === null ? null : formatMoney({ amount, currency: row.currency });
  const flag = (value: boolean) => (value ? 'yes' : 'no');
  const delivered = row.inHand ? 'in hand' : row.inHandDate;
  const readings: Partial<Record<BrokerField, string | null>> = {
    inventory_id: row.externalId,
    event_name: row.event?.name ?? null,
    venue_name: row.event?.venueName ?? null,
    event_date: row.event?.startsAtLocal?.replace('T', ' ').slice(0, 16) ?? null,
    event_id: row.event?.externalId ?? null,
    mapping_id: row.event?.mappingId ?? null,
    quantity: String(row.quantity),
    section: row.section,
    row: row.row,
    seats: row.seats.join(', '),
    seat_from: row.seats[0] ?? null,
    seat_thru: row.seats.at(-1) ?? null,
    seat_type: row.alternating ? 'counted by two' : null,
    list_price: money(row.price),
    face_price: money(row.faceValue),
    cost: money(row.cost),
    group_cost: row.cost === null ? null : `${money(row.cost)} each`,
    currency: row.currency,
    price_confirmed: flag(row.priceConfirmed),
    in_hand: flag(row.inHand),
    in_hand_date: delivered,
    in_hand_days: row.inHandDays === null ? null : `${row.inHandDays} days before`,
    instant_transfer: flag(row.instantTransfer),
    split_type: splitRuleLabel(row.splitRule),
    custom_split: splitRuleLabel(row.splitRule),
    stock_type: row.stockType,
    public_notes: row.publicNote,
    internal_notes: row.internalNote,
    tags: row.tags.join(', '),
    barcodes: row.barcodes.join(', '),
    hide_seats: flag(row.hideSeats),
    shown_quantity: row.shownQuantity === null ? null : String(row.shownQuantity),
  };
  return readings[field] ?? null;
}
