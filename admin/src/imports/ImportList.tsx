import type { ImportFile } from '@holdfast/shared/imports';
import { useNavigate } from 'react-router';
import { OwnerFilter } from '../owners/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { countOf } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { RuledList } from '../ui/RuledList.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { workTime } from '../ui/time.ts';
import { useAddress } from '../ui/useAddress.ts';
import { Views } from '../ui/Views.tsx';

const faint = (count: number) => <span className={count === 0 ? 'num fnt' : 'num'}>{countOf(count)}</span>;

export function ImportList() {
  useCrumbs('Consignment', 'Imports');
  const navigate = useNavigate();
  const [query, change] = useAddress();
  const owner = query.get('owner') ?? '';
  const waits = query.get('show') === 'waits';
  const upload = () => navigate('/imports/create');
  useShortcuts([{ keys: 'n', also: ['u'], does: 'upload a file', run: upload }]);
  return (
    <>
      <PageHead title="Imports" facts="Files of brokers: looked at first, applied when you say so.">
        <button type="button" className="btn" onClick={upload}>
          Upload a file <kbd>n</kbd>
        </button>
      </PageHead>
      <Views
        param="show"
        label="Files"
        views={[
          { value: 'all', name: 'All' },
          { value: 'waits', name: 'Rows wait for a person' },
        ]}
      >
        <span>Newest first</span>
      </Views>
      <div className="chips">
        <OwnerFilter value={owner} onChange={(owner) => change({ owner })} />
      </div>
      <div className="body">
        <RuledList<ImportFile>
          label="Imports"
          resource="imports"
          sort={{ field: 'createdAt', order: 'DESC' }}
          filter={{ ...(waits ? { waits: 'true' } : {}), ...(owner ? { owner } : {}) }}
          refreshMs={4000}
          to={(row) => `/imports/${row.id}/show`}
          empty={
            waits || owner ? (
              <Empty because={waits ? 'No file here has rows that wait.' : 'No file is looked after so.'} />
            ) : (
              <Empty because="No file was uploaded yet.">
                <button type="button" className="btn" onClick={upload}>
                  Upload a file
                </button>
              </Empty>
            )
          }
          columns={[
            { head: 'File', cell: (row) => row.fileName },
            { head: 'Consignor', cell: (row) => row.consignor.name },
            { head: 'State', cell: (row) => <StateMark kind="import" state={row.state} /> },
            { head: 'Rows', cell: (row) => faint(row.counts.rows), numeric: true },
            { head: 'Create', cell: (row) => faint(row.counts.create), numeric: true },
            { head: 'Change', cell: (row) => faint(row.counts.change), numeric: true },
            { head: 'Leave', cell: (row) => faint(row.counts.unchanged), numeric: true },
            { head: 'Refuse', cell: (row) => faint(row.counts.refuse), numeric: true },
            {
              head: 'Waits',
              cell: (row) => faint(row.state === 'checked' ? row.counts.waits : 0),
              numeric: true,
            },
            { head: 'Owner', cell: (row) => row.owner?.name ?? <span className="fnt">nobody</span> },
            { head: 'By', cell: (row) => row.createdBy, wideOnly: true },
            { head: 'When', cell: (row) => workTime(row.createdAt), numeric: true },
          ]}
        />
      </div>
    </>
  );
}
