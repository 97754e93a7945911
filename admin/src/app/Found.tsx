import type { Role } from '@holdfast/shared/accounts';
import type { SearchFound } from '@holdfast/shared/support';
import { Link } from 'react-router';
import { mayOpen } from '../authProvider/index.ts';
import { amountOf, countOf } from '../ui/figures.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import './found.css';

/** What the search box found, below it: orders, consignors, and where else to look. */
export function Found({
  q,
  answer: { orders, consignors },
  roles,
  leave,
}: {
  q: string;
  answer: SearchFound;
  roles: readonly Role[];
  leave: () => void;
}) {
  const address = encodeURIComponent(q);
  const nothing = orders.total === 0 && consignors.length === 0;
  return (
    <section className="found" aria-label={`Found for ${q}`}>
      {nothing && <p className="mut">Nothing is like “{q}”.</p>}
      {orders.total > 0 && (
        <>
          <h2>{orders.isSimilar ? 'Orders like it' : 'Orders'}</h2>
          <ul>
            {orders.data.map((order) => (
              <li key={order.id}>
                <Link to={`/reservations/${order.id}/show`} onClick={leave}>
                  <b>{order.code}</b>
                  <span>
                    {order.eventName}, {order.seats || `${order.tickets} tickets`}
                    <small>
                      {order.email ?? 'no address'}, {amountOf(order.total.amount)}
                    </small>
                  </span>
                  <StateMark kind="reservation" state={order.state} />
                </Link>
              </li>
            ))}
          </ul>
          {orders.total > orders.data.length && (
            <Link className="more" to={`/reservations?q=${address}`} onClick={leave}>
              {orders.more
                ? `More than ${countOf(orders.total)} orders: type more of it, or see all`
                : `All ${countOf(orders.total)} orders`}
            </Link>
          )}
        </>
      )}
      {consignors.length > 0 && (
        <>
          <h2>Consignors</h2>
          <ul>
            {consignors.map(({ id, name, email, phone }) => (
              <li key={id}>
                <Link to={`/consignors/${id}/show`} onClick={leave}>
                  <b>{name}</b>
                  <span>
                    <small>{[email, phone].filter(Boolean).join(', ')}</small>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {mayOpen('listings', roles) && (
        <Link className="more" to={`/listings?state=all&q=${address}`} onClick={leave}>
          Look for it among listings
        </Link>
      )}
      <button type="button" className="btn t" onClick={leave}>
        Close <kbd>Esc</kbd>
      </button>
    </section>
  );
}
