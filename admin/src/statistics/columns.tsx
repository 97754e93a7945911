import type { StatisticsDimension, StatisticsRow } from '@holdfast/shared/stats';
import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { Amount, amountOf, countOf } from '../ui/figures.tsx';
import { dayWords, dimensionNames, nameOfRow } from './statisticsQuery.ts';

type Cell = ICellRendererParams<StatisticsRow>;
type Figure = (row: StatisticsRow) => number | null;

/** Repeats the grid's own column classes, which a class of ours would replace. */
const right = 'ag-right-aligned-cell';

/** An unknown figure is a word, a zero is written and faint. */
function figure(
  colId: string,
  headerName: string,
  width: number,
  of: Figure,
  write: (value: number) => string = countOf,
  more: Partial<ColDef<StatisticsRow>> = {},
): ColDef<StatisticsRow> {
  return {
    colId,
    headerName,
    flex: width,
    minWidth: width,
    type: 'rightAligned',
    sortable: true,
    sortingOrder: ['desc', 'asc'],
    cellRenderer: ({ data }: Cell) => {
      if (!data) return null;
      const value = of(data);
      if (value === null) return <span className="fnt">–</span>;
      return <span className={value === 0 ? 'num fnt' : 'num'}>{write(value)}</span>;
    },
    ...more,
  };
}

const decimals = (digits: number) => (value: number) =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** The share that was sold, as a bar whose length is the number. */
function SellThrough({ data }: Cell) {
  if (!data) return null;
  if (data.sellThrough === null) return <span className="fnt">–</span>;
  const percent = Math.round(data.sellThrough * 100);
  return (
    <span className="sold-share">
      <span aria-hidden="true">
        <i style={{ width: `${Math.min(100, percent)}%` }} />
      </span>
      {percent}%
    </span>
  );
}

/** @param narrow secondary columns leave first */
export function columnsOf(
  by: StatisticsDimension,
  currency: string,
  narrow: boolean,
): ColDef<StatisticsRow>[] {
  const money = (value: number) => amountOf(value, currency);
  const hasStock = by !== 'day';
  return [
    {
      colId: 'name',
      headerName: dimensionNames[by].one,
      minWidth: 150,
      flex: 170,
      cellClass: 'key',
      sortable: true,
      valueGetter: ({ data }) => (data ? nameOfRow(data, by) : ''),
    },
    ...(by === 'event'
      ? [
          {
            colId: 'date',
            headerName: 'On',
            width: 68,
            sortable: true,
            valueGetter: ({ data }: { data?: StatisticsRow }) =>
              data?.date ? dayWords(data.date, 'short') : '',
          } satisfies ColDef<StatisticsRow>,
        ]
      : []),
    ...(hasStock
      ? [figure('listed', 'Listed', 66, (row) => row.listed), figure('held', 'Held', 42, (row) => row.held)]
      : []),
    figure('sold', 'Sold', 74, (row) => row.sold, countOf, { cellClass: [right, 'sold-figure'] }),
    ...(hasStock
      ? [
          figure('sellThrough', 'Sell-through', 84, (row) => row.sellThrough, undefined, {
            cellRenderer: SellThrough,
          }),
        ]
      : []),
    ...(narrow ? [] : [figure('reservations', 'Reserved', 62, (row) => row.reservations)]),
    figure('orders', 'Orders', 58, (row) => row.orders),
    ...(narrow ? [] : [figure('perOrder', 'Per order', 60, (row) => row.perOrder, decimals(2))]),
    figure('averagePrice', 'Average', 60, (row) => row.averagePrice, money),
    figure('gross', 'Gross', 96, (row) => row.gross, money),
    figure('consignors', 'Consignors', 94, (row) => row.consignors, money),
    figure('commission', 'Commission', 94, (row) => row.commission, money, { cellClass: [right, 'bold'] }),
    ...(narrow ? [] : [figure('fees', 'Fees', 92, (row) => row.fees, money)]),
    figure('refunds', 'Refunds', 92, (row) => row.refunds, undefined, {
      cellRenderer: ({ data }: Cell) =>
        data ? <Amount minor={-data.refunds || 0} currency={currency} /> : null,
    }),
    ...(narrow ? [] : [figure('daysToSell', 'Days', 44, (row) => row.daysToSell, decimals(1))]),
  ];
}
