import { useState } from 'react';
import { useNavigation } from '../router/navigation.ts';
import type { Games } from './loadGames.ts';
import { addressOf, isPosition } from './search.ts';

/** Milliseconds after which a browser that doesn't know its position is no longer waited for. */
const patienceMs = 15_000;
/** What is left of a position: a tenth of a degree, some seven miles. An address is kept, logged and shared. */
const roughly = (degrees: number) => degrees.toFixed(1);

/** Events near a city, or near the visitor: the browser is asked for its position when they press, and never before. */
export function Near({ data: { search, facets } }: { data: Games }) {
  const { navigate } = useNavigation();
  const [state, setState] = useState<'asking' | 'unknown' | null>(null);
  const { near, within } = search;
  const towns = facets.towns.toSorted((a, b) => a.value.localeCompare(b.value, 'en'));
  const isTown = near !== null && !isPosition(near);
  const distances = facets.distances.some(({ value }) => value === within)
    ? facets.distances
    : [...facets.distances, { value: within, count: 0 }].sort((a, b) => a.value - b.value);

  const ask = () => {
    if (!('geolocation' in navigator)) return setState('unknown');
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState(null);
        const here = `${roughly(coords.latitude)},${roughly(coords.longitude)}`;
        navigate(addressOf({ ...search, near: here, page: 1 }), { stay: true });
      },
      () => setState('unknown'),
      { timeout: patienceMs, maximumAge: 10 * 60_000 },
    );
  };
  return (
    <fieldset className="near-place">
      <legend>Near</legend>
      <label className="field">
        <span className="vh">Near which city</span>
        <select className="input" name="near" defaultValue={near ?? ''}>
          <option value="">Anywhere</option>
          {near !== null && isPosition(near) && <option value={near}>Where you are</option>}
          {isTown && !towns.some(({ value }) => value === near) && <option value={near}>{near} (0)</option>}
          {towns.map(({ value, count }) => (
            <option key={value} value={value}>
              {value} ({count})
            </option>
          ))}
        </select>
      </label>
      {near !== null && (
        <label className="field">
          <span className="vh">How near</span>
          <select className="input" name="within" defaultValue={within}>
            {distances.map(({ value, count }) => (
              <option key={value} value={value}>
                Within {value} miles ({count})
              </option>
            ))}
          </select>
        </label>
      )}
      <button
        type="button"
        className="link needs-scripts"
        aria-disabled={state === 'asking' || undefined}
        onClick={ask}
      >
        {state === 'asking' ? 'Asking your browser…' : 'Use where I am'}
      </button>
      <p className="hint" role="status">
        {state === 'unknown' && 'Your browser doesn’t say where you are. Choose a city instead.'}
      </p>
    </fieldset>
  );
}
