import { type StripeEventRow, stripeEventGroups, stripeEventQuery } from '@holdfast/shared/payments';
import { DataTable, useListContext } from 'react-admin';
import { Link } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { EmptyList } from '../ui/lists/EmptyList.tsx';
import { FilterLine, FilterTabs, SearchWords } from '../ui/lists/filters.tsx';
import { OpenLink } from '../ui/lists/OpenLink.tsx';
import { TimeField } from '../ui/lists/TimeField.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import { eventText } from './eventText.ts';

const names: Record<(typeof stripeEventGroups)[number], string> = {
  waiting: 'Waiting',
  changed: 'Changed something',
  unchanged: 'Told nothing new',
  notOurs: 'Not followed',
};
const groups = [{ id: '', name: 'All' }, ...stripeEventGroups.map((id) => ({ id, name: names[id] }))];

/** What Stripe told, and what became of it: by webhook, or asked for by the reconciliation. */
export function StripeEventList() {
  useCrumbs('Support', 'Stripe’s events');
  return (
    <DeskList<StripeEventRow>
      contract={stripeEventQuery}
      filters={['q', 'group']}
      sort={{ field: 'receivedAt', order: 'DESC' }}
    >
      <PageHead
        title="Stripe’s events"
        facts="What Stripe told us, by webhook or when asked every two minutes. What can’t be processed is kept and tried again."
      />
      <FilterTabs source="group" label="Events by what became of them" choices={groups}>
        <span>
          Newest first
          <KeptFrom />
        </span>
      </FilterTabs>
      <FilterLine>
        <SearchWords label="An order code, or an id or type of Stripe’s" />
      </FilterLine>
      <div className="body">
        <ListRows empty={<EmptyList none="Stripe has told nothing yet." matching="No events match." />}>
          <DataTable<StripeEventRow> aria-label="Stripe’s events" rowClick="show">
            <DataTable.Col<StripeEventRow>
              label="Event"
              disableSort
              render={({ type }) => <OpenLink>{eventText(type)}</OpenLink>}
            />
            <DataTable.Col<StripeEventRow>
              label="Order"
              disableSort
              render={({ order }) =>
                order && (
                  <Link to={`/reservations/${order.id}/show`} onClick={(press) => press.stopPropagation()}>
                    {order.code}
                  </Link>
                )
              }
            />
            <DataTable.Col<StripeEventRow>
              label="What became of it"
              disableSort
              render={({ outcome }) => <StateMark kind="stripeEvent" state={outcome} />}
            />
            <DataTable.Col<StripeEventRow>
              label="Stripe’s id"
              disableSort
              className="wide-only"
              render={({ objectId }) => <span className="mut">{objectId}</span>}
            />
            <DataTable.Col<StripeEventRow>
              label="What went wrong"
              disableSort
              className="wrap wide-only"
              render={({ error }) => <span className="dn">{error}</span>}
            />
            <DataTable.Col source="receivedAt" label="Received" className="n">
              <TimeField source="receivedAt" />
            </DataTable.Col>
          </DataTable>
        </ListRows>
      </div>
    </DeskList>
  );
}

/** From when on there are any: older ones were removed. */
function KeptFrom() {
  const { meta } = useListContext();
  const from: unknown = meta?.keptFrom;
  return typeof from === 'string' ? `, kept from ${workTime(from)} on` : null;
}
