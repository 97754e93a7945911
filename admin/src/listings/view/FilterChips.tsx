import type { ReactNode } from 'react';
import { useGetOne } from 'react-admin';
import { useColleagues } from '../../owners/useColleagues.ts';
import { AddFilter } from './AddFilter.tsx';
import { type FilterKind, filterKinds, linkedKinds, queueNames, rangeWords } from './filterKinds.ts';
import type { ListingView } from './listingView.ts';
import { packageName } from './packageName.ts';

/** The view's filters as removable chips, and a button to add one. */
export function FilterChips({
  view,
  silent,
  children,
}: {
  view: ListingView;
  /** A panel has the keys. */
  silent: boolean;
  children?: ReactNode;
}) {
  const { query, put, viewConfig } = view;
  const state = query.get('state') ?? viewConfig.states;
  return (
    <div className="chips">
      {filterKinds.map((kind) => {
        const has = kind.id === 'state' ? state : kind.params.some((param) => query.get(param));
        if (!has || (kind.id === 'state' && (state === 'all' || viewConfig.name === 'all'))) return null;
        const away = Object.fromEntries(kind.params.map((param) => [param, null]));
        return (
          <Chip
            key={kind.id}
            name={kind.name}
            takeAway={() => put(kind.id === 'state' && viewConfig.states ? { state: 'all' } : away)}
          >
            <FilterText kind={kind} query={query} state={state ?? ''} />
          </Chip>
        );
      })}
      {Object.entries(linkedKinds).map(([param, name]) => {
        const value = query.get(param);
        return value ? (
          <Chip key={param} name={name} takeAway={() => put({ [param]: null })}>
            {param === 'q'
              ? `“${value}”`
              : param === 'queue'
                ? (queueNames[value] ?? value)
                : value.slice(-6)}
          </Chip>
        ) : null;
      })}
      <AddFilter view={view} silent={silent} />
      {children && <span className="r">{children}</span>}
    </div>
  );
}

function Chip({ name, takeAway, children }: { name: string; takeAway: () => void; children: ReactNode }) {
  return (
    <span className="chip">
      <em>{name}</em> {children}
      <button type="button" aria-label={`Take away: ${name}`} onClick={takeAway}>
        ×
      </button>
    </span>
  );
}

function FilterText({ kind, query, state }: { kind: FilterKind; query: URLSearchParams; state: string }) {
  const value = kind.id === 'state' ? state : (query.get(kind.params[0]!) ?? '');
  const colleagues = useColleagues(kind.by === 'owner' && value !== 'me' && value !== 'none');
  switch (kind.by) {
    case 'choice':
      return kind.choices.find(({ set }) => Object.values(set)[0] === value)?.name ?? value;
    case 'league':
      return value === 'own' ? 'own events' : value;
    case 'owner':
      if (value === 'me') return 'me';
      if (value === 'none') return 'nobody';
      return colleagues.find(({ id }) => id === value)?.name ?? '…';
    case 'range':
      return rangeWords(kind.as, query.get(kind.params[0]!), query.get(kind.params[1]!));
    case 'record':
      return <RecordName resource={kind.resource} id={value} />;
  }
}

function RecordName({ resource, id }: { resource: string; id: string }) {
  const { data, error } = useGetOne(resource, { id });
  if (error) return 'unknown';
  if (!data) return '…';
  return resource === 'packages' ? packageName(data as never) : String(data.name);
}
