import { moreTicketTypes } from '@holdfast/shared/catalog';
import type { AdminEvent } from '@holdfast/shared/eventChanges';
import type { OwnTicketType } from '@holdfast/shared/listings';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useRefresh } from 'react-admin';
import { Link } from 'react-router';
import { usePermission } from '../authProvider/usePermission.ts';
import { useAdminProvider } from '../dataProvider/index.ts';
import { Amount, countOf, plural } from '../ui/figures.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { useSubmissionKey } from '../ui/forms/useSubmissionKey.ts';
import { StateMark } from '../ui/StateMark.tsx';
import { Th } from '../ui/Th.tsx';
import { newType, TicketTypes } from './TicketTypes.tsx';

/** The ticket types of an own event; whoever may, approves those that wait, and adds further ones. */
export function OwnTicketTypes({ event }: { event: AdminEvent }) {
  const mayChange = usePermission('events');
  const [isAdding, setAdding] = useState(false);
  const waiting = event.ticketTypes.filter(({ state }) => state === 'submitted');
  return (
    <section className="sec">
      <h2>
        Ticket types{' '}
        {mayChange && !isAdding && (
          <span className="r">
            <button type="button" className="link" onClick={() => setAdding(true)}>
              Add types
            </button>
          </span>
        )}
      </h2>
      {event.ticketTypes.length === 0 && <p className="mut">There is no ticket type yet.</p>}
      {event.ticketTypes.length > 0 && (
        <Table types={event.ticketTypes} max={event.maxPerType} opens={mayChange} />
      )}
      {mayChange && waiting.length > 0 && <Approve types={waiting} />}
      {isAdding && (
        <UpdateForm<AdminEvent>
          resource="eventTicketTypes"
          id={event.id}
          schema={moreTicketTypes}
          defaultValues={{ ticketTypes: [newType()] }}
          submit="Add the ticket types"
          onDone={() => setAdding(false)}
        >
          <TicketTypes />
        </UpdateForm>
      )}
    </section>
  );
}

function Table({ types, max, opens }: { types: OwnTicketType[]; max: number; opens: boolean }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <section className="table-wrap" tabIndex={0} aria-label="Ticket types">
      <table className="g">
        <thead>
          <tr>
            <Th>Type</Th>
            <Th>State</Th>
            <Th n>Price each, {types[0]?.price.currency}</Th>
            <Th n>Quantity</Th>
            <Th n>Free</Th>
            <Th n>Held</Th>
            <Th n>Sold</Th>
            <Th n>Limit per fan</Th>
          </tr>
        </thead>
        <tbody>
          {types.map(({ listingId, name, state, price, quantity, available, held, sold, maxPerFan }) => (
            <tr key={listingId}>
              <td className="wrap">
                {opens ? (
                  <Link className="key" to={`/listings/${listingId}/show`}>
                    {name}
                  </Link>
                ) : (
                  <b className="bold">{name}</b>
                )}
              </td>
              <td>
                <StateMark kind="listing" state={state} />
              </td>
              <td className="n">
                <Amount minor={price.amount} currency={price.currency} />
              </td>
              {[quantity, available, held, sold, maxPerFan ?? max].map((count, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns stay in their places
                <td key={at} className="n">
                  {countOf(count)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Approve({ types }: { types: OwnTicketType[] }) {
  const provider = useAdminProvider();
  const notify = useNotify();
  const refresh = useRefresh();
  const { keyFor } = useSubmissionKey();
  const ids = types.map(({ listingId }) => listingId);
  const { mutate, isPending } = useMutation({
    mutationFn: () => provider.listingAction({ action: 'approve', ids }, keyFor(ids)),
    onSuccess: ({ done, refused }) =>
      refused > 0
        ? notify(`${done} on sale, ${refused} refused. Open a type to see why.`, { type: 'warning' })
        : notify(`${plural(done, 'ticket type is', 'ticket types are')} on sale.`, { type: 'success' }),
    onError: (error) => notify(error.message, { type: 'error' }),
    onSettled: refresh,
  });
  const tickets = types.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <p style={{ margin: '10px 0' }}>
      <button type="button" className="btn p" disabled={isPending} onClick={() => mutate()}>
        Put {plural(types.length, 'ticket type')}, {plural(tickets, 'ticket')}, on sale
      </button>
    </p>
  );
}
