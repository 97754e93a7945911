import { orderStatus, ticketCount } from '@holdfast/shared/orders';
import type { Reservation } from '@holdfast/shared/reservations';
import { sessionStore } from '../accounts/visitor.ts';
import { api } from '../api/api.ts';
import { definePage, type PageProps } from '../router/route.ts';
import { moneyText } from '../ui/money.ts';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { whenText } from '../ui/Teams.tsx';
import { counted } from '../ui/text.ts';
import { useRead } from '../ui/useRead.ts';
import { FindOrderForm } from './FindOrderForm.tsx';

function OrdersPage({ query }: PageProps<null>) {
  const person = sessionStore.use()?.person ?? null;
  return (
    <div className="wrap plain wide">
      <h1>{person ? 'Your orders' : 'Find my order'}</h1>
      <div className="orders-page">
        <section className="find-order" aria-label="Find an order">
          {query.get('link') === 'ended' && (
            <p className="msg" role="status">
              Links in our emails end 30 days after the event. Open the order by its code instead.
            </p>
          )}
          <p className="muted">
            The code and the email address of an order open it in any browser. Both are in our email.
          </p>
          <FindOrderForm />
        </section>
        {/* Nobody sees those of who signed out. */}
        <MyOrders key={person?.id ?? ''} isSignedIn={person !== null} />
      </div>
    </div>
  );
}

/** The orders that this browser may see. */
function MyOrders({ isSignedIn }: { isSignedIn: boolean }) {
  const { value: orders, hasFailed, again } = useRead(api.orders);
  const mine = orders?.filter(({ state }) => !ended.has(state)) ?? [];
  return (
    <section
      className="my-orders"
      aria-label="Orders of this browser"
      aria-busy={orders === null && !hasFailed}
    >
      {hasFailed && (
        <NotLoaded what={isSignedIn ? 'Your orders' : 'The orders of this browser'} again={again} />
      )}
      {orders === null && !hasFailed && <p className="muted">Looking for your orders…</p>}
      {mine.length > 0 && (
        <>
          <h2>{isSignedIn ? 'All of your orders' : 'Orders that this browser may show'}</h2>
          <ul className="order-list">
            {mine.map((order) => (
              <li key={order.id}>
                <OrderLink order={order} />
              </li>
            ))}
          </ul>
        </>
      )}
      {isSignedIn && orders !== null && mine.length === 0 && (
        <p className="muted">
          No orders yet. Orders that you place while signed in appear here, and those that you placed in this
          browser before with the same email address.
        </p>
      )}
    </section>
  );
}

/** States that leave nothing to show. */
const ended: ReadonlySet<string> = new Set(['expired', 'cancelled', 'failed']);

function OrderLink({ order }: { order: Reservation }) {
  const isOpen = order.state.startsWith('pending.');
  return (
    <a href={isOpen ? `/checkout/${order.id}` : `/orders/${order.id}`}>
      <span>
        <b>{order.event.name}</b>
        <span className="muted small">{whenText(order.event)}</span>
      </span>
      <span className="small">
        {stateWords(order)}
        <br />
        {counted(ticketCount(order), 'ticket')}, {moneyText(order.total)}
      </span>
    </a>
  );
}

function stateWords(order: Reservation): string {
  if (order.state === 'pending.paying') return 'Payment under way';
  if (order.state === 'pending.holding') return 'Held, not paid';
  return orderStatus(order).label;
}

/** /orders: the visitor's orders, and a form that finds one by its code. */
export const ordersPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Find my order' }),
  Page: OrdersPage,
});
