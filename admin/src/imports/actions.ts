import type { ImportFile, ImportRow } from '@holdfast/shared/imports';
import { countOf, plural } from '../ui/figures.tsx';
import type { Shape, Tone } from '../ui/states.ts';
import { workTime } from '../ui/time.ts';

/** A row of the grid: react-admin wants an id, which is the line. */
export type ShownRow = ImportRow & { id: number };

/** Whether a row's cells may be corrected here: it is refused, or somebody did so before. */
export const mayBeCorrected = (file: ImportFile, row: ImportRow): boolean =>
  file.accepts.includes('check') && (row.action === 'refuse' || row.corrected !== null);

/** What the dry run says of a row. */
export const rowLooks: Record<
  ImportRow['action'],
  { word: string; tally: string; shape: Shape; tone: Tone }
> = {
  create: { word: 'Create', tally: 'create', shape: 'disc', tone: 'success' },
  change: { word: 'Change', tally: 'change', shape: 'half', tone: 'info' },
  unchanged: { word: 'Leave', tally: 'leave as it is', shape: 'openSquare', tone: 'neutral' },
  refuse: { word: 'Refuse', tally: 'refuse', shape: 'cross', tone: 'danger' },
};
export const rowActions = ['create', 'change', 'unchanged', 'refuse'] as const;

/** States with work under way; the page polls every second. */
export const busyStates: readonly ImportFile['state'][] = ['uploaded', 'checking', 'applying', 'undoing'];

/** Labels of our fields in the mapping. */
export const fieldWords: Record<string, string> = {
  inventory_id: 'Id of the listing',
  event_name: 'Game',
  venue_name: 'Venue',
  event_date: 'Start, venue’s time',
  event_id: 'Id of the game',
  quantity: 'Quantity',
  section: 'Section',
  row: 'Row',
  seats: 'Seats, in one column',
  seat_from: 'First seat',
  seat_thru: 'Last seat',
  list_price: 'Price of one ticket',
  face_price: 'Face value of one',
  currency: 'Currency',
  in_hand_date: 'In hand from',
  split_type: 'Split',
  public_notes: 'Note to fans',
  barcodes: 'Barcodes',
  price_confirmed: 'Price confirmed, Y or N',
  in_hand: 'In hand, Y or N',
  in_hand_days: 'In hand, days before',
  internal_notes: 'Note to staff',
  tags: 'Tags',
  cost: 'Cost of one',
  group_cost: 'Cost of all',
  taxed_cost: 'Cost with tax',
  custom_split: 'Split, quantities',
  seat_type: 'Seat type',
  second_row: 'Second row',
  stock_type: 'Delivery',
  instant_transfer: 'Instant transfer, Y or N',
  hide_seats: 'Hide seats, Y or N',
  shown_quantity: 'Quantity shown',
  files_available: 'Files available, Y or N',
  zone: 'Zone, Y or N',
  mapping_id: 'Id of the game, mapped',
};

/** One sentence that previews Apply. */
export function effectOf({ counts }: ImportFile): string {
  const parts = [
    counts.create > 0 &&
      `makes ${plural(counts.create, 'new listing')} that ${counts.create === 1 ? 'waits' : 'wait'} for approval`,
    counts.change > 0 && `changes ${plural(counts.change, 'listing')} at once`,
  ].filter(Boolean);
  if (parts.length === 0) return 'Nothing to apply: no row would create or change a listing.';
  const out =
    counts.refuse > 0
      ? ` ${plural(counts.refuse, 'refused row')} ${counts.refuse === 1 ? 'stays' : 'stay'} out.`
      : '';
  return `Applying ${parts.join(' and ')}.${out}`;
}

/** One sentence that describes the file. */
export function factsOf(file: ImportFile): string {
  const { counts, mapped, reportOf } = file;
  const read = reportOf
    ? `, read as the corrected report on ${reportOf.fileName}`
    : mapped
      ? `, as mapped by ${mapped.by} on ${workTime(mapped.at)}`
      : file.format && `, read as ${file.format}`;
  const rows = `${plural(counts.rows, 'row')} from ${file.consignor.name}${read}${file.event ? `, all for ${file.event.name}` : ''}.`;
  switch (file.state) {
    case 'checked':
      return `A dry run of ${rows} Nothing is saved yet.`;
    case 'done':
    case 'undoing':
      return `${rows} ${plural(counts.applied, 'row')} applied.`;
    case 'undone':
      return `${rows} ${plural(counts.undone, 'row')} taken back, ${countOf(counts.kept)} kept.`;
    case 'toMap':
      return `From ${file.consignor.name}. Say how it is read; nothing is checked before.`;
    case 'failed':
      return `From ${file.consignor.name}. Nothing was saved.`;
    default:
      return `About ${rows} Nothing is saved yet.`;
  }
}
