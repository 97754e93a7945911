/** Filters under a name of one's own, in react-admin's store of this browser. */
import { useState } from 'react';
import { type SavedQuery, useListContext, useResourceContext, useSavedQueries } from 'react-admin';

export function SavedFilters() {
  const resource = useResourceContext() ?? '';
  const { filterValues, sort, perPage, setFilters, displayedFilters } = useListContext();
  const [saved, setSaved] = useSavedQueries(resource);
  const [name, setName] = useState<string | null>(null);
  const text = JSON.stringify(filterValues);
  const isKnown = saved.some(({ value }) => JSON.stringify(value.filter) === text);
  const isFiltered = text !== '{}';
  function save() {
    const label = name?.trim();
    if (!label) return;
    const query: SavedQuery = { label, value: { filter: filterValues, sort, perPage, displayedFilters } };
    setSaved([...saved.filter((each) => each.label !== label), query]);
    setName(null);
  }
  return (
    <>
      {saved.map((query) => (
        <span key={query.label} className="chip">
          <button type="button" className="plain" onClick={() => setFilters(query.value.filter ?? {})}>
            {query.label}
          </button>
          <button
            type="button"
            aria-label={`Forget the saved filters ${query.label}`}
            onClick={() => setSaved(saved.filter((each) => each !== query))}
          >
            ×
          </button>
        </span>
      ))}
      {isFiltered && !isKnown && name === null && (
        <button type="button" className="link" onClick={() => setName('')}>
          Save these filters
        </button>
      )}
      {name !== null && (
        <form
          className="filter"
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <input
            // biome-ignore lint/a11y/noAutofocus: it was opened to be typed into
            autoFocus
            aria-label="Name of these filters"
            placeholder="Name of these filters"
            maxLength={40}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && setName(null)}
          />
          <button type="submit" className="link" disabled={name.trim() === ''}>
            Save
          </button>
        </form>
      )}
    </>
  );
}
