import { catalogueNames, catalogues, type WaitingEvent } from '@holdfast/shared/catalogs';
import { useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import { OwnerFilter } from '../../owners/index.ts';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { rowMoves } from '../../ui/gridKeys.ts';
import { useKeys } from '../../ui/keys.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { SearchFilter } from '../../ui/SearchFilter.tsx';
import { type GridHandle, ServerGrid } from '../../ui/ServerGrid.tsx';
import { Empty } from '../../ui/Trouble.tsx';
import { useAddress } from '../../ui/useAddress.ts';
import { useNarrow } from '../../ui/useNarrow.ts';
import { Views } from '../../ui/Views.tsx';
import type { EntryDeed } from '../calls.ts';
import { EntryPanel } from './EntryPanel.tsx';
import { entryColumns } from './entryColumns.tsx';
import { useMatchingQueue } from './useMatchingQueue.ts';
import '../catalogs.css';

interface Decision {
  name: string;
  deed: EntryDeed['deed'];
  eventId: string | null;
}
const became: Record<EntryDeed['deed'], string> = {
  link: 'is linked.',
  create: 'is an event of ours now.',
  ignore: 'is ignored.',
  reopen: 'waits again.',
};

/** Entries of catalogues that nothing matches by itself, oldest first: a person says what each is. */
export function MatchingPage() {
  useCrumbs('Consignment', 'Events to match');
  const [query, change] = useAddress();
  const grid = useRef<GridHandle<WaitingEvent>>(null);
  const [row, setRow] = useState<WaitingEvent | null>(null);
  const [last, setLast] = useState<Decision | null>(null);
  const narrow = useNarrow(1360);
  const standing = useMatchingQueue();
  const isIgnored = query.get('state') === 'ignored';
  const catalogue = query.get('catalogue') ?? '';
  const owner = query.get('owner') ?? '';
  const q = query.get('q') ?? '';
  const open = () => setRow(grid.current?.cursor() ?? grid.current?.move(1) ?? null);
  useKeys([...rowMoves(grid), { keys: 'Enter', also: ['Space'], does: 'open beside', run: open }]);
  const columns = useMemo(() => entryColumns(narrow, isIgnored), [narrow, isIgnored]);
  const filter = useMemo(
    () => ({ ...(isIgnored ? { ignored: 'true' } : {}), catalogue, owner, q }),
    [isIgnored, catalogue, owner, q],
  );
  const done = (entry: WaitingEvent, eventId: string | null, deed: EntryDeed['deed']) => {
    setLast({ name: entry.said.name, deed, eventId });
    setRow(null);
    // The next one comes under the cursor.
    grid.current?.refresh();
    grid.current?.focus();
  };
  return (
    <div className={row ? 'two matching' : 'two alone matching'}>
      <div className="col">
        <PageHead
          title="Events to match"
          facts="What catalogues tell and nothing of ours fits by itself. What has begun leaves the queue."
        />
        <Views
          param="state"
          label="Entries"
          views={[
            { value: 'waiting', name: 'Waiting', count: standing?.count },
            { value: 'ignored', name: 'Ignored' },
          ]}
        >
          <span>Oldest first</span>
        </Views>
        <div className="chips">
          <SearchFilter label="Filter by event, venue or city" value={q} onChange={(q) => change({ q })} />
          <label className="filter">
            Catalogue{' '}
            <select value={catalogue} onChange={(event) => change({ catalogue: event.target.value })}>
              <option value="">All</option>
              {catalogues.map((each) => (
                <option key={each} value={each}>
                  {catalogueNames[each]}
                </option>
              ))}
            </select>
          </label>
          <OwnerFilter value={owner} onChange={(owner) => change({ owner })} />
        </div>
        {last && (
          <p className="note success page-note" role="status">
            “{last.name}” {became[last.deed]}{' '}
            {last.eventId && <Link to={`/listings?state=all&eventId=${last.eventId}`}>Listings of it</Link>}
          </p>
        )}
        <ServerGrid<WaitingEvent>
          ref={grid}
          label="Entries to match"
          resource="eventsToMatch"
          filter={filter}
          sort={{ field: 'since', order: 'asc' }}
          columns={columns}
          onCursor={setRow}
          empty={<NothingHere ignored={isIgnored} filtered={q !== '' || catalogue !== '' || owner !== ''} />}
          takesFocus
        />
      </div>
      {row && (
        <EntryPanel
          key={`${row.id} ${row.ignored?.at}`}
          entry={row}
          onDone={done}
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

function NothingHere({ ignored, filtered }: { ignored: boolean; filtered: boolean }) {
  if (filtered) return <Empty because="No entry fits these filters." />;
  if (ignored) return <Empty because="Nothing was ignored that is still ahead." />;
  return (
    <Empty because="Nothing waits. Whatever the catalogues tell is linked, made or ignored.">
      <Link className="btn" to="/catalogs">
        Look at the catalogues
      </Link>
    </Empty>
  );
}
