import { quoteTicket, type TicketSum } from '@holdfast/shared/pricing';
import { Amount, percentOf, placeOf } from '../ui/figures.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { dayOf, startOf } from '../ui/time.ts';
import type { ColumnSet, DeskLook } from './desks.ts';
import type { Cell, Column } from './gridContext.ts';
import { PriceEditor } from './pricing/PriceEditor.tsx';
import { waitColumn } from './waitColumn.ts';
import { gameOf, marketToleranceBps, overMarketBps, signedPercent } from './words.ts';

export const sumColumns = ['consignorGets', 'houseKeeps', 'fanPays'] as const;

function draftOf(cell: Cell): TicketSum | null {
  const { data: listing, context } = cell;
  if (!listing || context.draft?.id !== listing.id) return null;
  return quoteTicket(context.draft.amount, listing.percentages.parts);
}

function sumColumn(
  colId: (typeof sumColumns)[number],
  headerName: string,
  part: keyof TicketSum,
  minWidth: number,
): Column {
  return {
    colId,
    headerName,
    type: 'rightAligned',
    flex: 0.62,
    minWidth,
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
        checked={context.isPicked(data.id)}
        onChange={() => context.pick(data)}
      />
    ) : null,
};

/** @param minWidth 132 has room for most games; beside a panel there is less */
const game = (minWidth = 100): Column => ({
  colId: 'event',
  headerName: 'Game',
  sortable: true,
  flex: 1.4,
  minWidth,
  cellClass: 'key',
  valueGetter: ({ data }) => (data ? gameOf(data.event) : ''),
});
const place: Column = {
  colId: 'section',
  headerName: 'Sec / row / seats',
  sortable: true,
  flex: 1,
  minWidth: 100,
  valueGetter: ({ data }) => (data ? placeOf(data) : ''),
};
const consignor: Column = {
  colId: 'consignor',
  headerName: 'Consignor',
  sortable: true,
  flex: 1.1,
  minWidth: 80,
  valueGetter: ({ data }) => data?.consignor.name ?? '',
};
const owner: Column = {
  colId: 'owner',
  headerName: 'Owner',
  width: 92,
  cellClassRules: { fnt: ({ data }) => data !== undefined && data.owner === null },
  valueGetter: ({ data }) => (data ? (data.owner?.name ?? 'nobody') : ''),
};
const price: Column = {
  colId: 'price',
  headerName: 'Price',
  sortable: true,
  type: 'rightAligned',
  flex: 0.62,
  minWidth: 84,
  editable: ({ data }) => data?.accepts.includes('reprice') ?? false,
  valueGetter: ({ data }) => data?.price.amount ?? 0,
  valueSetter: () => false,
  cellEditor: PriceEditor,
  cellRenderer: ({ data }: Cell) =>
    data ? (
      <b className="bold">
        <Amount minor={data.price.amount} />
      </b>
    ) : null,
};
const market: Column = {
  colId: 'market',
  headerName: 'Market',
  sortable: true,
  type: 'rightAligned',
  width: 76,
  cellRenderer: ({ data }: Cell) =>
    data ? data.market === null ? <span className="fnt">none</span> : <Amount minor={data.market} /> : null,
};
/** How far from its market, amber where that is to be looked at. */
const against: Column = {
  colId: 'against',
  headerName: '±',
  headerTooltip: 'Price against its market',
  type: 'rightAligned',
  width: 54,
  cellClassRules: {
    far: ({ data }) =>
      Math.abs(data ? (overMarketBps(data.price.amount, data.market) ?? 0) : 0) > marketToleranceBps,
  },
  valueGetter: ({ data }) => {
    const over = data ? overMarketBps(data.price.amount, data.market) : null;
    return data ? (over === null ? '–' : signedPercent(over)) : '';
  },
};
const starts = (wide: boolean): Column => ({
  colId: 'startsAt',
  headerName: 'Starts',
  sortable: true,
  width: wide ? 134 : 90,
  valueGetter: ({ data }) =>
    data ? (wide ? startOf(data.event) : dayOf(data.event.startsAt, data.event.venue.timeZone)) : '',
});
const free: Column = {
  colId: 'free',
  headerName: 'Free',
  sortable: true,
  type: 'rightAligned',
  width: 64,
  cellClassRules: { mut: ({ data }) => data?.available === 0 },
  valueGetter: ({ data }) => (data ? `${data.available} of ${data.quantity}` : ''),
};
/** @param width 84 has room for the states of what is on sale, 98 for all */
const state = (width: number): Column => ({
  colId: 'state',
  headerName: 'State',
  width,
  cellRenderer: ({ data }: Cell) => (data?.state ? <StateMark kind="listing" state={data.state} /> : null),
});
const percentage: Column = {
  colId: 'percentage',
  headerName: '%',
  type: 'rightAligned',
  width: 54,
  valueGetter: ({ data }) => (data ? percentOf(data.houseBps) : ''),
};
/** Why its consignor wants it back. */
const wish: Column = {
  colId: 'wish',
  headerName: 'Their words',
  flex: 1.4,
  minWidth: 110,
  valueGetter: ({ data }) => (data ? (data.delistAsked?.reason ?? 'no reason given') : ''),
};

/** @param short where the old figure beside the new one has no room */
const sums = (short: boolean): Column[] => [
  sumColumn('consignorGets', short ? 'Gets' : 'Consignor gets', 'consignor', short ? 78 : 104),
  sumColumn('houseKeeps', short ? 'House' : 'House keeps', 'house', short ? 72 : 96),
  price,
  sumColumn('fanPays', short ? 'Fan' : 'Fan pays', 'allIn', short ? 78 : 104),
];

/** How much room there is: beside a panel, and on a small screen, what the panel shows anyway leaves first. */
export type Room = 'all' | 'some' | 'little';

const sets: Record<ColumnSet, (room: Room, wait: Column[], desk: DeskLook) => (Column | false)[]> = {
  approval: (room, wait) => [
    ...wait,
    game(),
    room === 'all' && starts(false),
    place,
    consignor,
    room === 'all' && owner,
    ...sums(true),
    against,
  ],
  pricing: (room, wait) => [
    ...wait,
    game(room === 'all' ? 132 : undefined),
    room === 'all' && starts(wait.length === 0),
    place,
    room !== 'little' && free,
    room !== 'little' && state(84),
    consignor,
    room === 'all' && wait.length === 0 && percentage,
    ...sums(room !== 'all'),
    room !== 'little' && market,
    room !== 'some' && against,
  ],
  queue: (room, wait, desk) => [
    ...wait,
    game(),
    room !== 'little' && starts(false),
    place,
    free,
    state(84),
    consignor,
    desk.name === 'delistAsked' && wish,
    room !== 'little' && owner,
    price,
  ],
  all: (room) => [
    game(),
    room === 'all' && starts(true),
    place,
    room !== 'little' && free,
    state(98),
    consignor,
    room === 'all' && percentage,
    room === 'all' && owner,
    ...sums(true),
  ],
};

/** The columns of a desk. */
export function columnsOf(desk: DeskLook, room: Room): Column[] {
  const wait = desk.waits ? [waitColumn(desk)] : [];
  return [pickColumn, ...sets[desk.columns](room, wait, desk)].filter((column) => column !== false);
}
