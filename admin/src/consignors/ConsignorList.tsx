import { type Consignor, consignorQuery } from '@holdfast/shared/consignors';
import { DataTable, TextField, useListContext } from 'react-admin';
import { useNavigate } from 'react-router';
import { usePermission } from '../authProvider/usePermission.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { percentOf } from '../ui/figures.tsx';
import { CountField } from '../ui/lists/CountField.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { FilterLine, SearchWords } from '../ui/lists/filters.tsx';
import { OpenLink } from '../ui/lists/OpenLink.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { workTime } from '../ui/time.ts';

export function ConsignorList() {
  useCrumbs('Consignment', 'Consignors');
  const create = useCreateConsignor();
  useShortcuts(create ? [{ keys: 'n', does: 'new consignor', run: create }] : []);
  return (
    <DeskList<Consignor>
      contract={consignorQuery}
      filters={['q']}
      sort={{ field: 'name', order: 'ASC' }}
      perPage={50}
    >
      <PageHead title="Consignors" facts="Who owns the tickets, and the percentages in force for each.">
        {create && (
          <button type="button" className="btn" onClick={create}>
            New consignor <kbd>n</kbd>
          </button>
        )}
      </PageHead>
      <FilterLine>
        <SearchWords label="Filter by name or email address" />
      </FilterLine>
      <div className="body">
        <ListRows empty={<NoConsignor create={create} />}>
          <ConsignorTable />
        </ListRows>
      </div>
    </DeskList>
  );
}

function ConsignorTable() {
  return (
    <DataTable<Consignor> aria-label="Consignors" rowClick="show">
      <DataTable.Col source="name" label="Name">
        <OpenLink>
          <TextField source="name" variant="inherit" />
        </OpenLink>
      </DataTable.Col>
      <DataTable.Col source="email" label="Email" disableSort className="wide-only mut" />
      <DataTable.Col<Consignor>
        label="Plan"
        render={(row) => (row.isMarketplace ? 'The marketplace' : row.plan)}
      />
      <DataTable.Col<Consignor>
        label="Marketplace"
        className="n"
        render={(row) => percentOf(row.commissionBps)}
      />
      <DataTable.Col<Consignor> label="Fan fee" className="n" render={(row) => percentOf(row.feeBps)} />
      <DataTable.Col label="To approve" className="n">
        <CountField source="counts.submitted" />
      </DataTable.Col>
      <DataTable.Col label="Live" className="n">
        <CountField source="counts.live" />
      </DataTable.Col>
      <DataTable.Col label="Tickets sold" className="n">
        <CountField source="counts.sold" />
      </DataTable.Col>
      <DataTable.Col<Consignor>
        source="createdAt"
        label="Since"
        className="n"
        sortByOrder="DESC"
        render={(row) => workTime(row.createdAt)}
      />
    </DataTable>
  );
}

function NoConsignor({ create }: { create: (() => void) | null }) {
  const { filterValues } = useListContext();
  return (
    <Empty because={filterValues.q ? 'Nobody of that name.' : 'There is no consignor yet.'}>
      {create && (
        <button type="button" className="btn" onClick={create}>
          New consignor
        </button>
      )}
    </Empty>
  );
}

function useCreateConsignor(): (() => void) | null {
  const navigate = useNavigate();
  return usePermission('consignors') ? () => navigate('/consignors/create') : null;
}
