import { feedNames, feeds } from '@holdfast/shared/feeds';
import { Link } from 'react-router';
import { OwnerFilter } from '../../owners/index.ts';
import { Empty } from '../../ui/ErrorMessage.tsx';
import { SearchFilter } from '../../ui/SearchFilter.tsx';
import { useAddress } from '../../ui/useAddress.ts';

/** Words, feed and owner of the entries; they stand in the address. */
export function MatchingFilters() {
  const [query, change] = useAddress();
  const [q, feed, owner] = [query.get('q') ?? '', query.get('feed') ?? '', query.get('owner') ?? ''];
  return (
    <div className="chips">
      <SearchFilter label="Filter by event, venue or city" value={q} onChange={(q) => change({ q })} />
      <label className="filter">
        Feed{' '}
        <select value={feed} onChange={(event) => change({ feed: event.target.value })}>
          <option value="">All</option>
          {feeds.map((each) => (
            <option key={each} value={each}>
              {feedNames[each]}
            </option>
          ))}
        </select>
      </label>
      <OwnerFilter value={owner} onChange={(owner) => change({ owner })} />
    </div>
  );
}

export function NothingHere({ ignored, filtered }: { ignored: boolean; filtered: boolean }) {
  if (filtered) return <Empty because="No entries match these filters." />;
  if (ignored) return <Empty because="Nothing was ignored that is still ahead." />;
  return (
    <Empty because="Nothing waits. Every event of the feeds is linked, created or ignored.">
      <Link className="btn" to="/feeds">
        Look at the feeds
      </Link>
    </Empty>
  );
}
