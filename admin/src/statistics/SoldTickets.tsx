import type { SoldTicket } from '@holdfast/shared/stats';
import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { useMemo, useRef, useState } from 'react';
import { useListContext } from 'react-admin';
import { useNavigate, useSearchParams } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { Amount, countOf } from '../ui/figures.tsx';
import { rowMoves } from '../ui/grid/gridKeys.ts';
import type { GridHandle } from '../ui/grid/gridProps.ts';
import { orderColumn } from '../ui/grid/orderColumn.tsx';
import { ResourceGrid } from '../ui/grid/ResourceGrid.tsx';
import { ResourceList } from '../ui/grid/ResourceList.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { workTime } from '../ui/time.ts';
import { ignoredIn, statisticsQueryOf } from './statisticsQuery.ts';

type Cell = ICellRendererParams<SoldTicket>;
const newestFirst = { field: 'paidAt', order: 'desc' } as const;

/** `234 / 5 / 16`, or the ticket type of general admission. */
export function placeOfTicket({ section, row, seat, ticketType }: SoldTicket): string {
  return section === null ? ticketType : [section, row, seat].filter((part) => part !== null).join(' / ');
}

/** All tickets behind a figure, newest first; each opens its order. */
export function SoldTickets() {
  useCrumbs('Consignment', 'Statistics', 'Sold tickets');
  const [query] = useSearchParams();
  const question = statisticsQueryOf(query);
  const filter = useMemo(() => statisticsQueryOf(query).filter, [query]);
  return (
    <ResourceList<SoldTicket>
      resource="statistics/rows"
      filter={filter}
      sort={newestFirst}
      ignored={ignoredIn(query)}
    >
      <Tickets currency={question.currency} />
    </ResourceList>
  );
}

function Tickets({ currency }: { currency: string }) {
  const navigate = useNavigate();
  const { total } = useListContext<SoldTicket>();
  const grid = useRef<GridHandle<SoldTicket>>(null);
  const [cursor, setCursor] = useState<SoldTicket | null>(null);
  const columns = useMemo(() => columnsIn(currency), [currency]);
  const open = (ticket: SoldTicket | null) =>
    ticket && navigate(`/reservations/${ticket.reservationId}/show`);
  useShortcuts([
    ...rowMoves(grid),
    { keys: 'Enter', also: ['Space'], does: 'open the case', run: () => open(cursor) !== null },
    { keys: 'Escape', does: 'back to the figures', run: () => navigate(-1) },
  ]);
  return (
    <div className="col" style={{ height: '100%' }}>
      <PageHead
        title="Sold tickets"
        facts={
          total === undefined
            ? undefined
            : `${countOf(total)} behind the figure, newest first. Amounts in ${currency}, before the fee.`
        }
      />
      <ResourceGrid<SoldTicket>
        ref={grid}
        label="Sold tickets"
        columns={columns}
        onCursor={setCursor}
        onOpen={open}
        takesFocus
        empty={<Empty because="Nothing was sold in this period." />}
      />
    </div>
  );
}

function columnsIn(currency: string): ColDef<SoldTicket>[] {
  const money = (
    colId: string,
    headerName: string,
    of: (ticket: SoldTicket) => number,
  ): ColDef<SoldTicket> => ({
    colId,
    headerName,
    type: 'rightAligned',
    width: 104,
    cellRenderer: ({ data }: Cell) => (data ? <Amount minor={of(data)} currency={currency} /> : null),
  });
  return [
    orderColumn(({ reservationId }) => reservationId, 122),
    {
      colId: 'event',
      headerName: 'Event',
      flex: 1,
      minWidth: 200,
      valueGetter: ({ data }) => data?.eventName ?? '',
    },
    {
      colId: 'place',
      headerName: 'Seat',
      width: 150,
      valueGetter: ({ data }) => (data ? placeOfTicket(data) : ''),
    },
    {
      colId: 'state',
      headerName: 'State',
      width: 120,
      cellRenderer: ({ data }: Cell) =>
        data ? (
          <Mark shape={data.isRefunded ? 'arrow' : 'tick'} tone="neutral" quiet>
            {data.isRefunded ? 'Refunded' : 'Paid'}
          </Mark>
        ) : null,
    },
    money('consignor', 'Consignor', (ticket) => ticket.consignor),
    money('commission', 'Commission', (ticket) => ticket.commission),
    money('price', 'Price', (ticket) => ticket.price),
    {
      colId: 'paidAt',
      headerName: 'Paid',
      sortable: true,
      type: 'rightAligned',
      width: 130,
      valueGetter: ({ data }) => (data ? workTime(data.paidAt) : ''),
    },
  ];
}
