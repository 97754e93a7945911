import { ApiProblem } from '@holdfast/shared/apiClient';
import type { Reservation } from '@holdfast/shared/reservations';
import { useEffect, useState } from 'react';
import { sessionStore } from '../accounts/visitor.ts';
import { api } from '../api/api.ts';
import { ticketCount } from '../checkout/reservationText.ts';
import { type PageProps, route } from '../router/route.ts';
import { moneyText } from '../ui/money.ts';
import { whenText } from '../ui/Teams.tsx';
import { counted } from '../ui/text.ts';
import { FindOrderForm } from './FindOrderForm.tsx';

function OrdersPage(_: PageProps<null>) {
  const person = sessionStore.use()?.person ?? null;
  const orders = useOrders(person?.id ?? null);
  const mine = orders.filter(
    ({ state }) => state !== 'expired' && state !== 'cancelled' && state !== 'failed',
  );
  return (
    <div className="wrap plain">
      <h1>{person ? 'Your orders' : 'Find my order'}</h1>
      {mine.length > 0 && (
        <ul className="order-list">
          {mine.map((order) => (
            <li key={order.id}>
              <OrderLink order={order} />
            </li>
          ))}
        </ul>
      )}
      {person && mine.length === 0 && (
        <p className="muted">No orders yet. Orders that you place while signed in appear here.</p>
      )}
      {(person || mine.length > 0) && <h2>Find another order</h2>}
      <p className="muted">
        The code and the email address of an order open it in any browser. Both are in our email.
      </p>
      <FindOrderForm />
    </div>
  );
}

function OrderLink({ order }: { order: Reservation }) {
  const isOpen = order.state.startsWith('pending.');
  return (
    <a href={isOpen ? `/checkout/${order.id}` : `/orders/${order.id}`}>
      <span>
        <b>{order.event.name}</b>
        <span className="muted small">{whenText(order.event)}</span>
      </span>
      <span className="small">
        {stateWords(order.state)}
        <br />
        {counted(ticketCount(order), 'ticket')}, {moneyText(order.total)}
      </span>
    </a>
  );
}

function stateWords(state: Reservation['state']): string {
  if (state === 'paid') return 'Paid';
  if (state === 'refunded') return 'Refunded';
  return state === 'pending.paying' ? 'Payment under way' : 'Held, not paid';
}

/** The orders of the signed-in visitor; without a session the list is empty. */
function useOrders(personId: string | null): Reservation[] {
  const [orders, setOrders] = useState<Reservation[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: loaded again when somebody signs in or out
  useEffect(() => {
    api.orders().then(setOrders, (error: unknown) => {
      if (error instanceof ApiProblem) setOrders([]);
    });
  }, [personId]);
  return orders;
}

/** /orders: the visitor's orders, and a form that finds one by its code. */
export const ordersRoute = route<null>({
  name: 'orders',
  path: '/orders',
  load: async () => null,
  head: () => ({ title: 'Find my order · Holdfast' }),
  Page: OrdersPage,
});
