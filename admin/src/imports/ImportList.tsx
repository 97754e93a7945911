import type { ImportFile } from '@holdfast/shared/consignment';
import { useNavigate } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { countOf } from '../ui/figures.tsx';
import { useKeys } from '../ui/keys.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { RuledList } from '../ui/RuledList.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { Empty } from '../ui/Trouble.tsx';
import { workTime } from '../ui/time.ts';

const faint = (count: number) => <span className={count === 0 ? 'num fnt' : 'num'}>{countOf(count)}</span>;

export function ImportList() {
  useCrumbs('Consignment', 'Imports');
  const navigate = useNavigate();
  const upload = () => navigate('/imports/create');
  useKeys([{ keys: 'n', also: ['u'], does: 'upload a file', run: upload }]);
  return (
    <>
      <PageHead title="Imports" facts="Files of brokers: looked at first, applied when you say so.">
        <button type="button" className="btn" onClick={upload}>
          Upload a file <kbd>n</kbd>
        </button>
      </PageHead>
      <div className="body">
        <RuledList<ImportFile>
          label="Imports"
          resource="imports"
          sort={{ field: 'createdAt', order: 'DESC' }}
          refreshMs={4000}
          to={(row) => `/imports/${row.id}/show`}
          empty={
            <Empty because="No file was uploaded yet.">
              <button type="button" className="btn" onClick={upload}>
                Upload a file
              </button>
            </Empty>
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
            { head: 'By', cell: (row) => row.createdBy, wideOnly: true },
            { head: 'When', cell: (row) => workTime(row.createdAt), numeric: true },
          ]}
        />
      </div>
    </>
  );
}
