import { type Season, seasonQuery } from '@holdfast/shared/catalog';
import { DataTable, useListContext } from 'react-admin';
import { useNavigate } from 'react-router';
import { usePermission } from '../../authProvider/usePermission.ts';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { Empty } from '../../ui/ErrorMessage.tsx';
import { CountField } from '../../ui/lists/CountField.tsx';
import { DeskList, ListRows } from '../../ui/lists/DeskList.tsx';
import { FilterLine, SearchWords } from '../../ui/lists/filters.tsx';
import { OpenLink } from '../../ui/lists/OpenLink.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';

export function SeasonList() {
  useCrumbs('Catalogue', 'Seasons');
  const navigate = useNavigate();
  const mayMake = usePermission('events');
  const create = () => navigate('/seasons/create');
  useShortcuts(mayMake ? [{ keys: 'n', does: 'new season', run: create }] : []);
  return (
    <DeskList<Season>
      contract={seasonQuery}
      filters={['q']}
      sort={{ field: 'name', order: 'ASC' }}
      perPage={50}
    >
      <PageHead title="Seasons" facts="A team’s home games; a season package covers one.">
        {mayMake && (
          <button type="button" className="btn" onClick={create}>
            New season <kbd>n</kbd>
          </button>
        )}
      </PageHead>
      <FilterLine>
        <SearchWords label="Filter by team or season" />
      </FilterLine>
      <div className="body">
        <ListRows empty={<Nothing create={mayMake ? create : null} />}>
          <DataTable<Season> aria-label="Seasons" rowClick="show">
            <DataTable.Col<Season>
              source="name"
              label="Season"
              render={(row) => <OpenLink>{row.name}</OpenLink>}
            />
            <DataTable.Col source="league" label="League" disableSort />
            <DataTable.Col label="Home games ahead" className="n">
              <CountField source="upcomingHomeGames" />
            </DataTable.Col>
          </DataTable>
        </ListRows>
      </div>
    </DeskList>
  );
}

function Nothing({ create }: { create: (() => void) | null }) {
  const { filterValues } = useListContext();
  if (filterValues.q) return <Empty because="Nothing matches." />;
  return (
    <Empty because="There is no season yet. A season package needs one.">
      {create && (
        <button type="button" className="btn" onClick={create}>
          New season
        </button>
      )}
    </Empty>
  );
}
