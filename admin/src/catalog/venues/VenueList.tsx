import { type VenueRow, venueQuery } from '@holdfast/shared/catalog';
import { DataTable } from 'react-admin';
import { CountField } from '../../ui/lists/CountField.tsx';
import { MadeList } from '../../ui/lists/MadeList.tsx';
import { OpenLink } from '../../ui/lists/OpenLink.tsx';
import { CatalogFile } from '../CatalogFile.tsx';

export function VenueList() {
  return (
    <MadeList<VenueRow>
      part="Catalogue"
      title="Venues"
      facts="Where events take place; wall times are in the venue’s zone."
      resource="venues"
      contract={venueQuery}
      noun="venue"
      searched="Filter by name or city"
      permission="events"
      filters={['state']}
      tools={
        <CatalogFile
          resource="venues"
          columns="id, name, address, city, state, country, time zone, latitude, longitude, capacity, sections, other names, outside ids"
        />
      }
      none="There is no venue yet. Teams and events need one."
    >
      <DataTable<VenueRow> aria-label="Venues" rowClick="show">
        <DataTable.Col<VenueRow>
          source="name"
          label="Name"
          render={(row) => <OpenLink>{row.name}</OpenLink>}
        />
        <DataTable.Col<VenueRow>
          source="city"
          label="City"
          render={({ city, region, country }) => [city, region, country].filter(Boolean).join(', ')}
        />
        <DataTable.Col source="timeZone" label="Time zone" disableSort className="wide-only mut" />
        <DataTable.Col label="Events ahead" className="n">
          <CountField source="upcomingEvents" />
        </DataTable.Col>
      </DataTable>
    </MadeList>
  );
}
