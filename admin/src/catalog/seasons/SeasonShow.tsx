import type { AdminSeason, Season } from '@holdfast/shared/catalog';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { Link } from 'react-router';
import { RecordLog } from '../../audit/RecordLog.tsx';
import { usePermission } from '../../authProvider/usePermission.ts';
import { useAdminProvider } from '../../dataProvider/index.ts';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { DeskShow } from '../../ui/DeskShow.tsx';
import { dayText } from '../../ui/dates/dayText.ts';
import { ErrorMessage } from '../../ui/ErrorMessage.tsx';
import { plural } from '../../ui/figures.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { startOf } from '../../ui/time.ts';
import { EntryActions, Standing } from '../EntryActions.tsx';
import { MergePanel } from '../MergePanel.tsx';
import { HeldMoves } from './HeldMoves.tsx';
import { ScheduleEditor } from './ScheduleEditor.tsx';

export function SeasonShow() {
  return (
    <DeskShow<AdminSeason> what="the season">
      {(record, refetch) => <Page record={record} refetch={refetch} />}
    </DeskShow>
  );
}

function Page({ record, refetch }: { record: AdminSeason; refetch: () => Promise<unknown> }) {
  const { id, name, games, upcomingHomeGames, windows, performer } = record;
  useCrumbs('Catalogue', 'Seasons', name);
  const mayChange = usePermission('events') && record.mergedInto === null;
  return (
    <div className="col scrolls">
      <PageHead title={name} facts={`${plural(games, 'home game')}, of which ${upcomingHomeGames} ahead.`}>
        <Link className="btn" to={`/performers/${performer.id}/show`}>
          The team
        </Link>
        {mayChange && (
          <>
            <Export id={id} />
            <EntryActions resource="seasons" record={record} />
          </>
        )}
      </PageHead>
      <div className="body">
        <Standing resource="seasons" record={record} />
        <Days windows={windows} />
        {mayChange && <HeldMoves seasonId={id} />}
        <Games seasonId={id} games={games} />
        {mayChange && record.retiredAt === null && <ScheduleEditor season={record} onApplied={refetch} />}
        {mayChange && (
          <MergePanel
            resource="seasons"
            record={record}
            nameOf={(other: Season) => other.name}
            filter={{ performerId: performer.id }}
            afterwards="and its page goes on leading to the one that stays"
          />
        )}
        <RecordLog />
      </div>
    </div>
  );
}

const windowNames = { selling: 'On sale', regular: 'Regular season', playoffs: 'Play-offs' } as const;

function Days({ windows }: Pick<AdminSeason, 'windows'>) {
  return (
    <dl className="kv facts" style={{ maxWidth: 760 }}>
      {(['selling', 'regular', 'playoffs'] as const).map((part) => {
        const days = windows[part];
        return (
          <Fragment key={part}>
            <dt>{windowNames[part]}</dt>
            <dd>{days ? `${dayText(days.from)} to ${dayText(days.until)}` : 'Days not known yet'}</dd>
          </Fragment>
        );
      })}
    </dl>
  );
}

const exported = [
  ['csv', 'CSV'],
  ['xlsx', 'XLSX'],
  ['ics', 'ICS'],
  ['json', 'SkyBox JSON'],
] as const;

/** The schedule as a file that is read again without a change. */
function Export({ id }: { id: string }) {
  return (
    <span className="exports">
      Export as{' '}
      {exported.map(([ending, name]) => (
        <a key={ending} className="btn" href={`/api/admin/seasons/${id}/schedule.${ending}`} download>
          {name}
        </a>
      ))}
    </span>
  );
}

/** @param games how many the season has; another number reads the list again */
function Games({ seasonId, games }: { seasonId: string; games: number }) {
  const provider = useAdminProvider();
  const { data, error, refetch } = useQuery({
    queryKey: ['seasonGames', seasonId, games],
    queryFn: () => provider.seasonGames(seasonId),
  });
  if (error)
    return <ErrorMessage what="The games couldn’t be loaded." error={error} retry={() => refetch()} />;
  return (
    <section className="sec">
      <h2>
        Home games ahead <small>in the venue’s time</small>
      </h2>
      {!data && <p className="mut">Reading the games…</p>}
      {data?.length === 0 && <p className="mut">No game is ahead. Add them below.</p>}
      <ul className="plain">
        {data?.map((event) => (
          <li key={event.id}>
            <Link to={`/events/${event.id}/show`}>{event.name}</Link>, {startOf(event)}, {event.venue.name}
          </li>
        ))}
      </ul>
    </section>
  );
}
