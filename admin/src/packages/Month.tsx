import type { PackageGame } from '@holdfast/shared/packages';
import { plural } from '../ui/figures.tsx';
import { clockOf, zoneOf } from '../ui/time.ts';
import { canBeChosen, GameMark, gameNote } from './gameMarks.tsx';
import { type MonthOfGames, weekdays } from './months.ts';

/** One month: seven columns, and of its weeks those that have a game. */
export function Month({
  month,
  chosen,
  cursor,
  onPick,
}: {
  month: MonthOfGames;
  chosen: ReadonlySet<string>;
  cursor: string | null;
  onPick: (game: PackageGame) => void;
}) {
  return (
    <section className="sec month">
      <h2>
        {month.name} <small>{plural(month.games, 'home game')}</small>
      </h2>
      <table>
        <thead>
          <tr>
            {weekdays.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {month.weeks.map((week) => (
            <tr key={week.key}>
              {week.days.map((day, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the seven days of a week, in their order
                <td key={at} className={day && day.games.length > 0 ? 'has' : undefined}>
                  {day && <span className="day">{day.number}</span>}
                  {day?.games.map((game) => (
                    <GameCell
                      key={game.eventId}
                      game={game}
                      isChosen={chosen.has(game.eventId)}
                      isAtCursor={cursor === game.eventId}
                      onPick={onPick}
                    />
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function GameCell({
  game,
  isChosen,
  isAtCursor,
  onPick,
}: {
  game: PackageGame;
  isChosen: boolean;
  isAtCursor: boolean;
  onPick: (game: PackageGame) => void;
}) {
  const note = gameNote(game);
  const time = game.timeTbd
    ? 'time open'
    : `${clockOf(game.startsAt, game.timeZone)} ${zoneOf(game.startsAt, game.timeZone)}`;
  const looks = ['game', game.state, isChosen ? 'chosen' : '', isAtCursor ? 'cursor' : ''];
  return (
    <button
      type="button"
      id={`game-${game.eventId}`}
      className={looks.filter(Boolean).join(' ')}
      aria-pressed={canBeChosen(game) ? isChosen : undefined}
      onClick={() => onPick(game)}
    >
      <b>{game.opponent?.name ?? game.name}</b>
      <span className="mut">{time}</span>
      <span className="how">
        <GameMark state={game.state} />
        {note && <i>{note}</i>}
      </span>
    </button>
  );
}
