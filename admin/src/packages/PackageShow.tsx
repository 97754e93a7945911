import {
  type ConsignedGames,
  gameStates,
  type PackageCalendar,
  type PackageGame,
  packageSeatText,
} from '@holdfast/shared/packages';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { plural } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { confirmPackage, readCalendar } from './calls.ts';
import { canBeChosen, GameMark } from './gameMarks.tsx';
import { Month } from './Month.tsx';
import { monthsOf } from './months.ts';
import { PackagePanel, type PanelName } from './PackagePanel.tsx';
import './packages.css';
import { seasonText } from './seasonText.ts';

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
  return <Calendar data={data} />;
}

function Calendar({ data }: { data: PackageCalendar }) {
  const { package: found, games, counts } = data;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState<string | null>(null);
  const [panel, setPanel] = useState<PanelName>('facts');
  const [said, setSaid] = useState<string | null>(null);
  const [made, setMade] = useState<ConsignedGames | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const months = useMemo(() => monthsOf(games), [games]);
  const free = games.filter(canBeChosen);
  // Games consigned meanwhile leave the selection.
  const still = free.flatMap(({ eventId }) => (chosen.has(eventId) ? [eventId] : []));
  const atCursor = games.find(({ eventId }) => eventId === cursor) ?? null;
  const isEnded = found.state === 'ended';

  function toggle(game: PackageGame) {
    setMade(null);
    setSaid(null);
    if (!canBeChosen(game) || isEnded) return;
    const next = new Set(still);
    if (!next.delete(game.eventId)) next.add(game.eventId);
    setChosen(next);
    if (next.size === 0) leave();
  }
  function move(by: 1 | -1) {
    const from = games.findIndex(({ eventId }) => eventId === cursor);
    const ahead = games.findIndex(({ state }) => state !== 'past');
    const to = from < 0 ? Math.max(0, ahead) : Math.max(0, Math.min(games.length - 1, from + by));
    const game = games[to];
    if (!game) return;
    setCursor(game.eventId);
    document.getElementById(`game-${game.eventId}`)?.focus();
  }
  function chooseAll() {
    setChosen(new Set(still.length === free.length ? [] : free.map(({ eventId }) => eventId)));
    setMade(null);
  }
  const leave = () => setPanel('facts');
  const preview = () => still.length > 0 && setPanel('consign');
  function open(name: PanelName) {
    setPanel(name);
    setMade(null);
    setSaid(null);
  }
  function changed(words: string) {
    leave();
    setSaid(words);
  }
  async function confirm() {
    setProblem(null);
    try {
      await confirmPackage(found.id);
    } catch (refusal) {
      setProblem(refusal instanceof Error ? refusal.message : 'That didn’t work. Nothing was changed.');
    }
    queries.invalidateQueries({ queryKey: ['packages'] });
  }
  function done(answer: ConsignedGames) {
    setMade(answer);
    setChosen(new Set());
    leave();
    queries.invalidateQueries();
  }
  useShortcuts([
    { keys: 'j', also: ['ArrowDown', 'ArrowRight'], does: 'next game', run: () => move(1) },
    { keys: 'k', also: ['ArrowUp', 'ArrowLeft'], does: 'game before', run: () => move(-1) },
    ...(atCursor && canBeChosen(atCursor)
      ? [{ keys: 'x', does: 'choose', run: () => toggle(atCursor) }]
      : []),
    ...(free.length > 0 && !isEnded ? [{ keys: 'Ctrl+a', does: 'all that are free', run: chooseAll }] : []),
    ...(still.length > 0 ? [{ keys: 'c', does: 'consign', run: preview }] : []),
    ...(isEnded
      ? []
      : [
          { keys: 't', does: 'change the terms', run: () => open('terms') },
          { keys: 'e', does: 'end this package', run: () => open('end') },
        ]),
    { keys: 'w', does: 'days of the season', run: () => open('season') },
    ...(atCursor?.listing
      ? [
          {
            keys: 'o',
            does: 'open its listing',
            run: () => navigate(`/listings/${atCursor.listing?.id}/show`),
          },
        ]
      : []),
  ]);
  return (
    <div className="calendar-page">
      <PageHead
        title={`${found.section} / ${found.row} / ${packageSeatText(found)}`}
        facts={
          <>
            {found.season.name}.{' '}
            <Link to={`/consignors/${found.consignor.id}/show`}>{found.consignor.name}</Link>.{' '}
            {found.state === 'draft'
              ? 'A draft: nothing is consigned before it is confirmed.'
              : isEnded
                ? `Ended: ${found.endedReason}`
                : `Confirmed by ${found.confirmedBy}.`}
          </>
        }
      >
        {found.state === 'draft' && (
          <button type="button" className="btn p" onClick={confirm}>
            Confirm this package
          </button>
        )}
        <button type="button" className="btn" onClick={() => open('season')}>
          Days of the season <kbd>w</kbd>
        </button>
        {!isEnded && (
          <>
            <button type="button" className="btn" onClick={() => open('terms')}>
              Change the terms <kbd>t</kbd>
            </button>
            <button type="button" className="btn" onClick={() => open('end')}>
              End this package <kbd>e</kbd>
            </button>
          </>
        )}
        {free.length > 0 && !isEnded && (
          <button type="button" className="btn" onClick={chooseAll}>
            {still.length === free.length ? 'Choose none' : `Choose all ${free.length} free`}{' '}
            <kbd>Ctrl a</kbd>
          </button>
        )}
      </PageHead>
      <div className="two calendar">
        <div className="col">
          <div className="scrolls">
            <div className="body">
              <ul className="tally" aria-label="Games by state">
                {gameStates.map((state) => (
                  <li key={state}>
                    <GameMark state={state} />{' '}
                    <b className={counts[state] === 0 ? 'fnt' : 'bold'}>{counts[state]}</b>
                  </li>
                ))}
              </ul>
              <p className="sm mut">{seasonText(data)}</p>
              {problem && (
                <p className="note danger" role="alert">
                  {problem}
                </p>
              )}
              {said && (
                <p className="note success" role="status">
                  {said}
                </p>
              )}
              {made && counts.consigned > 0 && (
                <p className="note success" role="status">
                  {plural(made.listings, 'listing')} with {plural(made.tickets, 'ticket')}{' '}
                  {made.listings === 1 ? 'waits' : 'wait'} for approval.{' '}
                  <a href="#/to-approve">Open the queue</a>
                </p>
              )}
              {games.length === 0 && (
                <Empty because="No home game of this season is known yet. They appear here when they are scheduled." />
              )}
              {months.map((month) => (
                <Month
                  key={month.key}
                  month={month}
                  chosen={new Set(still)}
                  cursor={cursor}
                  onPick={(game) => {
                    setCursor(game.eventId);
                    toggle(game);
                  }}
                />
              ))}
            </div>
          </div>
          {still.length > 0 && (
            <div className="bulk">
              <b>{plural(still.length, 'game')} chosen</b>
              <span className="sp" />
              <button type="button" className="btn p" onClick={preview}>
                Consign these games <kbd>c</kbd>
              </button>
              <button type="button" className="btn" onClick={() => setChosen(new Set())}>
                Choose none
              </button>
            </div>
          )}
        </div>
        <PackagePanel
          name={panel === 'consign' && still.length === 0 ? 'facts' : panel}
          calendar={data}
          game={atCursor}
          chosen={still}
          onLeave={leave}
          onConsigned={done}
          onChanged={changed}
        />
      </div>
    </div>
  );
}
