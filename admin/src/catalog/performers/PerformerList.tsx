import { type AdminPerformer, performerQuery } from '@holdfast/shared/catalog';
import { DataTable } from 'react-admin';
import { CountField } from '../../ui/lists/CountField.tsx';
import { MadeList } from '../../ui/lists/MadeList.tsx';
import { OpenLink } from '../../ui/lists/OpenLink.tsx';
import { Logo } from '../../ui/PictureField.tsx';

export function PerformerList() {
  return (
    <MadeList<AdminPerformer>
      part="Catalogue"
      title="Teams and artists"
      facts="Who plays; found by every one of their names."
      resource="performers"
      contract={performerQuery}
      noun="team"
      searched="Filter by name, code or city"
      permission="events"
      filters={['state', 'league']}
      none="There is no team yet. A season needs one."
    >
      <DataTable<AdminPerformer> aria-label="Teams and artists" rowClick="show">
        <DataTable.Col<AdminPerformer>
          source="name"
          label="Name"
          render={(row) => (
            <OpenLink>
              <Logo id={row.logoId} />
              {row.name}
            </OpenLink>
          )}
        />
        <DataTable.Col<AdminPerformer> label="Code" className="wide-only" render={({ code }) => code} />
        <DataTable.Col source="city" label="City" />
        <DataTable.Col<AdminPerformer> label="League" render={({ league }) => league ?? 'None'} />
        <DataTable.Col<AdminPerformer>
          label="Home"
          className="wide-only mut"
          render={({ homeVenue }) => homeVenue ?? 'Not given'}
        />
        <DataTable.Col label="Events ahead" className="n">
          <CountField source="upcomingEvents" />
        </DataTable.Col>
      </DataTable>
    </MadeList>
  );
}
