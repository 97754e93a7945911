import {
  ordinal,
  passedText,
  removeWaitingEntry,
  type ServedOffer,
  type WaitingList,
  type WaitingRow,
} from '@holdfast/shared/waitingLists';
import { useState } from 'react';
import { useGetIdentity } from 'react-admin';
import { Link, useParams } from 'react-router';
import { mayOpen } from '../authProvider/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { Amount, countOf, plural } from '../ui/figures.tsx';
import { ReasonPanel } from '../ui/forms/ReasonPanel.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { type Column, RuledTable } from '../ui/RuledList.tsx';
import { Mark, StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import { useWaitingList } from './useWaitingList.ts';

/** The line of one event, and why each offer went to whom it went to. */
export function WaitingListPage() {
  const { id = '' } = useParams();
  const page = useWaitingList(id);
  const { list, error, readAgain } = page;
  useCrumbs('Consignment', 'Waiting lists', list?.name ?? '');
  const [removing, setRemoving] = useState<WaitingRow | null>(null);
  if (error)
    return <ErrorMessage what="The waiting list couldn’t be loaded." error={error} retry={readAgain} />;
  if (!list) return <Reading what="the waiting list" />;
  return (
    <div className={removing ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead title={list.name} facts={factsOf(list)}>
          <button
            type="button"
            className="btn"
            disabled={page.isTurning}
            onClick={() => page.turn(!list.isOn)}
          >
            {list.isOn ? 'Turn the list off' : 'Turn the list on'}
          </button>
          <Link className="btn" to={`/events/${list.id}/show`}>
            The event
          </Link>
        </PageHead>
        <Line list={list} remove={setRemoving} />
      </div>
      {removing && (
        <ReasonPanel
          key={removing.id}
          title="Take off the list"
          about={`${removing.email || 'This fan'} gets an email that they are no longer on the list. The reason stays with us.${removing.state === 'offered' ? ' The tickets that are held for them go to the next in line.' : ''}`}
          leave="Keep the entry"
          close={() => setRemoving(null)}
          resource="waitingRemovals"
          id={removing.id}
          schema={removeWaitingEntry}
          bodyOf={(values) => ({ ...values, version: removing.version })}
          submit="Take off the list"
          done="The entry is off the list."
          after={readAgain}
        />
      )}
    </div>
  );
}

function Line({ list, remove }: { list: WaitingList; remove: (row: WaitingRow) => void }) {
  return (
    <div className="body">
      {(!list.isOn || !list.isOnForAll) && (
        <p className="note">
          {list.isOnForAll
            ? 'This list is off: nobody joins and nothing is offered. Who waits keeps the place; offers that run go on.'
            : 'All lists are off by the settings: nobody joins and nothing is offered. Who waits keeps the place.'}
        </p>
      )}
      <section className="sec">
        <h2>
          The line <small>by when they joined; the address of a guest counts from its confirmation</small>
        </h2>
        {list.entries.length === 0 ? (
          <Empty because="Nobody waits for tickets of this event." />
        ) : (
          <RuledTable<WaitingRow> label="The line" columns={lineColumns(remove)} rows={list.entries} />
        )}
      </section>
      <section className="sec">
        <h2>
          Order of service{' '}
          <small>newest first: who was offered what, and why those ahead were passed over</small>
        </h2>
        {list.offersMade.length === 0 ? (
          <Empty because="Nothing was offered yet. The first in line whose number of tickets and price fit gets what comes up." />
        ) : (
          <Offers offers={list.offersMade} />
        )}
      </section>
    </div>
  );
}

const factsOf = ({ waiting, offered, tickets, bought, windowMinutes }: WaitingList): string =>
  `${plural(waiting, 'fan')} in line and ${countOf(offered)} with an offer, for ${plural(tickets, 'ticket')}. ${countOf(bought)} bought. An offer is held for ${windowMinutes} minutes.`;

function lineColumns(remove: (row: WaitingRow) => void): readonly Column<WaitingRow>[] {
  return [
    { head: 'Place', cell: ({ place }) => (place === null ? '' : ordinal(place)) },
    {
      head: 'Fan',
      cell: ({ email, hasAccount }) =>
        email === '' ? 'Erased, or never confirmed' : `${email}${hasAccount ? '' : ', guest'}`,
      wraps: true,
    },
    { head: 'Since', cell: ({ placedAt, joinedAt }) => workTime(placedAt ?? joinedAt) },
    { head: 'Tickets', cell: ({ size }) => countOf(size), numeric: true },
    {
      head: 'At most, each',
      cell: ({ limit }) =>
        limit === null ? 'Any price' : <Amount minor={limit.amount} currency={limit.currency} />,
      numeric: true,
    },
    {
      head: 'State',
      cell: ({ state, restsUntil, endReason }) => (
        <>
          <StateMark kind="waiting" state={state} />
          {restsUntil === null ? '' : ` until ${workTime(restsUntil)}`}
          {endReason === null ? '' : `: ${endReason}`}
        </>
      ),
      wraps: true,
    },
    { head: 'Offers', cell: ({ offers }) => countOf(offers), numeric: true, wideOnly: true },
    {
      head: 'Act',
      cell: (row) =>
        openStates.has(row.state) ? (
          <button type="button" className="link" onClick={() => remove(row)}>
            Take off…<span className="sr"> {row.email}</span>
          </button>
        ) : null,
    },
  ];
}

const openStates: ReadonlySet<string> = new Set(['unconfirmed', 'waiting', 'offered', 'resting']);

function Offers({ offers }: { offers: readonly ServedOffer[] }) {
  const { data: identity } = useGetIdentity();
  const opens = mayOpen('reservations', identity?.roles ?? []);
  const columns: readonly Column<ServedOffer>[] = [
    { head: 'Made', cell: ({ madeAt }) => workTime(madeAt) },
    { head: 'Fan', cell: ({ email }) => email || 'Erased', wraps: true },
    { head: 'Tickets', cell: ({ tickets }) => tickets, wraps: true },
    {
      head: 'Each',
      cell: ({ price }) => <Amount minor={price.amount} currency={price.currency} />,
      numeric: true,
    },
    {
      head: 'Order',
      cell: ({ order }) =>
        opens ? <Link to={`/reservations/${order.id}/show`}>{order.code}</Link> : order.code,
    },
    { head: 'Outcome', cell: (offer) => <OutcomeMark offer={offer} /> },
    { head: 'Why this fan', cell: whyText, wraps: true },
  ];
  return <RuledTable<ServedOffer> label="Order of service" columns={columns} rows={offers} />;
}

function whyText({ place, candidates, passed }: ServedOffer): string {
  const fitted = `${ordinal(place)} in line; ${plural(candidates, 'listing')} fitted, and this was the cheapest.`;
  return passed.length === 0 ? fitted : `${fitted} Ahead: ${passed.map(passedText).join('; ')}.`;
}

function OutcomeMark({ offer: { outcome, until } }: { offer: ServedOffer }) {
  switch (outcome) {
    case null:
      return (
        <Mark shape="half" tone="info">
          Held until {workTime(until)}
        </Mark>
      );
    case 'bought':
      return (
        <Mark shape="tick" tone="success">
          Bought
        </Mark>
      );
    case 'declined':
      return (
        <Mark shape="square" tone="neutral">
          Declined
        </Mark>
      );
    case 'lapsed':
      return (
        <Mark shape="clock" tone="neutral">
          No answer
        </Mark>
      );
    case 'broken':
      return (
        <Mark shape="cross" tone="neutral">
          Ended by us
        </Mark>
      );
  }
}
