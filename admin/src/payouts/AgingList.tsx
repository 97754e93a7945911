import { marketplaceCurrency } from '@holdfast/shared/money';
import { type AgedPayable, ages, agingQuery, type AgingList as Page } from '@holdfast/shared/payouts';
import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { useMemo, useRef, useState } from 'react';
import { useListContext } from 'react-admin';
import { Link, useNavigate } from 'react-router';
import { ExportMenu } from '../exports/ExportMenu.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { Amount } from '../ui/figures.tsx';
import { rowMoves } from '../ui/grid/gridKeys.ts';
import type { GridHandle } from '../ui/grid/gridProps.ts';
import { ResourceGrid } from '../ui/grid/ResourceGrid.tsx';
import { ResourceList } from '../ui/grid/ResourceList.tsx';
import { useAddressList } from '../ui/grid/useAddressList.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { SearchFilter } from '../ui/SearchFilter.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';

type Cell = ICellRendererParams<AgedPayable>;
type Sum = keyof Page['totals'];

const list = {
  contract: agingQuery,
  filters: ['q'],
  opening: { field: 'owed', order: 'desc' },
} as const;

const sumColumn = (id: Sum, headerName: string, sortable = false): ColDef<AgedPayable> => ({
  colId: id,
  headerName,
  flex: 110,
  minWidth: 100,
  type: 'rightAligned',
  ...(sortable ? { sortable, sortingOrder: ['desc', 'asc'] as const } : {}),
  cellRenderer: ({ data }: Cell) => data && <Amount minor={data[id]} />,
});
const columns: ColDef<AgedPayable>[] = [
  {
    colId: 'name',
    headerName: 'Consignor',
    flex: 200,
    minWidth: 130,
    cellClass: 'key',
    sortable: true,
    cellRenderer: ({ data, node }: Cell) =>
      data && (node.rowPinned ? data.name : <Link to={`/payables/${data.id}/show`}>{data.name}</Link>),
  },
  sumColumn('owed', 'Owed', true),
  sumColumn('waiting', 'Not to be paid yet'),
  ...ages.map(({ id, name }) => sumColumn(id, name, id === 'older')),
  sumColumn('inPayouts', 'In payouts'),
];

/** What consignors are owed, by how long it could have been paid already. */
export function AgingList() {
  useCrumbs('Finance', 'Owed by age');
  const address = useAddressList(list);
  return (
    <ResourceList<AgedPayable> resource="payable-ages" filter={address.filterValues} {...address}>
      <Ages />
    </ResourceList>
  );
}

function Ages() {
  const navigate = useNavigate();
  const grid = useRef<GridHandle<AgedPayable>>(null);
  const [cursor, setCursor] = useState<AgedPayable | null>(null);
  const [exporting, setExporting] = useState(false);
  const { filterValues, setFilters, sort, meta } = useListContext<AgedPayable>();
  const open = (row: AgedPayable | null) => row && navigate(`/payables/${row.id}/show`);
  useShortcuts([
    ...rowMoves(grid),
    { keys: 'Enter', does: 'open the consignor', run: () => open(cursor) !== null },
    { keys: 'x', does: 'export what is filtered', run: () => setExporting((opened) => !opened) },
  ]);
  const totals = (meta as Pick<Page, 'totals'> | undefined)?.totals;
  const last = useMemo(() => totals && { id: 'totals', name: 'Total', ...totals }, [totals]);
  const q = filterValues.q ?? '';
  const asked = { sort: sort.field, order: sort.order.toLowerCase(), ...(q && { q }) };
  return (
    <div className="col" style={{ height: '100%' }}>
      <PageHead
        title="Owed by age"
        facts={`Days since it may be paid: after the event and the agreed days, with nothing in the way. In ${marketplaceCurrency}.`}
      >
        <ExportMenu
          resource="payable-ages"
          address={new URLSearchParams(asked).toString()}
          open={exporting}
          setOpen={setExporting}
        />
      </PageHead>
      <div className="chips">
        <SearchFilter
          label="A part of the name"
          placeholder="A part of the name"
          value={q}
          onChange={(words) => setFilters({ ...filterValues, q: words })}
        />
      </div>
      <ResourceGrid<AgedPayable>
        ref={grid}
        label="Consignors by age"
        columns={columns}
        {...(last ? { totals: last } : {})}
        onCursor={setCursor}
        onOpen={open}
        takesFocus
        empty={<Empty because="Nothing is owed to a consignor, or none has that name." />}
      />
    </div>
  );
}
