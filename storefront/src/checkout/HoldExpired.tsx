import { ApiProblem } from '@holdfast/shared/apiClient';
import { endedWords, eventPhase, inWords, seatNoun, ticketCount } from '@holdfast/shared/orders';
import type { Reservation } from '@holdfast/shared/reservations';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { clearIntent, ensureIntent } from '../api/intents.ts';
import { useNavigation } from '../router/navigation.ts';
import { WarningIcon } from '../ui/icons.tsx';
import { HeldStub } from './HeldStub.tsx';
import { looksLikeEmail, typedEmail } from './typedEmail.ts';

/**
 * A hold that ended without a sale: what became of the money and the seats, with a button to hold the same
 * seats again.
 */
export function HoldExpired({ reservation }: { reservation: Reservation }) {
  const { navigate } = useNavigation();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const count = ticketCount(reservation);
  const noun = seatNoun(reservation, count);
  const { title, text } = endedWords(reservation);
  const { event, broken, serverNow } = reservation;
  const isAhead = eventPhase(event, Date.parse(serverNow)) === 'ahead';
  // Seats that we took away aren't offered once more.
  const mayTryAgain = isAhead && broken === null;

  async function again() {
    if (isBusy) return;
    setBusy(true);
    setRefusal(null);
    const items = reservation.items.map(({ listingId, quantity, price }) => ({
      listingId,
      quantity,
      seenPrice: price.amount,
    }));
    const name = `again.${reservation.id}`;
    const email = reservation.email ?? typedEmail();
    const intent = ensureIntent(name, { items, ...(email && looksLikeEmail(email) ? { email } : {}) });
    try {
      const held = await api.hold(intent.body, intent.key);
      clearIntent(name);
      navigate(`/checkout/${held.id}`);
    } catch (error) {
      if (error instanceof ApiProblem) clearIntent(name);
      setRefusal(refusalText(error, count));
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="wrap">
      <div className="pay is-over">
        <div>
          <h1>{title}</h1>
          <p className="lead">{text}</p>
          {refusal !== null && (
            <div className="alert" role="alert">
              <WarningIcon />
              <p>{refusal}</p>
            </div>
          )}
          <div className="acts">
            {mayTryAgain && (
              <button
                type="button"
                className="btn btn-go"
                aria-disabled={isBusy || undefined}
                onClick={again}
              >
                {isBusy ? 'Holding…' : `Try the same ${noun} again`}
              </button>
            )}
            {isAhead ? (
              <a className={mayTryAgain ? 'btn btn-line' : 'btn btn-go'} href={`/games/${event.slug}`}>
                What else is free
              </a>
            ) : (
              <a className="btn btn-go" href={event.home ? `/games?performer=${event.home.slug}` : '/games'}>
                {event.home ? `More ${event.home.shortName} games` : 'All events'}
              </a>
            )}
          </div>
        </div>
        <aside>
          <HeldStub reservation={reservation} isOver />
        </aside>
      </div>
    </div>
  );
}

function refusalText(error: unknown, count: number): string {
  if (!(error instanceof ApiProblem)) {
    return 'We didn’t get an answer. Press again: it repeats the same request and never holds twice.';
  }
  switch (error.problem.code) {
    case 'sold_out':
    case 'partly_available':
      return `Somebody else has ${count === 1 ? 'it' : `some or all of those ${inWords(count)}`} now. Nothing is held. See what else is free.`;
    case 'price_changed':
      return 'The price is higher now. Nothing is held. The event’s list shows the new price before you decide.';
    case 'hold_open':
      return 'You already hold other tickets. Pay for them or let them go first.';
    default:
      return `${error.problem.detail ?? error.problem.title} Nothing is held.`;
  }
}
