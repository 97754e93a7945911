import { type ImportFile, importQuery } from '@holdfast/shared/imports';
import { DataTable, useListContext } from 'react-admin';
import { useNavigate } from 'react-router';
import { OwnerInput } from '../owners/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { Count, CountField } from '../ui/lists/CountField.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { FilterLine, FilterTabs } from '../ui/lists/filters.tsx';
import { OpenLink } from '../ui/lists/OpenLink.tsx';
import { TimeField } from '../ui/lists/TimeField.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';

const views = [
  { id: '', name: 'All' },
  { id: 'true', name: 'Rows wait for a person' },
];

/** How other pages link to the files with rows that wait. */
const waiting = { 'show=waits': { waits: 'true' } };

export function ImportList() {
  useCrumbs('Consignment', 'Imports');
  const navigate = useNavigate();
  const upload = () => navigate('/imports/create');
  useShortcuts([{ keys: 'n', also: ['u'], does: 'upload a file', run: upload }]);
  return (
    <DeskList<ImportFile>
      contract={importQuery}
      filters={['waits', 'owner']}
      aliases={waiting}
      sort={{ field: 'createdAt', order: 'DESC' }}
      refreshMs={4000}
    >
      <PageHead title="Imports" facts="Broker files: checked first, applied when you say so.">
        <button type="button" className="btn" onClick={upload}>
          Upload a file <kbd>n</kbd>
        </button>
      </PageHead>
      <FilterTabs source="waits" label="Files" choices={views}>
        <span>Newest first</span>
      </FilterTabs>
      <FilterLine>
        <OwnerInput />
      </FilterLine>
      <div className="body">
        <ListRows empty={<NoFile upload={upload} />}>
          <ImportTable />
        </ListRows>
      </div>
    </DeskList>
  );
}

function ImportTable() {
  return (
    <DataTable<ImportFile> aria-label="Imports" rowClick="show">
      <DataTable.Col<ImportFile> label="File" render={(row) => <OpenLink>{row.fileName}</OpenLink>} />
      <DataTable.Col source="consignor.name" label="Consignor" disableSort />
      <DataTable.Col<ImportFile>
        label="State"
        render={(row) => <StateMark kind="import" state={row.state} />}
      />
      <DataTable.Col label="Rows" className="n">
        <CountField source="counts.rows" />
      </DataTable.Col>
      <DataTable.Col label="Create" className="n">
        <CountField source="counts.create" />
      </DataTable.Col>
      <DataTable.Col label="Change" className="n">
        <CountField source="counts.change" />
      </DataTable.Col>
      <DataTable.Col label="Leave" className="n">
        <CountField source="counts.unchanged" />
      </DataTable.Col>
      <DataTable.Col label="Refuse" className="n">
        <CountField source="counts.refuse" />
      </DataTable.Col>
      <DataTable.Col<ImportFile>
        label="Waits"
        className="n"
        render={({ state, counts }) => <Count count={state === 'checked' ? counts.waits : 0} />}
      />
      <DataTable.Col<ImportFile>
        label="Owner"
        render={({ owner }) => owner?.name ?? <span className="fnt">nobody</span>}
      />
      <DataTable.Col source="createdBy" label="By" disableSort className="wide-only" />
      <DataTable.Col label="When" className="n">
        <TimeField source="createdAt" />
      </DataTable.Col>
    </DataTable>
  );
}

function NoFile({ upload }: { upload: () => void }) {
  const { waits, owner } = useListContext().filterValues;
  if (waits) return <Empty because="No file here has rows that wait." />;
  if (owner) return <Empty because="No file has this owner." />;
  return (
    <Empty because="No file was uploaded yet.">
      <button type="button" className="btn" onClick={upload}>
        Upload a file
      </button>
    </Empty>
  );
}
