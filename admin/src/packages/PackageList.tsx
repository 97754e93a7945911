import type { SeasonPackage } from '@holdfast/shared/packages';
import { useNavigate, useSearchParams } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { plural } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { RuledList } from '../ui/RuledList.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { packageColumns } from './packageColumns.tsx';

export function PackageList() {
  useCrumbs('Consignment', 'Season packages');
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const made = query.get('made');
  const create = () => navigate('/packages/create');
  useShortcuts([{ keys: 'n', does: 'take a package in', run: create }]);
  return (
    <>
      <PageHead
        title="Season packages"
        facts="A consignor’s seats for a season, and what became of their games."
      >
        <button type="button" className="btn" onClick={create}>
          Take a package in <kbd>n</kbd>
        </button>
      </PageHead>
      <div className="body">
        {made && (
          <p className="note success" role="status">
            {plural(Number(made), 'listing waits', 'listings wait')} for approval.{' '}
            <a href="#/to-approve">Open the queue</a>
          </p>
        )}
        <RuledList<SeasonPackage>
          label="Season packages"
          resource="packages"
          sort={{ field: 'createdAt', order: 'DESC' }}
          empty={
            <Empty because="No season seats are consigned yet.">
              <button type="button" className="btn" onClick={create}>
                Take one in
              </button>
            </Empty>
          }
          to={(row) => `/packages/${row.id}/show`}
          columns={packageColumns}
        />
      </div>
    </>
  );
}
