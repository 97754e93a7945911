import { ApiProblem } from '@holdfast/shared/apiClient';
import { inWords, seatNoun, ticketCount } from '@holdfast/shared/orders';
import type { Reservation } from '@holdfast/shared/reservations';
import { useEffect, useState } from 'react';
import { endsAt } from '../accounts/visitor.ts';
import { api } from '../api/api.ts';
import { HeldBar } from '../checkout/HeldBar.tsx';
import { HeldStub } from '../checkout/HeldStub.tsx';
import { HoldExpired } from '../checkout/HoldExpired.tsx';
import { focusOn } from '../router/navigation.ts';
import { definePage, type PageProps } from '../router/route.ts';
import { useSecondsLeft } from '../ui/useNow.ts';
import { Order } from './Order.tsx';

type Seen =
  | { state: 'loading' }
  | { state: 'refused'; words: string }
  | { state: 'ready'; reservation: Reservation };

/** The fan's page as staff see it: as it is for the fan at this moment, and nothing on it acts. */
function AsFanPage({ params }: PageProps<null>) {
  const id = params.id ?? '';
  const [seen, setSeen] = useState<Seen>({ state: 'loading' });
  useEffect(() => {
    let isLeft = false;
    api.asFan(id).then(
      (reservation) => !isLeft && setSeen({ state: 'ready', reservation }),
      (error: unknown) => !isLeft && setSeen({ state: 'refused', words: wordsOf(error) }),
    );
    return () => {
      isLeft = true;
    };
  }, [id]);
  useEffect(() => {
    if (seen.state !== 'loading') focusOn(document.querySelector('main h1'));
  }, [seen.state]);
  if (seen.state === 'loading')
    return (
      <div className="wrap plain">
        <h1>Loading the fan’s page…</h1>
        <noscript>
          <p>This page needs JavaScript.</p>
        </noscript>
      </div>
    );
  if (seen.state === 'refused')
    return (
      <div className="wrap plain" role="alert">
        <h1>This page is for staff</h1>
        <p>{seen.words}</p>
        <a className="btn btn-line" href="/admin">
          The back office
        </a>
      </div>
    );
  return (
    <>
      <div className="wrap">
        <p className="note as-fan" role="status">
          <span>
            <b>You see this as the fan does.</b> It is as of now, and nothing below acts.{' '}
            <a href={`/admin/#/reservations/${id}/show`}>Back to the case</a>
          </span>
        </p>
      </div>
      {/* Neither mouse nor keyboard reaches what is inert. */}
      <div inert>
        <Shown reservation={seen.reservation} />
      </div>
    </>
  );
}

const nothing = () => {};

function Shown({ reservation }: { reservation: Reservation }) {
  const { state } = reservation;
  if (state === 'paid' || state === 'refunded')
    return <Order isOwn={false} reservation={reservation} show={nothing} />;
  return state.startsWith('pending.') ? (
    <Held reservation={reservation} />
  ) : (
    <HoldExpired reservation={reservation} />
  );
}

/** A hold without its form: the card is typed into the payment service’s own fields. */
function Held({ reservation }: { reservation: Reservation }) {
  const [ends] = useState(() => endsAt(reservation));
  const left = useSecondsLeft(ends);
  const count = ticketCount(reservation);
  return (
    <>
      <HeldBar reservation={reservation} endsAt={ends} left={left} onCancel={async () => {}} />
      <div className="wrap">
        <div className="pay">
          <div>
            <h1>
              Pay for your {count === 1 ? '' : `${inWords(count)} `}
              {seatNoun(reservation, count)}
            </h1>
            <p>Here the fan types email address and card. What they type is theirs alone.</p>
          </div>
          <aside>
            <HeldStub reservation={reservation} />
          </aside>
        </div>
      </div>
    </>
  );
}

function wordsOf(error: unknown): string {
  if (!(error instanceof ApiProblem)) return 'We got no answer from the server. Load the page again.';
  return error.problem.code === 'not_found'
    ? 'There is no such order.'
    : (error.problem.detail ?? error.problem.title);
}

/** /as-fan/:id: an order for staff who help its fan. */
export const asFanPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'As the fan sees it' }),
  Page: AsFanPage,
});
