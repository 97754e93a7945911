/** The columns of listings: the sum reads from left to right, consignor gets + house keeps = price, then fan pays. */
import type { Listing } from '@holdfast/shared/consignment';
import { quoteTicket, type TicketSum } from '@holdfast/shared/pricing';
import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { Amount, percentOf, placeOf } from '../ui/figures.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { ageOf, dayOf, startOf } from '../ui/time.ts';
import { PriceEditor } from './PriceEditor.tsx';

/** How long a listing may wait for the desk, in milliseconds. Source: the look's queues, "limit 24 h". */
export const approvalLimitMs = 24 * 60 * 60 * 1000;

export interface ListingGridContext {
  picked: ReadonlyMap<string, Listing>;
  draft: { id: string; amount: number } | null;
  /** Beside an open panel there is no room for the old figure. */
  compact: boolean;
  pick(listing: Listing): void;
  setDraft(draft: { id: string; amount: number } | null): void;
  settlePrice(listing: Listing, amount: number, atOnce: boolean): void;
}
type Cell = ICellRendererParams<Listing, unknown, ListingGridContext>;
type Column = ColDef<Listing>;

/** `Browns at Bears`: short names where both clubs have one. */
export function gameOf(event: Listing['event']): string {
  return event.home && event.away ? `${event.away.shortName} at ${event.home.shortName}` : event.name;
}

export const sumColumns = ['consignorGets', 'houseKeeps', 'fanPays'] as const;

function draftOf(cell: Cell): TicketSum | null {
  const { data: listing, context } = cell;
  if (!listing || context.draft?.id !== listing.id) return null;
  return quoteTicket(context.draft.amount, listing.percentages.parts);
}

function sumColumn(colId: (typeof sumColumns)[number], headerName: string, part: keyof TicketSum): Column {
  return {
    colId,
    headerName,
    type: 'rightAligned',
    flex: 0.55,
    minWidth: 78,
    cellClassRules: {
      changed: (cell) => cell.context.draft?.id === cell.data?.id && cell.data !== undefined,
    },
    cellRenderer: (cell: Cell) => {
      if (!cell.data) return null;
      const draft = draftOf(cell);
      return draft && draft[part] !== cell.data.sum[part] ? (
        <>
          {!cell.context.compact && (
            <span className="old">
              <Amount minor={cell.data.sum[part]} />{' '}
            </span>
          )}
          <b>
            <Amount minor={draft[part]} />
          </b>
        </>
      ) : (
        <Amount minor={cell.data.sum[part]} />
      );
    },
  };
}

const pickColumn: Column = {
  colId: 'pick',
  headerName: 'Select',
  width: 40,
  resizable: false,
  headerComponent: () => <span className="sr">Selected</span>,
  cellRenderer: ({ data, context }: Cell) =>
    data ? (
      <input
        type="checkbox"
        className="check"
        tabIndex={-1}
        aria-label={`Select ${gameOf(data.event)} ${placeOf(data)}`}
        checked={context.picked.has(data.id)}
        onChange={() => context.pick(data)}
      />
    ) : null,
};

const game: Column = {
  colId: 'event',
  headerName: 'Game',
  sortable: true,
  flex: 1.5,
  minWidth: 112,
  cellClass: 'key',
  valueGetter: ({ data }) => (data ? gameOf(data.event) : ''),
};
const place: Column = {
  colId: 'section',
  headerName: 'Sec / row / seats',
  sortable: true,
  flex: 1,
  minWidth: 110,
  valueGetter: ({ data }) => (data ? placeOf(data) : ''),
};
const consignor: Column = {
  colId: 'consignor',
  headerName: 'Consignor',
  sortable: true,
  flex: 1.1,
  minWidth: 90,
  valueGetter: ({ data }) => data?.consignor.name ?? '',
};
const price: Column = {
  colId: 'price',
  headerName: 'Price',
  sortable: true,
  type: 'rightAligned',
  flex: 0.55,
  minWidth: 78,
  editable: ({ data }) => data?.accepts.includes('reprice') ?? false,
  valueGetter: ({ data }) => data?.price.amount ?? 0,
  valueSetter: () => false,
  cellEditor: PriceEditor,
  cellRenderer: ({ data, context }: Cell) =>
    data ? (
      <b className="bold">
        {!context.compact && context.draft?.id === data.id && context.draft.amount !== data.price.amount && (
          <span className="old" style={{ fontWeight: 420 }}>
            <Amount minor={data.price.amount} />{' '}
          </span>
        )}
        <Amount minor={context.draft?.id === data.id ? context.draft.amount : data.price.amount} />
      </b>
    ) : null,
};
const starts = (wide: boolean): Column => ({
  colId: 'startsAt',
  headerName: 'Starts',
  sortable: true,
  width: wide ? 146 : 90,
  valueGetter: ({ data }) =>
    data ? (wide ? startOf(data.event) : dayOf(data.event.startsAt, data.event.venue.timeZone)) : '',
});

const sums: readonly Column[] = [
  sumColumn('consignorGets', 'Gets', 'consignor'),
  sumColumn('houseKeeps', 'House', 'house'),
  price,
  sumColumn('fanPays', 'Fan', 'allIn'),
];

/** The queue of the desk. @param narrow leaves out what the panel shows anyway */
export function approvalColumns(narrow: boolean): Column[] {
  const waiting: Column = {
    colId: 'submittedAt',
    headerName: 'Waiting',
    sortable: true,
    width: 84,
    valueGetter: ({ data }) => (data?.submittedAt ? ageOf(Date.now() - Date.parse(data.submittedAt)) : ''),
    cellClassRules: {
      late: ({ data }) => !!data?.submittedAt && Date.now() - Date.parse(data.submittedAt) > approvalLimitMs,
    },
  };
  return [pickColumn, waiting, game, ...(narrow ? [] : [starts(false)]), place, consignor, ...sums];
}

/** All listings, for pricing and their states. */
export function listingColumns(narrow: boolean): Column[] {
  const free: Column = {
    colId: 'free',
    headerName: 'Free',
    type: 'rightAligned',
    width: 74,
    cellClassRules: { mut: ({ data }) => data?.available === 0 },
    valueGetter: ({ data }) => (data ? `${data.available} of ${data.quantity}` : ''),
  };
  const state: Column = {
    colId: 'state',
    headerName: 'State',
    width: 106,
    cellRenderer: ({ data }: Cell) => (data?.state ? <StateMark kind="listing" state={data.state} /> : null),
  };
  const percentage: Column = {
    colId: 'percentage',
    headerName: '%',
    type: 'rightAligned',
    width: 58,
    valueGetter: ({ data }) => (data ? percentOf(data.houseBps) : ''),
  };
  return [
    pickColumn,
    game,
    ...(narrow ? [] : [starts(true)]),
    place,
    free,
    state,
    consignor,
    ...(narrow ? [] : [percentage]),
    ...sums,
  ];
}
