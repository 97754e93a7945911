import type { GameSummary } from '../api/loaders.ts';
import { Price } from '../ui/Price.tsx';
import { TeamChip } from '../ui/TeamChip.tsx';
import { timeText } from '../ui/Teams.tsx';
import { dayOnBoard } from '../ui/time.ts';

/** The next games on the board. */
export function NextGames({ games, now }: { games: GameSummary[]; now: number }) {
  if (games.length === 0) {
    return (
      <section className="board" aria-label="Next events">
        <div className="board-cap">
          <b>Nothing on sale just now</b>
        </div>
        <p className="board-empty">New events appear as soon as sellers add them.</p>
      </section>
    );
  }
  return (
    <section className="board" aria-label="Next events on sale">
      <div className="board-cap">
        <b>Next events</b>
        <span>Lowest price, all fees in</span>
      </div>
      {games.map((game) => (
        <BoardRow key={game.id} game={game} now={now} />
      ))}
    </section>
  );
}

function BoardRow({ game, now }: { game: GameSummary; now: number }) {
  const { text, lit } = dayOnBoard(game.startsAt, game.venue.timeZone, now);
  return (
    <a className="board-row" href={`/games/${game.slug}`}>
      <span className="when">
        <b className={lit ? 'lit' : undefined}>{text}</b> {timeText(game)}
      </span>
      {game.home && game.away ? (
        <span className="who">
          <TeamChip team={game.away} />
          <span>{game.away.name}</span>
          <TeamChip team={game.home} />
          <span>
            <span className="vh">at </span>
            {game.home.name}
          </span>
        </span>
      ) : (
        <span className="who who-one">{game.name}</span>
      )}
      <span className="cost">{game.fromPrice && <Price className="plate" value={game.fromPrice} />}</span>
    </a>
  );
}
