import { type CaseRow, type CaseView, caseKindFacts, caseQuery, kindsOf } from '@holdfast/shared/cases';
import { useMemo, useRef, useState } from 'react';
import { useGetIdentity, useListContext } from 'react-admin';
import { useNavigate } from 'react-router';
import { OwnerFilter } from '../owners/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { plural } from '../ui/figures.tsx';
import { rowMoves } from '../ui/grid/gridKeys.ts';
import type { GridHandle } from '../ui/grid/gridProps.ts';
import { ResourceGrid } from '../ui/grid/ResourceGrid.tsx';
import { ResourceList } from '../ui/grid/ResourceList.tsx';
import { useAddressList } from '../ui/grid/useAddressList.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { SearchFilter } from '../ui/SearchFilter.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { useRefreshing } from '../ui/useRefreshing.ts';
import { Views } from '../ui/Views.tsx';
import { caseColumns } from './caseColumns.tsx';
import { useCaseWorkers } from './useCaseWorkers.ts';

const list = {
  contract: caseQuery,
  filters: ['view', 'kind', 'owner', 'q', 'reservationId'],
  opening: { field: 'since', order: 'asc' },
} as const;

const views: ReadonlyArray<{ value: CaseView; name: string; empty: string }> = [
  { value: 'open', name: 'Open', empty: 'Nothing waits for a person.' },
  { value: 'alarmed', name: 'Alarms', empty: 'Nothing owes a fan anything for more than five minutes.' },
  { value: 'snoozed', name: 'Resting', empty: 'No case rests.' },
  { value: 'closed', name: 'Closed', empty: 'No case is closed yet.' },
  { value: 'all', name: 'All', empty: 'There was no case yet.' },
];

/** What waits for a person, by what opened it; what waits longest first. */
export function CaseList() {
  useCrumbs('Support', 'Cases');
  const address = useAddressList(list);
  const { view = 'open', kind, owner, q, reservationId } = address.filterValues;
  const filter = useMemo(
    () => ({
      view,
      ...(kind ? { kind } : {}),
      ...(owner ? { owner } : {}),
      ...(q ? { q } : {}),
      ...(reservationId ? { reservationId } : {}),
    }),
    [view, kind, owner, q, reservationId],
  );
  return (
    <ResourceList<CaseRow> resource="cases" filter={filter} {...address}>
      <Cases />
    </ResourceList>
  );
}

function Cases() {
  const navigate = useNavigate();
  const { filterValues, setFilters, total, isPlaceholderData } = useListContext<CaseRow>();
  const grid = useRef<GridHandle<CaseRow>>(null);
  const [cursor, setCursor] = useState<CaseRow | null>(null);
  const open = (row: CaseRow | null) => row && navigate(`/cases/${row.id}/show`);
  const workers = useCaseWorkers();
  useShortcuts([
    ...rowMoves(grid),
    { keys: 'Enter', also: ['Space'], does: 'open the case', run: () => open(cursor) !== null },
  ]);
  useRefreshing(grid, 5_000);
  const chosen = views.find(({ value }) => value === (filterValues.view ?? 'open'));
  return (
    <div className="col" style={{ height: '100%' }}>
      <PageHead
        title="Cases"
        facts={
          total === undefined || isPlaceholderData
            ? 'What waits for a person.'
            : `${plural(total, 'case')} in this view.`
        }
      />
      <Views
        param="view"
        label="Cases by where they stand"
        chosen={chosen?.value ?? 'open'}
        views={views.map(({ value, name }) => ({ value, name }))}
      />
      <div className="chips">
        <SearchFilter
          label="Filter by order code, email address or what it says"
          placeholder="Code, email, words"
          value={filterValues.q ?? ''}
          onChange={(q) => setFilters({ ...filterValues, q })}
        />
        <KindFilter
          value={filterValues.kind ?? ''}
          onChange={(kind) => setFilters({ ...filterValues, kind: kind || undefined })}
        />
        <OwnerFilter
          colleagues={workers}
          value={filterValues.owner ?? ''}
          onChange={(owner) => setFilters({ ...filterValues, owner: owner || undefined })}
        />
        {filterValues.reservationId && (
          <span className="chip">
            <em>Only</em> of one order
            <button
              type="button"
              aria-label="Show the cases of every order"
              onClick={() => setFilters({ ...filterValues, reservationId: undefined })}
            >
              ×
            </button>
          </span>
        )}
      </div>
      <ResourceGrid<CaseRow>
        ref={grid}
        label="Cases"
        columns={caseColumns}
        onCursor={setCursor}
        onOpen={open}
        takesFocus
        empty={<Empty because={chosen?.empty ?? 'No cases match.'} />}
      />
    </div>
  );
}

function KindFilter({ value, onChange }: { value: string; onChange: (kind: string) => void }) {
  const { data: identity } = useGetIdentity();
  return (
    <label className="filter">
      Kind{' '}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">Any</option>
        {kindsOf(identity?.roles ?? []).map((kind) => (
          <option key={kind} value={kind}>
            {caseKindFacts[kind].name}
          </option>
        ))}
      </select>
    </label>
  );
}
