/**
 * The fields that a broker's file can have, and which column of each known format holds them. Source: header
 * lines of public broker tooling; the SkyBox OpenAPI; the Vivid Seats broker listing form.
 */

/** Our names of the fields: the columns of the sync format, and further fields of the other formats. */
export const brokerFields = [
  'inventory_id',
  'event_name',
  'venue_name',
  'event_date',
  'event_id',
  'mapping_id',
  'quantity',
  'section',
  'row',
  'seats',
  'seat_from',
  'seat_thru',
  'seat_type',
  'second_row',
  'list_price',
  'face_price',
  'cost',
  'group_cost',
  'currency',
  'price_confirmed',
  'in_hand',
  'in_hand_date',
  'in_hand_days',
  'instant_transfer',
  'split_type',
  'custom_split',
  'stock_type',
  'public_notes',
  'internal_notes',
  'tags',
  'barcodes',
  'hide_seats',
  'shown_quantity',
  'taxed_cost',
  'files_available',
  'zone',
] as const;
/** One of our field names. */
export type BrokerField = (typeof brokerFields)[number];

/** A known format, or `mapped` when a person mapped the columns. */
export type BrokerFormatName = 'sync' | 'skybox' | 'vivid' | 'seatRange' | 'unseated' | 'mapped';
/** A format that its header line identifies. */
export type KnownFormatName = Exclude<BrokerFormatName, 'mapped'>;

/** The 29 columns of SkyBox-compatible sync services. */
export const SYNC_COLUMNS = [
  'inventory_id',
  'event_name',
  'venue_name',
  'event_date',
  'event_id',
  'quantity',
  'section',
  'row',
  'seats',
  'barcodes',
  'internal_notes',
  'public_notes',
  'tags',
  'list_price',
  'face_price',
  'taxed_cost',
  'cost',
  'hide_seats',
  'in_hand',
  'in_hand_date',
  'instant_transfer',
  'files_available',
  'split_type',
  'custom_split',
  'stock_type',
  'zone',
  'shown_quantity',
  'passthrough',
  'mapping_id',
] as const;

/** The columns of a SkyBox inventory export. */
export const SKYBOX_COLUMNS = [
  'id',
  'eventId',
  'quantity',
  'section',
  'row',
  'secondRow',
  'lowSeat',
  'highSeat',
  'cost',
  'taxedCost',
  'faceValue',
  'stockType',
  'splitType',
  'customSplit',
  'listPrice',
  'expectedValue',
  'publicNotes',
  'notes',
  'seatType',
  'inHandDate',
  'inHandDaysBeforeEvent',
  'hideSeatNumbers',
  'zoneSeating',
  'electronicTransfer',
  'broadcast',
  'tags',
] as const;

/** The columns of the Vivid Seats broker form. */
export const VIVID_COLUMNS = [
  'apiToken',
  'ticketId',
  'quantity',
  'section',
  'row',
  'seatFrom',
  'seatThru',
  'notes',
  'price',
  'electronic',
  'inHandDate',
  'splitType',
  'splitValue',
  'barcode',
  'faceValue',
  'unitTaxedCost',
] as const;

/** The columns of a TDPOS export. */
export const SEAT_RANGE_COLUMNS = [
  'QTY',
  'Section',
  'Row',
  'SeatFrom',
  'SeatThru',
  'Unit Cost',
  'Unit List Price',
] as const;

/** The columns of StubHub's short format. */
export const UNSEATED_COLUMNS = ['Quantity', 'Section', 'Row', 'Unit List Price'] as const;

/** A format that its header line identifies. */
export interface KnownFormat {
  /** The name that people use. */
  title: string;
  columns: readonly string[];
  /** Columns without which a row can't become a listing. The others may be absent and read as blank. */
  needed: readonly string[];
  /** The column of each field whose name in the format differs from ours. */
  means: Partial<Record<BrokerField, string>>;
}

/** All known formats. */
export const knownFormats: Record<KnownFormatName, KnownFormat> = {
  sync: {
    title: 'broker sync',
    columns: SYNC_COLUMNS,
    needed: ['inventory_id', 'event_date', 'quantity', 'section', 'row', 'seats', 'list_price'],
    means: {},
  },
  skybox: {
    title: 'SkyBox inventory',
    columns: SKYBOX_COLUMNS,
    needed: ['eventId', 'quantity', 'section', 'row', 'lowSeat', 'listPrice'],
    means: {
      inventory_id: 'id',
      event_id: 'eventId',
      second_row: 'secondRow',
      seat_from: 'lowSeat',
      seat_thru: 'highSeat',
      group_cost: 'cost',
      taxed_cost: 'taxedCost',
      face_price: 'faceValue',
      stock_type: 'stockType',
      split_type: 'splitType',
      custom_split: 'customSplit',
      list_price: 'listPrice',
      public_notes: 'publicNotes',
      internal_notes: 'notes',
      seat_type: 'seatType',
      in_hand_date: 'inHandDate',
      in_hand_days: 'inHandDaysBeforeEvent',
      hide_seats: 'hideSeatNumbers',
      zone: 'zoneSeating',
      instant_transfer: 'electronicTransfer',
    },
  },
  vivid: {
    title: 'Vivid Seats',
    columns: VIVID_COLUMNS,
    needed: ['ticketId', 'quantity', 'section', 'row', 'seatFrom', 'seatThru', 'price'],
    means: {
      inventory_id: 'ticketId',
      seat_from: 'seatFrom',
      seat_thru: 'seatThru',
      public_notes: 'notes',
      list_price: 'price',
      instant_transfer: 'electronic',
      in_hand_date: 'inHandDate',
      split_type: 'splitType',
      custom_split: 'splitValue',
      barcodes: 'barcode',
      face_price: 'faceValue',
      taxed_cost: 'unitTaxedCost',
    },
  },
  seatRange: {
    title: 'TDPOS',
    columns: SEAT_RANGE_COLUMNS,
    needed: ['QTY', 'Section', 'Row', 'SeatFrom', 'SeatThru', 'Unit List Price'],
    means: {
      quantity: 'QTY',
      section: 'Section',
      row: 'Row',
      seat_from: 'SeatFrom',
      seat_thru: 'SeatThru',
      cost: 'Unit Cost',
      list_price: 'Unit List Price',
    },
  },
  unseated: {
    title: 'StubHub short',
    columns: UNSEATED_COLUMNS,
    needed: UNSEATED_COLUMNS,
    means: { quantity: 'Quantity', section: 'Section', row: 'Row', list_price: 'Unit List Price' },
  },
};

/** Optional columns of every format: a row's own currency, and "Y" to confirm a price that looks wrong. */
export const extraColumns = ['currency', 'price_confirmed'] as const;

/** Passwords of other systems that some exports contain. These columns are never stored. */
export const secretColumns = ['apiToken'] as const;

/** Normalizes a header for comparison: without case, spaces, underscores and byte order mark. */
export function simplifyHeader(header: string): string {
  return header
    .replace(/^\uFEFF/, '')
    .replace(/[\s_]+/g, '')
    .toLowerCase();
}
