import type { AdminPerformer, Performer } from '@holdfast/shared/catalog';
import { Link } from 'react-router';
import { RecordLog } from '../../audit/RecordLog.tsx';
import { usePermission } from '../../authProvider/usePermission.ts';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { DeskShow } from '../../ui/DeskShow.tsx';
import { plural } from '../../ui/figures.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { EntryActions, Standing } from '../EntryActions.tsx';
import { LogoSection } from '../LogoSection.tsx';
import { MergePanel } from '../MergePanel.tsx';

export function PerformerShow() {
  return <DeskShow<AdminPerformer> what="the team">{(record) => <Page record={record} />}</DeskShow>;
}

function Page({ record }: { record: AdminPerformer }) {
  useCrumbs('Catalogue', 'Teams and artists', record.name);
  const mayChange = usePermission('events') && record.mergedInto === null;
  const events = plural(record.upcomingEvents, 'event');
  return (
    <div className="col scrolls">
      <PageHead title={record.name} facts={`${record.league ?? 'In no league'}; ${events} ahead.`}>
        {mayChange && <EntryActions resource="performers" record={record} />}
      </PageHead>
      <div className="body">
        <Standing record={record} resource="performers" />
        <Facts record={record} />
        <LogoSection resource="performers" record={record} mayChange={mayChange} />
        {mayChange && (
          <MergePanel
            resource="performers"
            record={record}
            nameOf={({ name, league }: Performer) => (league === null ? name : `${name}, ${league}`)}
          />
        )}
        {mayChange && <RecordLog />}
      </div>
    </div>
  );
}

function Facts({ record }: { record: AdminPerformer }) {
  const { shortName, code, city, homeVenueId, homeVenue, aliases, outsideIds } = record;
  return (
    <dl className="kv facts" style={{ maxWidth: 760 }}>
      <dt>Short name</dt>
      <dd>{code === null ? shortName : `${shortName}, ${code}`}</dd>
      <dt>City</dt>
      <dd>{city || 'Not given'}</dd>
      <dt>Home venue</dt>
      <dd>{homeVenueId ? <Link to={`/venues/${homeVenueId}/show`}>{homeVenue}</Link> : 'Not given'}</dd>
      <dt>Colors</dt>
      <dd>
        {[record.primaryColor, record.secondaryColor].map(
          (color) => color && <Swatch key={color} color={color} />,
        )}
        {record.primaryColor === null && record.secondaryColor === null && 'Not given'}
      </dd>
      <dt>Other names</dt>
      <dd>{aliases.join(', ') || 'None'}</dd>
      <dt>Elsewhere</dt>
      <dd>{outsideIds.map(({ system, id }) => `${system} ${id}`).join(', ') || 'No ids'}</dd>
    </dl>
  );
}

function Swatch({ color }: { color: string }) {
  return (
    <span style={{ marginRight: 12 }}>
      <i
        aria-hidden="true"
        style={{ display: 'inline-block', width: 12, height: 12, background: color, marginRight: 4 }}
      />
      {color}
    </span>
  );
}
