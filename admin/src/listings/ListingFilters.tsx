import { useEffect, useRef, useState } from 'react';
import { useKeys } from '../ui/keys.tsx';
import type { ListingView } from './listingView.ts';

const named = { consignorId: 'One consignor', eventId: 'One event', importId: 'One import' } as const;

/** Filters as removable chips, and the two that are typed or chosen. */
export function ListingFilters({ view }: { view: ListingView }) {
  const field = useRef<HTMLInputElement>(null);
  const asked = view.filter.q ?? '';
  const [words, setWords] = useState(asked);
  const put = useRef(view.put);
  put.current = view.put;
  useEffect(() => setWords(asked), [asked]);
  useEffect(() => {
    if (words === asked) return;
    const timer = setTimeout(() => put.current({ q: words.trim() || null }), 300);
    return () => clearTimeout(timer);
  }, [words, asked]);
  useKeys([{ keys: 'f', does: 'filter', run: () => field.current?.focus() }]);
  return (
    <div className="chips">
      <label className="filter">
        <span className="sr">Filter by team, section or consignor</span>
        <input
          ref={field}
          type="text"
          value={words}
          placeholder="Team, section, consignor"
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
      </label>
      <label className="filter">
        League
        <select
          value={view.filter.league ?? ''}
          onChange={(event) => view.put({ league: event.target.value || null })}
        >
          <option value="">All</option>
          <option value="NFL">NFL</option>
          <option value="NHL">NHL</option>
          <option value="own">Own events</option>
        </select>
      </label>
      {Object.entries(named).map(([name, title]) =>
        view.filter[name] ? (
          <span className="chip" key={name}>
            {title}
            <button
              type="button"
              aria-label={`Take away: ${title}`}
              onClick={() => view.put({ [name]: null })}
            >
              ×
            </button>
          </span>
        ) : null,
      )}
    </div>
  );
}
