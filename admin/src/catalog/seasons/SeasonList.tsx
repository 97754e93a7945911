import { type Season, seasonQuery } from '@holdfast/shared/catalog';
import { DataTable } from 'react-admin';
import { CountField } from '../../ui/lists/CountField.tsx';
import { MadeList } from '../../ui/lists/MadeList.tsx';
import { OpenLink } from '../../ui/lists/OpenLink.tsx';

export function SeasonList() {
  return (
    <MadeList<Season>
      part="Catalogue"
      title="Seasons"
      facts="A team’s home games; a season package covers one."
      resource="seasons"
      contract={seasonQuery}
      noun="season"
      searched="Filter by team or season"
      filters={['state']}
      permission="events"
      none="There is no season yet. A season package needs one."
    >
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
    </MadeList>
  );
}
