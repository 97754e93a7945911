import { useEffect, useRef } from 'react';
import { startOf } from '../ui/time.ts';
import { type SeasonChoice, useSeasonGames } from './useSeasonGames.ts';

/** The season's home games ahead; all are chosen at first, since that is what most consignors want. */
export function GameChecklist({ seasonId, chosen, onChange }: SeasonChoice) {
  const games = useSeasonGames(seasonId);
  const begun = useRef<string | null>(null);
  useEffect(() => {
    if (!games || begun.current === seasonId) return;
    begun.current = seasonId;
    onChange(games.map((game) => game.id));
  }, [games, seasonId, onChange]);
  return (
    <fieldset className="games">
      <legend className="ruled">
        Games{' '}
        <small>
          {games
            ? `${chosen.length} of ${games.length} home games ahead`
            : 'choose a season to see its home games'}
        </small>
        {games && games.length > 0 && (
          <span className="r">
            <button type="button" className="link" onClick={() => onChange(games.map((game) => game.id))}>
              All
            </button>{' '}
            ·{' '}
            <button type="button" className="link" onClick={() => onChange([])}>
              None
            </button>
          </span>
        )}
      </legend>
      {games?.length === 0 && <p className="mut">This season has no home game ahead.</p>}
      <ul>
        {games?.map((game) => (
          <li key={game.id}>
            <label>
              <input
                type="checkbox"
                className="check"
                checked={chosen.includes(game.id)}
                onChange={(event) =>
                  onChange(
                    event.target.checked ? [...chosen, game.id] : chosen.filter((id) => id !== game.id),
                  )
                }
              />
              <b className="bold">{game.away ? game.away.shortName : game.name}</b>
              <span className="mut">{startOf(game)}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
