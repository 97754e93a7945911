import type { CatalogEvent } from '@holdfast/shared/catalog';
import type { EventPhase } from '@holdfast/shared/orders';
import type { GameSummary } from '../api/loaders.ts';
import { GameCard } from '../ui/GameStub.tsx';
import { dayGreeting } from '../ui/time.ts';
import { WaitForTickets } from './WaitForTickets.tsx';

interface Props {
  event: CatalogEvent;
  phase: EventPhase;
  nearby: GameSummary[];
}

/** Why nothing is on sale, in words of its own for each reason, and the nearest games that have tickets. */
export function NotOnSale({ event, phase, nearby }: Props) {
  const { title, text } = wordsOf(event, phase);
  const team = event.home?.shortName ?? null;
  return (
    <div className="plain wide">
      <h2>{title}</h2>
      <p>{text}</p>
      {(phase === 'ahead' || phase === 'postponed') && <WaitForTickets event={event} isSoldOut={true} />}
      {nearby.length > 0 && (
        <>
          <h3>{team === null ? 'Nearest events with tickets' : `Nearest games with tickets`}</h3>
          <ul className="cards">
            {nearby.map((game) => (
              <li key={game.id}>
                <GameCard game={game} />
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="acts">
        {event.home && (
          <a className="btn btn-line" href={`/games?performer=${event.home.slug}`}>
            All {team} games
          </a>
        )}
        <a className="btn btn-line" href="/games">
          All events
        </a>
      </div>
    </div>
  );
}

function wordsOf(event: CatalogEvent, phase: EventPhase): { title: string; text: string } {
  switch (phase) {
    case 'canceled':
      return {
        title: 'This event is canceled',
        text: 'Nothing is sold for it. Everybody who bought tickets here gets all of their money back.',
      };
    case 'postponed':
      return {
        title: 'This event is postponed',
        text: 'It is on sale again when the new date is known. Tickets that were sold stay good for the new date.',
      };
    case 'over':
      return {
        title: 'This event is over',
        text: `It was ${dayGreeting(event.startsAt, event.venue.timeZone)}. Its tickets are no longer sold.`,
      };
    case 'today':
      return { title: 'This event is today', text: 'Its sale is over.' };
    case 'started':
      return { title: 'This event has started', text: 'Its sale ended when it began.' };
    case 'ahead':
      return {
        title: 'Sold out for now',
        text: 'Seats become available when a hold ends or a seller adds new ones. This page updates every few seconds.',
      };
  }
}
