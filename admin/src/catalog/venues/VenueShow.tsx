import type { AdminVenue, Venue } from '@holdfast/shared/catalog';
import { RecordLog } from '../../audit/RecordLog.tsx';
import { usePermission } from '../../authProvider/usePermission.ts';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { DeskShow } from '../../ui/DeskShow.tsx';
import { countOf, plural } from '../../ui/figures.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { EntryActions, Standing } from '../EntryActions.tsx';
import { MergePanel } from '../MergePanel.tsx';

export function VenueShow() {
  return <DeskShow<AdminVenue> what="the venue">{(record) => <Page record={record} />}</DeskShow>;
}

function Page({ record }: { record: AdminVenue }) {
  useCrumbs('Catalogue', 'Venues', record.name);
  const mayChange = usePermission('events') && record.mergedInto === null;
  return (
    <div className="col scrolls">
      <PageHead
        title={record.name}
        facts={`${plural(record.upcomingEvents, 'event')} ahead, in the time of ${record.timeZone}.`}
      >
        {mayChange && <EntryActions resource="venues" record={record} />}
      </PageHead>
      <div className="body">
        <Standing record={record} resource="venues" />
        <Facts record={record} />
        {mayChange && (
          <MergePanel
            resource="venues"
            record={record}
            nameOf={({ name, city }: Venue) => `${name}, ${city}`}
          />
        )}
        {mayChange && <RecordLog />}
      </div>
    </div>
  );
}

function Facts({ record }: { record: AdminVenue }) {
  const { address, city, region, country, latitude, longitude, capacity, levels, aliases, outsideIds } =
    record;
  return (
    <dl className="kv facts" style={{ maxWidth: 760 }}>
      <dt>Address</dt>
      <dd>{[address, city, region, country].filter(Boolean).join(', ')}</dd>
      <dt>Position</dt>
      <dd>{latitude === null || longitude === null ? 'Not given' : `${latitude}°, ${longitude}°`}</dd>
      <dt>Capacity</dt>
      <dd>{capacity === null ? 'Not given' : countOf(capacity)}</dd>
      {levels.length === 0 && (
        <>
          <dt>Sections</dt>
          <dd>Not given</dd>
        </>
      )}
      {levels.map(({ name, sections }) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{sections.join(', ')}</dd>
        </div>
      ))}
      <dt>Other names</dt>
      <dd>{aliases.join('; ') || 'None'}</dd>
      <dt>Elsewhere</dt>
      <dd>{outsideIds.map(({ system, id }) => `${system} ${id}`).join(', ') || 'No ids'}</dd>
    </dl>
  );
}
