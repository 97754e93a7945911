import { packageQuery, type SeasonPackage } from '@holdfast/shared/packages';
import { useListContext } from 'react-admin';
import { useLocation, useNavigate } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { plural } from '../ui/figures.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { FilterLine, FilterTabs, SearchWords } from '../ui/lists/filters.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { PackageTable } from './PackageTable.tsx';

const states = [
  { id: '', name: 'All' },
  { id: 'draft', name: 'Drafts' },
  { id: 'confirmed', name: 'Confirmed' },
  { id: 'ended', name: 'Ended' },
];

export function PackageList() {
  useCrumbs('Consignment', 'Season packages');
  const navigate = useNavigate();
  const made = (useLocation().state as { made?: number } | null)?.made;
  const create = () => navigate('/packages/create');
  useShortcuts([{ keys: 'n', does: 'add a package', run: create }]);
  return (
    <DeskList<SeasonPackage>
      contract={packageQuery}
      filters={['q', 'state', 'consignorId']}
      sort={{ field: 'createdAt', order: 'DESC' }}
    >
      <PageHead
        title="Season packages"
        facts="A consignor’s seats for a season, and what became of their games."
      >
        <button type="button" className="btn" onClick={create}>
          Add a package <kbd>n</kbd>
        </button>
      </PageHead>
      <FilterTabs source="state" label="Packages by state" choices={states} />
      <FilterLine>
        <SearchWords label="Filter by consignor, team, season, section or row" />
      </FilterLine>
      <div className="body">
        {made !== undefined && (
          <p className="note success" role="status">
            {plural(made, 'listing waits', 'listings wait')} for approval.{' '}
            <a href="#/to-approve">Open the queue</a>
          </p>
        )}
        <ListRows empty={<NoPackage create={create} />}>
          <PackageTable label="Season packages" />
        </ListRows>
      </div>
    </DeskList>
  );
}

function NoPackage({ create }: { create: () => void }) {
  const { filterValues } = useListContext();
  if (Object.keys(filterValues).length > 0) return <Empty because="No packages match." />;
  return (
    <Empty because="No season seats are consigned yet.">
      <button type="button" className="btn" onClick={create}>
        Add a package
      </button>
    </Empty>
  );
}
