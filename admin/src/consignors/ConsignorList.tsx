import { type Consignor, consignorQuery } from '@holdfast/shared/consignors';
import { DataTable, TextField } from 'react-admin';
import { Link } from 'react-router';
import { usePermission } from '../authProvider/usePermission.ts';
import { percentOf } from '../ui/figures.tsx';
import { CountField } from '../ui/lists/CountField.tsx';
import { MadeList } from '../ui/lists/MadeList.tsx';
import { OpenLink } from '../ui/lists/OpenLink.tsx';
import { workTime } from '../ui/time.ts';

export function ConsignorList() {
  return (
    <MadeList<Consignor>
      part="Consignment"
      title="Consignors"
      facts="Who owns the tickets, and the percentages in force for each."
      resource="consignors"
      contract={consignorQuery}
      noun="consignor"
      searched="Filter by name, email address or tag"
      permission="consignors"
      filters={['state']}
      tabs={[
        { id: '', name: 'Current' },
        { id: 'deactivated', name: 'Deactivated' },
      ]}
      actions={<FileActions />}
      none="There is no consignor yet."
    >
      <ConsignorTable />
    </MadeList>
  );
}

/** All of them as a file, and back. */
function FileActions() {
  if (!usePermission('consignors')) return null;
  return (
    <>
      <a className="btn" href="/api/admin/consignors.csv" download>
        Export as CSV
      </a>
      <Link className="btn" to="/consignor-file">
        From a file
      </Link>
    </>
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
        label="Tags"
        disableSort
        className="wide-only mut"
        render={({ tags }) => tags.join(', ')}
      />
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
