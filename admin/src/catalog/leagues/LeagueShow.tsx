import type { League } from '@holdfast/shared/catalog';
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

export function LeagueShow() {
  return <DeskShow<League> what="the league">{(record) => <Page record={record} />}</DeskShow>;
}

function Page({ record }: { record: League }) {
  const { id, name, sport, teams, upcomingEvents } = record;
  useCrumbs('Catalogue', 'Leagues', name);
  const mayChange = usePermission('events') && record.mergedInto === null;
  return (
    <div className="col scrolls">
      <PageHead title={name} facts={`${id}${sport === null ? '' : `, ${sport}`}.`}>
        {mayChange && <EntryActions resource="leagues" record={record} />}
      </PageHead>
      <div className="body">
        <Standing record={record} resource="leagues" />
        <dl className="kv facts" style={{ maxWidth: 760 }}>
          <dt>Teams</dt>
          <dd>
            <Link to={`/performers?league=${id}`}>{plural(teams, 'team')}</Link>
          </dd>
          <dt>Events ahead</dt>
          <dd>
            <Link to={`/events?league=${id}`}>{plural(upcomingEvents, 'event')}</Link>
          </dd>
        </dl>
        <LogoSection resource="leagues" record={record} mayChange={mayChange} />
        {mayChange && (
          <MergePanel
            resource="leagues"
            record={record}
            nameOf={(other: League) => `${other.id}, ${other.name}`}
          />
        )}
        {mayChange && <RecordLog />}
      </div>
    </div>
  );
}
