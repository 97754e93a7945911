import { quoteTicket, type TicketSum } from '@holdfast/shared/pricing';
import { Amount, percentOf, placeOf } from '../ui/figures.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { dayOf, startOf } from '../ui/time.ts';
import type { Cell, Column } from './gridContext.ts';
import type { ColumnSet, ListingsViewConfig } from './listingsViews.ts';
import { gameOf, marketToleranceBps, overMarketBps, signedPercent } from './listingText.ts';
import { PriceEditor } from './pricing/PriceEditor.tsx';
import { waitColumn } from './waitColumn.ts';

export const sumColumns = ['consignorProceeds', 'commission', 'fanPays'] as const;

function draftOf(cell: Cell): TicketSum | null {
  const { data: listing, context } = cell;
  if (!listing || context.draft?.id !== listing.id) return null;
  return quoteTicket(context.draft.amount, listing.percentages.components);
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
  colId: 'proceeds',
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
/** Distance from the market price, amber beyond the tolerance. */
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
  valueGetter: ({ data }) => (data ? percentOf(data.commissionBps) : ''),
};
/** Why its consignor wants it back. */
const wish: Column = {
  colId: 'wish',
  headerName: 'Their words',
  flex: 1.4,
  minWidth: 110,
  valueGetter: ({ data }) => (data ? (data.delistRequested?.reason ?? 'no reason given') : ''),
};

/** @param short where the old figure beside the new one has no room */
const sums = (short: boolean): Column[] => [
  sumColumn('consignorProceeds', short ? 'Gets' : 'Consignor gets', 'proceeds', short ? 78 : 104),
  sumColumn('commission', short ? 'Commission' : 'Commission', 'commission', short ? 72 : 96),
  price,
  sumColumn('fanPays', short ? 'Fan' : 'Fan pays', 'allIn', short ? 78 : 104),
];

/** The room for columns: those that the panel repeats are hidden first. */
export type Room = 'all' | 'some' | 'little';

const sets: Record<
  ColumnSet,
  (room: Room, wait: Column[], viewConfig: ListingsViewConfig) => (Column | false)[]
> = {
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
  queue: (room, wait, viewConfig) => [
    ...wait,
    game(),
    room !== 'little' && starts(false),
    place,
    free,
    state(84),
    consignor,
    viewConfig.name === 'delistRequested' && wish,
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

/** The columns of a listings page. */
export function columnsOf(viewConfig: ListingsViewConfig, room: Room): Column[] {
  const wait = viewConfig.waits ? [waitColumn(viewConfig)] : [];
  return [pickColumn, ...sets[viewConfig.columns](room, wait, viewConfig)].filter(
    (column) => column !== false,
  );
}
