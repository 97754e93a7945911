import type { AdminEvent } from '@holdfast/shared/eventChanges';
import { useState } from 'react';
import { useGetIdentity } from 'react-admin';
import { Link, useNavigate, useParams } from 'react-router';
import { WaitingRequests } from '../approvals/index.ts';
import { RecordLog } from '../audit/RecordLog.tsx';
import { mayOpen } from '../authProvider/index.ts';
import { usePermission } from '../authProvider/usePermission.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskShow } from '../ui/DeskShow.tsx';
import { amountOf, countOf, plural } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PictureField } from '../ui/PictureField.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { startOf } from '../ui/time.ts';
import { EventWaiting } from '../waitingLists/EventWaiting.tsx';
import { ChangeForm } from './ChangeForm.tsx';
import { ChangeProgress, whileWorking } from './ChangeProgress.tsx';
import { effectOf, standings } from './changeText.ts';
import { EventFacts } from './EventFacts.tsx';
import { EventSales } from './EventSales.tsx';
import { OwnTicketTypes } from './OwnTicketTypes.tsx';
import './events.css';

/** One event with everything about it: facts, ticket types, sales, what a change would hit, changes and the log. */
export function EventShow() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  useShortcuts([{ keys: 'Escape', does: 'to the events', run: () => navigate('/events') }]);
  return (
    <DeskShow<AdminEvent>
      resource="adminEvents"
      id={id}
      what="the event"
      refreshMs={(event) => whileWorking(event?.changes[0])}
      disableAuthentication
    >
      {(event) => <Page event={event} />}
    </DeskShow>
  );
}

function Page({ event }: { event: AdminEvent }) {
  useCrumbs('Consignment', 'Events', event.name);
  const mayChange = usePermission('events');
  const mayDecide = usePermission('callOffApprovals');
  // The form begins anew in the same moment in which the page shows the change that it made.
  const [made, setMade] = useState<string[]>([]);
  return (
    <div className="col scrolls">
      <PageHead
        title={event.name}
        facts={`It is ${standings[event.status]}, for ${startOf(event)}, at ${event.venue.name}, ${event.venue.city}.`}
      >
        <MessageBuyers eventId={event.id} />
        {mayChange && <Actions id={event.id} />}
        <a className="btn" href={`/games/${event.slug}`} target="_blank" rel="noreferrer">
          Fan’s page
        </a>
      </PageHead>
      {event.requests.some(({ state }) => state === 'waiting') && (
        <div className="body">
          <WaitingRequests
            requests={event.requests}
            mayDecide={mayDecide}
            about={`${effectOf('cancel', event.hits)} These are the figures of now: it sells until you approve.`}
          />
        </div>
      )}
      <div className={mayChange ? 'body columns-2 event-page' : 'body event-page'}>
        <div>
          <section className="sec">
            <h2>Facts</h2>
            <EventFacts event={event} />
          </section>
          <section className="sec">
            <h2>
              Picture <small>on the fans’ page of the event, and in their list</small>
            </h2>
            <PictureField
              path={`/admin/events/${event.id}/picture`}
              pictureId={event.pictureId}
              noun="picture"
              mayChange={mayChange}
            />
          </section>
          {event.kind === 'own' && <OwnTicketTypes event={event} />}
          <Sales event={event} />
          <EventWaiting eventId={event.id} />
        </div>
        <div>
          <section className="sec">
            <h2>What a change affects now</h2>
            <Hits event={event} showsListings={mayChange} />
          </section>
          {mayChange && (
            <section className="sec">
              <h2>Call off, postpone or move</h2>
              <ChangeForm
                key={[...event.changes, ...event.requests].find(({ id }) => made.includes(id))?.id}
                event={event}
                onDone={(changeId) => setMade([...made, changeId])}
              />
            </section>
          )}
          {event.changes.length > 0 && (
            <section className="sec">
              <h2>
                Changes <small>newest first</small>
              </h2>
              {event.changes.map((change) => (
                <ChangeProgress key={change.id} change={change} />
              ))}
            </section>
          )}
        </div>
      </div>
      {mayChange && (
        <div className="body">
          <RecordLog />
        </div>
      )}
    </div>
  );
}

function MessageBuyers({ eventId }: { eventId: string }) {
  const { data: identity } = useGetIdentity();
  return mayOpen('mailings', identity?.roles ?? []) ? (
    <Link className="btn" to={`/mailings/create?eventId=${eventId}`}>
      Message buyers
    </Link>
  ) : null;
}

function Actions({ id }: { id: string }) {
  return (
    <>
      <Link className="btn" to={`/events/create?from=${id}`}>
        Duplicate
      </Link>
      <Link className="btn p" to={`/events/${id}`}>
        Change
      </Link>
    </>
  );
}

/** Support answers for orders and doesn't see the marketplace's figures. */
function Sales({ event: { id, currency } }: { event: AdminEvent }) {
  const { data: identity } = useGetIdentity();
  if (!mayOpen('statistics', identity?.roles ?? [])) return null;
  return (
    <section className="sec">
      <h2>
        Sales <small>by consignor, since the first sale</small>
        <span className="r">
          <Link to={`/statistics/tickets?eventId=${id}`}>Every ticket sold</Link>
        </span>
      </h2>
      <EventSales eventId={id} currency={currency} />
    </section>
  );
}

function Hits({ event: { id, hits, status }, showsListings }: { event: AdminEvent; showsListings: boolean }) {
  const { listings, tickets, consignors, holds, paying, orders, soldTickets, refund } = hits;
  const open = `${countOf(listings)}, with ${plural(tickets, 'unsold ticket')} of ${plural(consignors, 'consignor')}`;
  const reservations = (text: string) => <Link to={`/reservations?eventId=${id}`}>{text}</Link>;
  return (
    <dl className="kv facts">
      <dt>Open listings</dt>
      <dd>{showsListings ? <Link to={`/listings?state=all&eventId=${id}`}>{open}</Link> : open}</dd>
      <dt>Holds</dt>
      <dd>{reservations(countOf(holds))}</dd>
      <dt>Payments under way</dt>
      <dd>{reservations(countOf(paying))}</dd>
      <dt>Paid orders</dt>
      <dd>{reservations(`${countOf(orders)}, with ${plural(soldTickets, 'ticket')}`)}</dd>
      <dt>{status === 'cancelled' ? 'Left to refund' : 'To refund if it is canceled'}</dt>
      <dd>
        {amountOf(refund.amount, refund.currency)} {refund.currency}
      </dd>
    </dl>
  );
}
