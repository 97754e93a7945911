import { type ChangedOrder, changedOrderQuery, type EventChange } from '@holdfast/shared/eventChanges';
import { DataTable } from 'react-admin';
import { Link, useNavigate, useParams } from 'react-router';
import { usePermission } from '../authProvider/usePermission.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskShow } from '../ui/DeskShow.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { Amount, plural } from '../ui/figures.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { FilterTabs } from '../ui/lists/filters.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { workTime } from '../ui/time.ts';
import { useRowAction } from '../ui/useRowAction.ts';
import { whileWorking } from './ChangeProgress.tsx';
import { changedNames, followedText, orderLooks, progressText, statesOf } from './changeText.ts';

/** A change of an event with its orders: which are refunded or told, and which need a person. */
export function EventChangeShow() {
  const { id = '' } = useParams();
  return (
    <DeskShow<EventChange>
      resource="eventChanges"
      id={id}
      what="the change"
      refreshMs={whileWorking}
      disableAuthentication
    >
      {(change) => <Page change={change} />}
    </DeskShow>
  );
}

function Page({ change }: { change: EventChange }) {
  const { id, event, kind, by, at, reason, orders } = change;
  const navigate = useNavigate();
  useCrumbs('Consignment', 'Events', event.name);
  useShortcuts([{ keys: 'Escape', does: 'to the event', run: () => navigate(`/events/${event.id}/show`) }]);
  const states = [
    { id: '', name: 'All', count: orders.total },
    ...statesOf(change).map((state) => ({ id: state, name: orderLooks[state].word, count: orders[state] })),
  ];
  return (
    <div className="col scrolls">
      <PageHead
        title={`${changedNames[kind]}: ${event.name}`}
        facts={`${progressText(change)} ${followedText(change)} Decided by ${by}, ${workTime(at)}${reason ? `: “${reason}”` : '.'}`}
      >
        {change.mayRetry && <AskAgain change={change} />}
        <Link className="btn" to={`/events/${event.id}/show`}>
          Open the event
        </Link>
      </PageHead>
      <DeskList<ChangedOrder>
        contract={changedOrderQuery}
        resource="changedOrders"
        filter={{ parentId: id }}
        filters={['state']}
        sort={{ field: 'code', order: 'ASC' }}
        perPage={50}
        refreshMs={whileWorking(change)}
        disableAuthentication
      >
        <FilterTabs source="state" label="Orders by state" choices={states} />
        <div className="body">
          <ListRows empty={<Empty because="No order of this change is here." />}>
            <Orders />
          </ListRows>
        </div>
      </DeskList>
    </div>
  );
}

function Orders() {
  return (
    <DataTable<ChangedOrder> aria-label="Orders" rowClick={false}>
      <DataTable.Col<ChangedOrder>
        label="Order"
        render={({ id, code }) => (
          <Link className="key" to={`/reservations/${id}/show`}>
            {code}
          </Link>
        )}
      />
      <DataTable.Col<ChangedOrder>
        label="State"
        render={({ state }) => (
          <Mark shape={orderLooks[state].shape} tone={orderLooks[state].tone}>
            {orderLooks[state].word}
          </Mark>
        )}
      />
      <DataTable.Col<ChangedOrder> label="Tickets" className="n" render={({ tickets }) => tickets} />
      <DataTable.Col<ChangedOrder>
        label="Paid"
        className="n"
        render={({ total }) => <Amount minor={total.amount} currency={total.currency} />}
      />
      <DataTable.Col<ChangedOrder>
        label="Turn"
        render={({ at }) => (at === null ? <span className="fnt">not yet</span> : workTime(at))}
      />
      <DataTable.Col<ChangedOrder>
        label="Why"
        className="wrap"
        render={({ why }) => why ?? <span className="fnt">–</span>}
      />
    </DataTable>
  );
}

function AskAgain({ change: { id, orders } }: { change: EventChange }) {
  const mayChange = usePermission('events');
  const { run, isPending } = useRowAction({
    path: `/admin/eventChanges/${id}/retry`,
    done: 'The refunds are asked again.',
    content: orders,
  });
  if (!mayChange) return null;
  return (
    <button type="button" className="btn p" disabled={isPending} onClick={run}>
      Ask {plural(orders.failed, 'refund')} again
    </button>
  );
}
