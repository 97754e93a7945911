import { useId } from 'react';
import { FieldFrame } from '../ui/fields.tsx';
import { PriceFields } from './PriceFields.tsx';

export interface Opponent {
  id: string;
  name: string;
}

/** Each opponent once, by name. */
export function opponentsOf(games: ReadonlyArray<Opponent | null>): Opponent[] {
  const byId = new Map(games.flatMap((opponent) => (opponent ? [[opponent.id, opponent] as const] : [])));
  return [...byId.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** Prices of their own for the games against some; the others follow the package. */
export function OpponentPrices({
  opponents,
  chosen,
  onChange,
}: {
  /** Those of the season. */
  opponents: readonly Opponent[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}) {
  const id = useId();
  const left = opponents.filter((each) => !chosen.includes(each.id));
  return (
    <fieldset className="opponents">
      <legend className="ruled">
        Own prices by opponent <small>all other games follow the price above</small>
      </legend>
      {chosen.map((each) => {
        const opponent = opponents.find((known) => known.id === each) ?? { id: each, name: 'this opponent' };
        return (
          <div key={each} className="form-grid">
            <PriceFields opponent={opponent} />
            <div className="fld f4 leave">
              <button
                type="button"
                className="btn t"
                onClick={() => onChange(chosen.filter((other) => other !== each))}
              >
                No own price for {opponent.name}
              </button>
            </div>
          </div>
        );
      })}
      {left.length > 0 && (
        <div className="form-grid">
          <FieldFrame id={id} label="Another price against">
            <select
              id={id}
              value=""
              onChange={(event) => event.target.value && onChange([...chosen, event.target.value])}
            >
              <option value="">Choose an opponent</option>
              {left.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </select>
          </FieldFrame>
        </div>
      )}
      {opponents.length === 0 && <p className="mut">No opponent of this season is known yet.</p>}
    </fieldset>
  );
}
