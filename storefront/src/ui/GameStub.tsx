import type { EventPhase } from '@holdfast/shared/orders';
import type { GameSummary } from '../api/loaders.ts';
import { EventPicture } from './EventPicture.tsx';
import { EventTag } from './EventTag.tsx';
import { Price } from './Price.tsx';
import { TeamChip } from './TeamChip.tsx';
import { Teams, timeText } from './Teams.tsx';
import { dayPieces } from './time.ts';

/** The day that it has; of a postponed event the one that it had. */
function DaySide({ game }: { game: GameSummary }) {
  const { weekday, day, month } = dayPieces(game.startsAt, game.venue.timeZone);
  return (
    <span className="day">
      <span className="t">{game.status === 'postponed' ? 'Was' : weekday.slice(0, 3)}</span>
      <span className="t">{month.slice(0, 3)}</span>
      <span className="n">{day}</span>
    </span>
  );
}

/** Why it has no price, by where it stands. */
const notSold: Record<EventPhase, string> = {
  ahead: 'Nothing on sale now',
  today: 'Its sale is over',
  started: 'It has started',
  over: 'Over',
  postponed: 'Nothing on sale until its new date',
  canceled: 'Nothing is sold',
};

/** @param phase of an event in a list of those ahead it needn't be given */
function FromPrice({ game, phase }: { game: GameSummary; phase?: EventPhase | undefined }) {
  const standing = phase ?? (game.status === 'postponed' ? 'postponed' : 'ahead');
  if (!game.fromPrice) return <span className="price-note">{notSold[standing]}</span>;
  return (
    <span>
      <span className="price-note">from</span> <Price value={game.fromPrice} />
    </span>
  );
}

/** An event as a card in a grid; the whole card is one link. */
export function GameCard({ game }: { game: GameSummary }) {
  return (
    <a className="stub" href={`/games/${game.slug}`}>
      <DaySide game={game} />
      <span className="main">
        <Teams event={game} />
        <EventTag event={game} />
        <span className="foot">
          <span className="where">
            {game.venue.name}
            <br />
            {timeText(game)}
          </span>
          <FromPrice game={game} />
        </span>
      </span>
    </a>
  );
}

interface RowProps {
  game: GameSummary;
  /** Where the list is of past events too. */
  phase?: EventPhase;
  /** So many together are looked for, and the price is of those; null: any number. */
  quantity?: number | null;
}

/** An event as a row of a list. */
export function GameRow({ game, phase, quantity = null }: RowProps) {
  const { home, away } = game;
  return (
    <a
      className="stub row-stub"
      href={`/games/${game.slug}${quantity === null ? '' : `?quantity=${quantity}`}`}
    >
      <DaySide game={game} />
      <span className={game.pictureId === null ? 'main' : 'main pictured'}>
        <EventPicture event={game} className="thumb" sizes="8rem" />
        <span>
          {home && away ? (
            <span className="teams">
              <TeamChip team={away} />
              <span>{away.name}</span> <span className="at">at</span>{' '}
              <span className="tm">
                <TeamChip team={home} />
                <span>{home.name}</span>
              </span>
            </span>
          ) : (
            <span className="teams teams-one">{game.name}</span>
          )}
          <span className="where">
            {timeText(game)} · {game.venue.name}, {game.venue.city}
          </span>
          <EventTag event={game} />
        </span>
        <span className="cost">
          <FromPrice game={game} phase={phase} />
          {game.fromPrice && (
            <span className="price-note">
              each{quantity !== null && quantity > 1 && ` of ${quantity}`}, all fees in
            </span>
          )}
        </span>
      </span>
    </a>
  );
}
