import type { Role } from '@holdfast/shared/accounts';
import {
  type InboxStanding,
  type MarkNotices,
  type Notice,
  noticeKindFacts,
  noticeQuery,
  officeKindsOf,
} from '@holdfast/shared/notices';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useGetIdentity, useListContext, useNotify } from 'react-admin';
import { Link, useNavigate } from 'react-router';
import { call } from '../dataProvider/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { plural } from '../ui/figures.tsx';
import { rowMoves } from '../ui/grid/gridKeys.ts';
import type { GridHandle } from '../ui/grid/gridProps.ts';
import { ResourceGrid } from '../ui/grid/ResourceGrid.tsx';
import { ResourceList } from '../ui/grid/ResourceList.tsx';
import { useAddressList } from '../ui/grid/useAddressList.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { useNow } from '../ui/useNow.ts';
import { Views } from '../ui/Views.tsx';
import { noticeColumns } from './noticeColumns.tsx';
import { useSetStanding, useStanding } from './useStanding.ts';
import './inbox.css';

const list = {
  contract: noticeQuery,
  filters: ['view', 'kind'],
  opening: { field: 'at', order: 'desc' },
} as const;

/** One's own inbox: what happened, newest first. */
export function InboxPage() {
  useCrumbs('Overview', 'Inbox');
  const address = useAddressList(list);
  const { view, kind } = address.filterValues;
  const filter = useMemo(() => ({ view: view ?? 'all', ...(kind ? { kind } : {}) }), [view, kind]);
  return (
    <ResourceList<Notice> resource="notices" filter={filter} {...address}>
      <Notices />
    </ResourceList>
  );
}

/** What can be done with notices; a refusal is said, and nothing changes. */
function useNoticeActions(after: () => void) {
  const setStanding = useSetStanding();
  const notify = useNotify();
  const [isBusy, setBusy] = useState(false);
  const send = async (verb: 'mark' | 'remove', body: MarkNotices | { ids: string[] }) => {
    setBusy(true);
    try {
      setStanding(await call<InboxStanding>(`/notices/office/${verb}`, { method: 'POST', body }));
      after();
    } catch (error) {
      notify(error instanceof Error ? error.message : 'Nothing was changed.', { type: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return {
    isBusy,
    mark: (ids: MarkNotices['ids'], isRead: boolean, until?: string) =>
      send('mark', { ids, isRead, ...(until ? { until } : {}) }),
    remove: (ids: string[]) => send('remove', { ids }),
  };
}

/** How many are unread; nothing while it isn't known, as where the server doesn't answer. */
function factsOf(unread: number | undefined): string {
  if (unread === undefined) return '';
  return unread === 0 ? 'Everything is read.' : `${plural(unread, 'notice')} unread.`;
}

function Notices() {
  const navigate = useNavigate();
  const { filterValues, setFilters } = useListContext<Notice>();
  const grid = useRef<GridHandle<Notice>>(null);
  const [cursor, setCursor] = useState<Notice | null>(null);
  const standing = useStanding();
  const { isBusy, mark, remove } = useNoticeActions(() => grid.current?.refresh());
  // Its times are told from now; a minute is their smallest step.
  useNow(60_000);
  const newest = standing?.newest;
  const known = useRef(newest);
  useEffect(() => {
    // What was there when the page opened is in its rows.
    if (known.current !== undefined && known.current !== newest) grid.current?.refresh();
    known.current = newest;
  }, [newest]);

  const open = (row: Notice | null) => {
    if (!row) return false;
    if (row.readAt === null) void mark([row.id], true);
    if (row.page) navigate(row.page);
    return true;
  };
  const toggle = (row: Notice | null) => row && mark([row.id], row.readAt === null);
  const markAll = () => {
    const newestShown = grid.current
      ?.loadedRows()
      .reduce<string>((at, row) => (row.at > at ? row.at : at), '');
    if (newestShown) void mark('all', true, newestShown);
  };
  useShortcuts([
    ...rowMoves(grid),
    { keys: 'Enter', also: ['Space'], does: 'open', run: () => open(cursor) },
    { keys: 'm', does: 'mark read or unread', run: () => toggle(cursor) !== null },
    { keys: 'Shift+m', does: 'mark all read', run: markAll },
    { keys: 'x', also: ['Delete'], does: 'delete', run: () => cursor !== null && remove([cursor.id]) },
  ]);
  const unread = standing?.unread;
  const isUnreadView = filterValues.view === 'unread';
  return (
    <div className="col" style={{ height: '100%' }}>
      <PageHead title="Inbox" facts={factsOf(unread)}>
        <button type="button" className="btn" disabled={isBusy || !cursor} onClick={() => toggle(cursor)}>
          {cursor?.readAt ? 'Mark unread' : 'Mark read'} <kbd>m</kbd>
        </button>
        <button
          type="button"
          className="btn"
          disabled={isBusy || !cursor}
          onClick={() => cursor && remove([cursor.id])}
        >
          Delete <kbd>x</kbd>
        </button>
        <button type="button" className="btn" disabled={isBusy || !unread} onClick={markAll}>
          Mark all read
        </button>
        <Link className="btn" to="/inbox/preferences">
          Preferences
        </Link>
      </PageHead>
      <Views
        param="view"
        label="Notices, all or unread"
        chosen={isUnreadView ? 'unread' : 'all'}
        views={[
          { value: 'all', name: 'All' },
          { value: 'unread', name: 'Unread', count: unread },
        ]}
      />
      <div className="chips">
        <KindFilter
          value={filterValues.kind ?? ''}
          onChange={(kind) => setFilters({ ...filterValues, kind: kind || undefined })}
        />
      </div>
      <ResourceGrid<Notice>
        ref={grid}
        label="Notices"
        columns={noticeColumns}
        onCursor={setCursor}
        onOpen={open}
        takesFocus
        empty={
          <Empty
            because={
              isUnreadView
                ? 'You have read everything.'
                : filterValues.kind
                  ? 'There is no notice of this kind.'
                  : 'Nothing yet. What happens in your roles appears here, such as listings to approve and cases.'
            }
          />
        }
      />
    </div>
  );
}

function KindFilter({ value, onChange }: { value: string; onChange: (kind: string) => void }) {
  const { data: identity } = useGetIdentity();
  const roles: readonly Role[] = identity?.roles ?? [];
  return (
    <label className="filter">
      Kind{' '}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">Any</option>
        {officeKindsOf(roles).map((kind) => (
          <option key={kind} value={kind}>
            {noticeKindFacts[kind].name}
          </option>
        ))}
      </select>
    </label>
  );
}
