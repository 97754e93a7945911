import type { EventSummary } from '@holdfast/shared/catalog';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { usePermission } from '../authProvider/usePermission.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { Amount, countOf } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { RuledList } from '../ui/RuledList.tsx';
import { SearchFilter } from '../ui/SearchFilter.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { startOf } from '../ui/time.ts';
import { Views } from '../ui/Views.tsx';

const leagues = [
  { value: 'all', name: 'All' },
  { value: 'NFL', name: 'NFL' },
  { value: 'NHL', name: 'NHL' },
  { value: 'own', name: 'Own events' },
];

export function EventList() {
  useCrumbs('Consignment', 'Events');
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const [q, setQ] = useState('');
  const league = query.get('league') ?? 'all';
  const made = query.get('made');
  const mayMake = usePermission('events');
  const create = () => navigate('/events/create');
  useShortcuts(mayMake ? [{ keys: 'n', does: 'new own event', run: create }] : []);
  return (
    <>
      <PageHead title="Events" facts="What is ahead, in the venue’s time, soonest first.">
        {mayMake && (
          <button type="button" className="btn" onClick={create}>
            New own event <kbd>n</kbd>
          </button>
        )}
      </PageHead>
      <Views param="league" label="Events by league" views={leagues} />
      <div className="chips">
        <SearchFilter label="Filter by team, city or venue" value={q} onChange={setQ} />
      </div>
      <div className="body">
        {made && (
          <p className="note success" role="status">
            “{made}” stands in the book. Its ticket types wait for approval.{' '}
            <Link to="/to-approve">Open the queue</Link>
          </p>
        )}
        <RuledList<EventSummary>
          label="Events"
          resource="events"
          sort={{ field: 'startsAt', order: 'ASC' }}
          filter={{ ...(league === 'all' ? {} : { league }), ...(q ? { q } : {}) }}
          empty={<Empty because="No event fits." />}
          columns={[
            { head: 'Event', cell: (row) => <b className="bold">{row.name}</b> },
            { head: 'Starts', cell: (row) => startOf(row) },
            { head: 'Venue', cell: (row) => `${row.venue.name}, ${row.venue.city}`, wideOnly: true },
            { head: 'League', cell: (row) => row.league ?? 'Own' },
            { head: 'Listings', cell: (row) => countOf(row.listingCount), numeric: true },
            { head: 'Tickets free', cell: (row) => countOf(row.ticketCount), numeric: true },
            {
              head: 'From, all-in, USD',
              cell: (row) =>
                row.fromPrice ? (
                  <Amount minor={row.fromPrice.amount} />
                ) : (
                  <span className="fnt">nothing</span>
                ),
              numeric: true,
            },
            {
              head: 'Open',
              cell: (row) => (
                <>
                  <Link to={`/listings?state=all&eventId=${row.id}`}>Listings</Link> ·{' '}
                  <a href={`/games/${row.slug}`} target="_blank" rel="noreferrer">
                    Fan’s page
                  </a>
                </>
              ),
            },
          ]}
        />
      </div>
    </>
  );
}
