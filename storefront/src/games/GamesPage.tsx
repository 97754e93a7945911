import { useEffect, useRef } from 'react';
import { type PageProps, route } from '../router/route.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { GameRow } from '../ui/GameStub.tsx';
import { CrossIcon } from '../ui/icons.tsx';
import { moneyText } from '../ui/money.ts';
import { Pages } from '../ui/Pages.tsx';
import { SearchForm } from '../ui/SearchForm.tsx';
import { counted } from '../ui/text.ts';
import { dayOfWeek, dayShort } from '../ui/time.ts';
import { Filters } from './Filters.tsx';
import { type BroaderSearch, type Games, loadGames } from './loadGames.ts';
import { SearchAlert } from './SearchAlert.tsx';
import { addressOf, filtersOf, searchNames, searchTitle } from './search.ts';

function GamesPage({ data }: PageProps<Games>) {
  const { search, teamName, games, total } = data;
  const announce = useAnnounce();
  const isFirst = useRef(true);
  const address = addressOf(search);
  // biome-ignore lint/correctness/useExhaustiveDependencies: announced once per search
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else announce(counted(total, 'event'));
  }, [address]);
  return (
    <div className="wrap">
      <div className="find-head">
        <h1>{searchTitle(search, teamName, data.currency, data.facets.leagues)}</h1>
        {data.corrected !== null && total > 0 && (
          <p className="muted">
            Showing events for <b>“{data.corrected}”</b>.
          </p>
        )}
      </div>
      <FoundPlaces places={data.places} />
      <div className="find">
        <input type="checkbox" id="show-filters" className="vh fold" aria-label="Show all filters" />
        <Filters data={data} />
        <div>
          <SearchForm id="list-q" className="only-phone phone-search" value={search.q ?? ''} />
          <div className="bar">
            <p>
              <b>{counted(total, 'event')}</b>
              {games[0] && search.sort === 'startsAt' && search.page === 1 && (
                <span className="muted"> from {firstDay(games[0])}</span>
              )}
            </p>
            <div className="chips">
              {filtersOf(search, teamName, data.currency).map(({ label, withoutIt }) => (
                <a key={label} className="chip chip-on" href={addressOf(withoutIt)}>
                  {label}
                  <span className="vh">: take this filter away</span>
                  <CrossIcon />
                </a>
              ))}
              <label htmlFor="show-filters" className="chip only-phone">
                All filters
              </label>
            </div>
          </div>
          {games.length > 0 && (
            <ul className="game-list">
              {games.map((game) => (
                <li key={game.id}>
                  <GameRow game={game} quantity={search.quantity} />
                </li>
              ))}
            </ul>
          )}
          {games.length > 0 && (
            <Pages
              page={search.page}
              pages={data.pages}
              addressOf={(page) => addressOf({ ...search, page })}
              back="Earlier events"
              more="More events"
            />
          )}
          {total === 0 && <NothingFound data={data} />}
          {filtersOf(search, teamName, data.currency).length > 0 && (
            <SearchAlert key={address} search={addressOf({ ...search, page: 1 }).split('?')[1] ?? ''} />
          )}
          {total > 0 && games.length === 0 && (
            <p>
              There is no such page. <a href={addressOf({ ...search, page: 1 })}>Go to its first page</a>
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

/** Teams and venues that the words mean, each a page of its own. */
function FoundPlaces({ places: { teams, venues } }: { places: Games['places'] }) {
  if (teams.length + venues.length === 0) return null;
  return (
    <ul className="chips found-places" aria-label="Teams and venues">
      {teams.map(({ slug, name }) => (
        <li key={slug}>
          <a className="chip" href={`/teams/${slug}`}>
            {name}
          </a>
        </li>
      ))}
      {venues.map(({ slug, name, city }) => (
        <li key={slug}>
          <a className="chip" href={`/venues/${slug}`}>
            {name}, {city}
          </a>
        </li>
      ))}
    </ul>
  );
}

function firstDay({ startsAt, venue }: Games['games'][number]): string {
  return dayShort(startsAt, venue.timeZone);
}

function NothingFound({ data: { broader } }: { data: Games }) {
  return (
    <div className="empty">
      <div>
        <h2>No events match</h2>
        <p className="muted">
          {broader.length > 0
            ? 'Broader searches that have events:'
            : 'Broader searches have none either. Try other words, or see all events.'}
        </p>
      </div>
      {broader.length > 0 && (
        <div className="loosen">
          {broader.map((each) => (
            <BroaderSearchLink key={each.label} {...each} />
          ))}
        </div>
      )}
      <p>
        <a className="btn btn-line" href="/games">
          All events
        </a>
      </p>
    </div>
  );
}

function BroaderSearchLink({ label, search, total, first }: BroaderSearch) {
  return (
    <a href={addressOf(search)}>
      <span>
        <b>{label.charAt(0).toUpperCase() + label.slice(1)}</b>
        <span className="muted small">
          The first is {first.name}, {dayOfWeek(first.startsAt, first.venue.timeZone)}
          {first.fromPrice && `, from ${moneyText(first.fromPrice)} each`}
        </span>
      </span>
      <span className="fig">{counted(total, 'event')}</span>
    </a>
  );
}

/** /games: the list of events with its filters. */
export const gamesRoute = route<Games>({
  name: 'games',
  path: '/games',
  searchParams: searchNames,
  load: loadGames,
  head: ({ search, teamName, total, facets, currency }) => ({
    title: searchTitle(search, teamName, currency, facets.leagues),
    description: `${counted(total, 'event')} with tickets from season-ticket holders. Every price is the whole price.`,
    // An empty page isn't indexed, and other sort orders count as the same page.
    ...(total > 0 ? { canonical: addressOf({ ...search, sort: 'startsAt' }) } : {}),
  }),
  Page: GamesPage,
});
