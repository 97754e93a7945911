/** The columns that say what a listing is: its game, its seats, whose it is, who works on it. */
import { percentOf, placeOf } from '../ui/figures.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { dayOf, startOf } from '../ui/time.ts';
import type { Cell, Column } from './gridContext.ts';
import { gameOf } from './listingText.ts';

export const pick: Column = {
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

/** Game and seats name the row: they keep their width whatever opens beside them. */
export const game: Column = {
  colId: 'event',
  headerName: 'Game',
  sortable: true,
  width: 156,
  cellClass: 'key',
  valueGetter: ({ data }) => (data ? gameOf(data.event) : ''),
};
export const place: Column = {
  colId: 'section',
  headerName: 'Sec / row / seats',
  sortable: true,
  width: 122,
  valueGetter: ({ data }) => (data ? placeOf(data) : ''),
};
export const consignor: Column = {
  colId: 'consignor',
  headerName: 'Consignor',
  sortable: true,
  flex: 1.1,
  minWidth: 76,
  context: { leaves: 3 },
  valueGetter: ({ data }) => data?.consignor.name ?? '',
};
export const owner: Column = {
  colId: 'owner',
  headerName: 'Owner',
  width: 92,
  context: { leaves: 6 },
  cellClassRules: { fnt: ({ data }) => data !== undefined && data.owner === null },
  valueGetter: ({ data }) => (data ? (data.owner?.name ?? 'nobody') : ''),
};
export const starts = (wide: boolean): Column => ({
  colId: 'startsAt',
  headerName: 'Starts',
  sortable: true,
  width: wide ? 134 : 90,
  context: { leaves: 8 },
  valueGetter: ({ data }) =>
    data ? (wide ? startOf(data.event) : dayOf(data.event.startsAt, data.event.venue.timeZone)) : '',
});
export const free: Column = {
  colId: 'free',
  headerName: 'Free',
  sortable: true,
  type: 'rightAligned',
  width: 64,
  context: { leaves: 4 },
  cellClassRules: { mut: ({ data }) => data?.available === 0 },
  valueGetter: ({ data }) => (data ? `${data.available} of ${data.quantity}` : ''),
};
/** @param width 84 has room for the states of what is on sale, 98 for all */
export const state = (width: number): Column => ({
  colId: 'state',
  headerName: 'State',
  width,
  context: { leaves: 5 },
  cellRenderer: ({ data }: Cell) => (data?.state ? <StateMark kind="listing" state={data.state} /> : null),
});
export const percentage: Column = {
  colId: 'percentage',
  headerName: '%',
  type: 'rightAligned',
  width: 54,
  context: { leaves: 9 },
  valueGetter: ({ data }) => (data ? percentOf(data.commissionBps) : ''),
};
/** Why its consignor wants it back. */
export const requestReason: Column = {
  colId: 'requestReason',
  headerName: 'Reason given',
  flex: 1.4,
  minWidth: 110,
  valueGetter: ({ data }) => (data ? (data.delistRequested?.reason ?? 'no reason given') : ''),
};
