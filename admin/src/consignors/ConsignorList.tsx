import type { Consignor } from '@holdfast/shared/consignors';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { usePermission } from '../authProvider/usePermission.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { countOf, percentOf } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { RuledList } from '../ui/RuledList.tsx';
import { SearchFilter } from '../ui/SearchFilter.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { workTime } from '../ui/time.ts';

const faint = (count: number) => <span className={count === 0 ? 'num fnt' : 'num'}>{countOf(count)}</span>;

export function ConsignorList() {
  useCrumbs('Consignment', 'Consignors');
  const navigate = useNavigate();
  const [q, setQ] = useState('');
  const mayMake = usePermission('consignors');
  const create = () => navigate('/consignors/create');
  useShortcuts(mayMake ? [{ keys: 'n', does: 'new consignor', run: create }] : []);
  return (
    <>
      <PageHead title="Consignors" facts="Who owns the tickets, and the percentages in force for each.">
        {mayMake && (
          <button type="button" className="btn" onClick={create}>
            New consignor <kbd>n</kbd>
          </button>
        )}
      </PageHead>
      <div className="chips">
        <SearchFilter label="Filter by name or email address" value={q} onChange={setQ} />
      </div>
      <div className="body">
        <RuledList<Consignor>
          label="Consignors"
          resource="consignors"
          sort={{ field: 'name', order: 'ASC' }}
          filter={q ? { q } : {}}
          perPage={50}
          to={(row) => `/consignors/${row.id}/show`}
          empty={
            <Empty because={q ? 'Nobody of that name.' : 'There is no consignor yet.'}>
              {mayMake && (
                <button type="button" className="btn" onClick={create}>
                  New consignor
                </button>
              )}
            </Empty>
          }
          columns={[
            { head: 'Name', cell: (row) => row.name },
            { head: 'Email', cell: (row) => <span className="mut">{row.email}</span>, wideOnly: true },
            { head: 'Plan', cell: (row) => (row.isMarketplace ? 'The marketplace' : row.plan) },
            { head: 'Marketplace', cell: (row) => percentOf(row.commissionBps), numeric: true },
            { head: 'Fan fee', cell: (row) => percentOf(row.feeBps), numeric: true },
            { head: 'To approve', cell: (row) => faint(row.counts.submitted), numeric: true },
            { head: 'Live', cell: (row) => faint(row.counts.live), numeric: true },
            { head: 'Tickets sold', cell: (row) => faint(row.counts.sold), numeric: true },
            { head: 'Since', cell: (row) => workTime(row.createdAt), numeric: true },
          ]}
        />
      </div>
    </>
  );
}
