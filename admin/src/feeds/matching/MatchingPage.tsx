import { type WaitingEvent, waitingQuery } from '@holdfast/shared/feeds';
import { useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { rowMoves } from '../../ui/grid/gridKeys.ts';
import type { GridHandle } from '../../ui/grid/gridProps.ts';
import { ResourceListGrid } from '../../ui/grid/ResourceListGrid.tsx';
import { useAddressList } from '../../ui/grid/useAddressList.ts';
import { PageHead } from '../../ui/PageHead.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { oneOf } from '../../ui/unreadable.ts';
import { useNarrow } from '../../ui/useIsNarrow.ts';
import { Views } from '../../ui/Views.tsx';
import type { EntryAction } from '../calls.ts';
import { BulkDecision } from './BulkDecision.tsx';
import { EntryPanel } from './EntryPanel.tsx';
import { entryColumns } from './entryColumns.tsx';
import { MatchingFilters, NothingHere } from './MatchingFilters.tsx';
import { useMatchingQueue } from './useMatchingQueue.ts';
import '../feeds.css';

interface Decision {
  name: string;
  action: EntryAction['action'];
  eventId: string | null;
}
const became: Record<EntryAction['action'], string> = {
  link: 'is linked.',
  create: 'is an event of ours now.',
  ignore: 'is ignored.',
  reopen: 'waits again.',
};

const list = {
  contract: waitingQuery,
  filters: ['state', 'feed', 'owner', 'q'],
  reads: { state: oneOf(['waiting', 'ignored']) },
  opening: { field: 'since', order: 'asc' },
} as const;

/** The entries that the address asks for, the one that is open beside them, and the last decision. */
function useMatchingPage() {
  const { filterValues, sort, ignored } = useAddressList(list);
  const grid = useRef<GridHandle<WaitingEvent>>(null);
  const [row, setRow] = useState<WaitingEvent | null>(null);
  const [last, setLast] = useState<Decision | null>(null);
  const narrow = useNarrow(1360);
  const standing = useMatchingQueue();
  const { state, feed, owner, q } = filterValues;
  const isIgnored = state === 'ignored';
  const open = () => setRow(grid.current?.cursor() ?? grid.current?.move(1) ?? null);
  useShortcuts([...rowMoves(grid), { keys: 'Enter', also: ['Space'], does: 'open beside', run: open }]);
  const columns = useMemo(() => entryColumns(narrow, isIgnored), [narrow, isIgnored]);
  const filter = useMemo(
    () => ({ ...(isIgnored ? { ignored: 'true' } : {}), feed, owner, q }),
    [isIgnored, feed, owner, q],
  );
  const done = (entry: WaitingEvent, eventId: string | null, action: EntryAction['action']) => {
    setLast({ name: entry.facts.name, action, eventId });
    setRow(null);
    // Moves the cursor to the next entry.
    grid.current?.refresh();
    grid.current?.focus();
  };
  return { grid, row, setRow, last, standing, filterValues, isIgnored, filter, sort, ignored, columns, done };
}

/** Feed entries without an automatic match, oldest first, for a person to decide. */
export function MatchingPage() {
  useCrumbs('Consignment', 'Events to match');
  const page = useMatchingPage();
  const { grid, row, setRow, last, standing, isIgnored } = page;
  const [isBulk, setBulk] = useState(false);
  const isFiltered = ['q', 'feed', 'owner'].some((name) => page.filterValues[name]);
  return (
    <div className={row ? 'two matching' : 'two alone matching'}>
      <div className="col">
        <PageHead
          title="Events to match"
          facts="Feed entries without an automatic match. Events that have begun leave the queue."
        >
          {!isIgnored && standing?.count !== 0 && (
            <button
              type="button"
              className="btn"
              aria-expanded={isBulk}
              onClick={() => setBulk((was) => !was)}
            >
              Decide all that is shown…
            </button>
          )}
        </PageHead>
        <Views
          param="state"
          label="Entries"
          chosen={isIgnored ? 'ignored' : 'waiting'}
          views={[
            { value: 'waiting', name: 'Waiting', count: standing?.count },
            { value: 'ignored', name: 'Ignored' },
          ]}
        >
          <span>{page.sort.order === 'asc' ? 'Oldest first' : 'Newest first'}</span>
        </Views>
        <MatchingFilters />
        {isBulk && !isIgnored && (
          <BulkDecision
            key={JSON.stringify(page.filter)}
            filter={page.filter}
            onDone={() => {
              setRow(null);
              grid.current?.refresh();
            }}
            close={() => setBulk(false)}
          />
        )}
        {last && (
          <p className="note success page-note" role="status">
            “{last.name}” {became[last.action]}{' '}
            {last.eventId && <Link to={`/listings?state=all&eventId=${last.eventId}`}>Listings of it</Link>}
          </p>
        )}
        <ResourceListGrid<WaitingEvent>
          ref={grid}
          label="Entries to match"
          resource="eventsToMatch"
          filter={page.filter}
          sort={page.sort}
          ignored={page.ignored}
          columns={page.columns}
          onCursor={setRow}
          empty={<NothingHere ignored={isIgnored} filtered={isFiltered} />}
          takesFocus
        />
      </div>
      {row && (
        <EntryPanel
          key={`${row.id} ${row.ignored?.at}`}
          entry={row}
          onDone={page.done}
          onOwner={(owned) => {
            setRow(owned);
            grid.current?.put(owned);
            grid.current?.refresh();
          }}
          close={() => setRow(null)}
        />
      )}
    </div>
  );
}
