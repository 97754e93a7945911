import { gameStates, type PackageCalendar, packageSeatText } from '@holdfast/shared/packages';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { plural } from '../ui/figures.tsx';
import { Reading } from '../ui/Reading.tsx';
import { CalendarHead } from './CalendarHead.tsx';
import { readCalendar } from './calls.ts';
import { GameMark } from './gameMarks.tsx';
import { Month } from './Month.tsx';
import { PackagePanel } from './PackagePanel.tsx';
import { seasonText } from './seasonText.ts';
import { type Calendar, useCalendar } from './useCalendar.ts';
import './packages.css';

/** A package as a calendar: what became of each game, and which are consigned next. */
export function PackageShow() {
  const { id = '' } = useParams();
  const calendar = useQuery({
    queryKey: ['packages', id, 'calendar'],
    queryFn: () => readCalendar(id),
    refetchInterval: 10_000,
  });
  const data = calendar.data;
  const place = data
    ? `${data.package.section} / ${data.package.row} / ${packageSeatText(data.package)}`
    : id;
  useCrumbs('Consignment', 'Season packages', place);
  if (!data && calendar.error)
    return (
      <ErrorMessage what="This package couldn’t be loaded." error={calendar.error} retry={calendar.refetch} />
    );
  if (!data) return <Reading what="the package" />;
  return <Page data={data} />;
}

function Page({ data }: { data: PackageCalendar }) {
  const calendar = useCalendar(data);
  return (
    <div className="calendar-page">
      <CalendarHead calendar={calendar} />
      <div className="two calendar">
        <div className="col">
          <div className="scrolls">
            <Games calendar={calendar} />
          </div>
          <ChosenBar calendar={calendar} />
        </div>
        <PackagePanel
          name={calendar.panel}
          calendar={data}
          game={calendar.atCursor}
          chosen={calendar.still}
          onLeave={calendar.leave}
          onConsigned={calendar.consigned}
          onChanged={calendar.changed}
        />
      </div>
    </div>
  );
}

function Games({ calendar }: { calendar: Calendar }) {
  const { data, months, still, cursor, pick } = calendar;
  const chosen = new Set(still);
  return (
    <div className="body">
      <ul className="tally" aria-label="Games by state">
        {gameStates.map((state) => (
          <li key={state}>
            <GameMark state={state} />{' '}
            <b className={data.counts[state] === 0 ? 'fnt' : 'bold'}>{data.counts[state]}</b>
          </li>
        ))}
      </ul>
      <p className="sm mut">{seasonText(data)}</p>
      <Outcome calendar={calendar} />
      {data.games.length === 0 && (
        <Empty because="No home game of this season is known yet. They appear here when they are scheduled." />
      )}
      {months.map((month) => (
        <Month key={month.key} month={month} chosen={chosen} cursor={cursor} onPick={pick} />
      ))}
    </div>
  );
}

/** What the last action came to. */
function Outcome({ calendar: { problem, outcome, made, data } }: { calendar: Calendar }) {
  return (
    <>
      {problem && (
        <p className="note danger" role="alert">
          {problem}
        </p>
      )}
      {outcome && (
        <p className="note success" role="status">
          {outcome}
        </p>
      )}
      {made && data.counts.consigned > 0 && (
        <p className="note success" role="status">
          {plural(made.listings, 'listing')} with {plural(made.tickets, 'ticket')}{' '}
          {made.listings === 1 ? 'waits' : 'wait'} for approval. <a href="#/to-approve">Open the queue</a>
        </p>
      )}
    </>
  );
}

function ChosenBar({ calendar: { still, preview, chooseNone } }: { calendar: Calendar }) {
  if (still.length === 0) return null;
  return (
    <div className="bulk">
      <b>{plural(still.length, 'game')} chosen</b>
      <span className="sp" />
      <button type="button" className="btn p" onClick={preview}>
        Consign these games <kbd>c</kbd>
      </button>
      <button type="button" className="btn" onClick={chooseNone}>
        Choose none
      </button>
    </div>
  );
}
