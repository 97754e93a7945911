/** The columns of money: what a ticket costs, what is left for whom, and what its price is compared with. */
import { quoteTicket, type TicketSum } from '@holdfast/shared/pricing';
import { Amount } from '../ui/figures.tsx';
import type { Cell, Column } from './gridContext.ts';
import { marketToleranceBps, overMarketBps, signedPercent } from './listingText.ts';
import { PriceEditor } from './pricing/PriceEditor.tsx';

export const sumColumns = ['consignorProceeds', 'commission', 'fanPays'] as const;

function draftOf(cell: Cell): TicketSum | null {
  const { data: listing, context } = cell;
  if (!listing || context.draft?.id !== listing.id) return null;
  return quoteTicket(context.draft.amount, listing.percentages.components);
}

/** One part of a ticket's sum; while its price is edited, the new figure beside the old one. */
function SumCell({ cell, part }: { cell: Cell; part: keyof TicketSum }) {
  if (!cell.data) return null;
  const now = cell.data.sum[part];
  const draft = draftOf(cell)?.[part] ?? now;
  if (draft === now) return <Amount minor={now} />;
  return (
    <>
      {!cell.context.compact && (
        <span className="old">
          <Amount minor={now} />{' '}
        </span>
      )}
      <b>
        <Amount minor={draft} />
      </b>
    </>
  );
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
    cellRenderer: (cell: Cell) => <SumCell cell={cell} part={part} />,
  };
}

const price: Column = {
  colId: 'price',
  headerName: 'Price',
  sortable: true,
  type: 'rightAligned',
  flex: 0.62,
  minWidth: 96,
  editable: ({ data, node }) => !node.rowPinned && (data?.accepts.includes('reprice') ?? false),
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

/** @param compact where the old figure beside the new one has no room */
export const sums = (compact: boolean): Column[] => [
  sumColumn('consignorProceeds', compact ? 'Proceeds' : 'Consignor gets', 'proceeds', compact ? 80 : 104),
  sumColumn('commission', 'Commission', 'commission', compact ? 78 : 96),
  price,
  sumColumn('fanPays', compact ? 'Fan' : 'Fan pays', 'allIn', compact ? 80 : 104),
];

export const onlyPrice = price;

export const market: Column = {
  colId: 'market',
  headerName: 'Market',
  sortable: true,
  type: 'rightAligned',
  width: 76,
  cellRenderer: ({ data }: Cell) =>
    data ? data.market === null ? <span className="fnt">none</span> : <Amount minor={data.market} /> : null,
};

/** Distance from the market price, amber beyond the tolerance. */
export const against: Column = {
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
