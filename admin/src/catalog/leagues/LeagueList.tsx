import { type League, leagueQuery } from '@holdfast/shared/catalog';
import { DataTable } from 'react-admin';
import { CountField } from '../../ui/lists/CountField.tsx';
import { MadeList } from '../../ui/lists/MadeList.tsx';
import { OpenLink } from '../../ui/lists/OpenLink.tsx';
import { Logo } from '../../ui/PictureField.tsx';

export function LeagueList() {
  return (
    <MadeList<League>
      part="Catalogue"
      title="Leagues"
      facts="Leagues, tours and kinds of shows, such as theatre."
      resource="leagues"
      contract={leagueQuery}
      noun="league"
      searched="Filter by code, name or sport"
      permission="events"
      filters={['state']}
      none="There is no league yet. A team’s season belongs to one."
    >
      <DataTable<League> aria-label="Leagues" rowClick="show">
        <DataTable.Col<League>
          label="Code"
          render={(row) => (
            <OpenLink>
              <Logo id={row.logoId} />
              {row.id}
            </OpenLink>
          )}
        />
        <DataTable.Col source="name" label="Name" />
        <DataTable.Col<League> label="Sport" render={({ sport }) => sport ?? 'Not given'} />
        <DataTable.Col label="Teams" className="n">
          <CountField source="teams" />
        </DataTable.Col>
        <DataTable.Col label="Events ahead" className="n">
          <CountField source="upcomingEvents" />
        </DataTable.Col>
      </DataTable>
    </MadeList>
  );
}
