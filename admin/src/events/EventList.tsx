import { type EventSummary, eventQuery, leagueCode } from '@holdfast/shared/catalog';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { DataTable, useGetIdentity } from 'react-admin';
import { Link, useNavigate } from 'react-router';
import { mayOpen } from '../authProvider/index.ts';
import { usePermission } from '../authProvider/usePermission.ts';
import { useLeagues } from '../catalog/leagues/useLeagues.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Amount } from '../ui/figures.tsx';
import { CountField } from '../ui/lists/CountField.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { EmptyList } from '../ui/lists/EmptyList.tsx';
import { FilterLine, FilterTabs, SearchWords } from '../ui/lists/filters.tsx';
import { OpenLink } from '../ui/lists/OpenLink.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { startOf } from '../ui/time.ts';
import { eachOf } from '../ui/unreadable.ts';
import { isStopped, standings as standingNames } from './changeText.ts';

const standings = [
  { id: '', name: 'Ahead' },
  { id: 'calledOff', name: 'Canceled or postponed' },
];

const league = eachOf((text) => text === 'own' || leagueCode.safeParse(text).success);

export function EventList() {
  useCrumbs('Consignment', 'Events');
  const navigate = useNavigate();
  const leagues = useLeagueTabs();
  const mayMake = usePermission('events');
  const create = () => navigate('/events/create');
  useShortcuts(mayMake ? [{ keys: 'n', does: 'new event', run: create }] : []);
  return (
    <DeskList<EventSummary>
      contract={eventQuery}
      reads={{ league }}
      filters={['q', 'league', 'status']}
      sort={{ field: 'startsAt', order: 'ASC' }}
    >
      <PageHead title="Events" facts="In the venue’s time, soonest first.">
        {mayMake && (
          <button type="button" className="btn" onClick={create}>
            New event <kbd>n</kbd>
          </button>
        )}
      </PageHead>
      <FilterTabs source="league" label="Events by league" choices={leagues} />
      <FilterTabs source="status" label="Events ahead, or called off" choices={standings} />
      <FilterLine>
        <SearchWords label="Filter by team, city or venue" />
      </FilterLine>
      <div className="body">
        <ListRows empty={<EmptyList none="There is no event yet." matching="No events match." />}>
          <EventTable />
        </ListRows>
      </div>
    </DeskList>
  );
}

/** The leagues that have events ahead, by their codes. */
function useLeagueTabs() {
  const inUse = useLeagues().filter(({ upcomingEvents }) => upcomingEvents > 0);
  return [
    { id: '', name: 'All' },
    ...inUse.map(({ id }) => ({ id, name: id })),
    { id: 'own', name: 'Own events' },
  ];
}

function EventTable() {
  const { data: identity } = useGetIdentity();
  const seesListings = mayOpen('listings', identity?.roles ?? []);
  return (
    <DataTable<EventSummary> aria-label="Events" rowClick={false}>
      <DataTable.Col<EventSummary>
        label="Event"
        render={(row) => <OpenLink to={`/events/${row.id}/show`}>{row.name}</OpenLink>}
      />
      <DataTable.Col<EventSummary>
        label="Starts"
        render={(row) =>
          isStopped(row) ? `${standingNames[row.status]}, was ${startOf(row)}` : startOf(row)
        }
      />
      <DataTable.Col<EventSummary>
        label="Venue"
        className="wide-only"
        render={({ venue }) => `${venue.name}, ${venue.city}`}
      />
      <DataTable.Col<EventSummary>
        label="League"
        className="phone-out"
        render={(row) => row.league ?? 'Own'}
      />
      <DataTable.Col label="Listings" className="n phone-out">
        <CountField source="listingCount" />
      </DataTable.Col>
      <DataTable.Col label="Tickets free" className="n">
        <CountField source="ticketCount" />
      </DataTable.Col>
      <DataTable.Col<EventSummary>
        label={`From, all-in, ${marketplaceCurrency}`}
        className="n"
        render={({ fromPrice }) =>
          fromPrice ? <Amount minor={fromPrice.amount} /> : <span className="fnt">nothing</span>
        }
      />
      <DataTable.Col<EventSummary>
        label="Open"
        className="phone-out"
        render={(row) => (
          <>
            {seesListings ? (
              <Link to={`/listings?state=all&eventId=${row.id}`}>Listings</Link>
            ) : (
              <Link to={`/reservations?eventId=${row.id}`}>Reservations</Link>
            )}{' '}
            ·{' '}
            <a href={`/games/${row.slug}`} target="_blank" rel="noreferrer">
              Fan’s page
            </a>
          </>
        )}
      />
    </DataTable>
  );
}
