import { ApiProblem } from '@holdfast/shared/apiClient';
import type { WaitingEntryShown, WaitingOfferShown } from '@holdfast/shared/waitingLists';
import { useState } from 'react';
import { Countdown } from '../checkout/Countdown.tsx';
import { useNavigation } from '../router/navigation.ts';
import { moneyText } from '../ui/money.ts';
import { Price } from '../ui/Price.tsx';
import { counted, seatsText } from '../ui/text.ts';
import { untilText } from '../ui/time.ts';
import { useSecondsLeft } from '../ui/useNow.ts';
import { failureText } from '../ui/useSubmission.ts';
import type { EntryPage } from './useEntry.ts';
import { waitingApi } from './waitingApi.ts';

interface Props {
  entry: WaitingEntryShown;
  offer: WaitingOfferShown;
  page: EntryPage;
}

/** The tickets that are held, until when and why, and the two answers. */
export function OfferPanel({ entry, offer, page }: Props) {
  const { navigate } = useNavigation();
  const [failure, setFailure] = useState<{ text: string; holdId: string | null } | null>(null);
  const [isTaking, setTaking] = useState(false);
  // By this device's clock, however wrong it is.
  const [endsAt] = useState(() => Date.parse(offer.until) - Date.parse(entry.serverNow) + Date.now());
  const left = useSecondsLeft(endsAt);
  const quantity = offer.items.reduce((sum, item) => sum + item.quantity, 0);

  async function take() {
    if (isTaking) return;
    setTaking(true);
    setFailure(null);
    try {
      const { reservationId } = await waitingApi.take(entry.token, offer.id);
      navigate(`/checkout/${reservationId}`);
    } catch (error) {
      const holdId = error instanceof ApiProblem ? error.problem.reservationId : null;
      setFailure({
        text: failureText(error) ?? 'That didn’t work.',
        holdId: typeof holdId === 'string' ? holdId : null,
      });
      setTaking(false);
    }
  }

  return (
    <>
      <OfferedTickets offer={offer} quantity={quantity} />
      <p>
        <b>Held for you until {untilText(entry.event, Date.parse(offer.until))}.</b> Nobody else can buy{' '}
        {quantity === 1 ? 'it' : 'them'} until then.
      </p>
      {left !== null && (
        <p className="waits-left">
          <Countdown left={left} />
        </p>
      )}
      <p className="muted">{offer.why}</p>
      {failure !== null && (
        <div role="alert">
          <p className="msg">{failure.text}</p>
          {failure.holdId !== null && (
            <p>
              <a href={`/checkout/${failure.holdId}`}>Go to your other hold</a>. This offer stays yours
              meanwhile.
            </p>
          )}
        </div>
      )}
      <p className="acts">
        <button
          type="button"
          className="btn btn-go"
          aria-disabled={isTaking || undefined}
          onClick={() => void take()}
        >
          {isTaking
            ? 'Opening the checkout…'
            : offer.isBeingPaid
              ? 'Go to the payment'
              : `Buy for ${moneyText(offer.total)}`}
        </button>
        {!offer.isBeingPaid && (
          <button
            type="button"
            className="btn btn-line"
            aria-disabled={page.isBusy || undefined}
            onClick={() => void page.send((token) => waitingApi.decline(token, offer.id))}
          >
            No thanks
          </button>
        )}
      </p>
      <p className="small muted">
        No thanks lets {quantity === 1 ? 'it' : 'them'} go to the next in line. You keep your place.
      </p>
    </>
  );
}

function OfferedTickets({ offer, quantity }: { offer: WaitingOfferShown; quantity: number }) {
  return (
    <ul className="near">
      {offer.items.map((item) => (
        <li key={item.listingId}>
          <div>
            <span className="row">
              {item.section === null
                ? `${item.ticketType}, ${counted(item.quantity, 'ticket')}`
                : `Section ${item.section}, row ${item.row}, ${seatsText(item.seats)}`}
            </span>
            <div className="diff">
              {item.delivery}
              {item.disclosure === null ? '' : `. ${item.disclosure}`}
            </div>
          </div>
          <div>
            <Price value={item.price} />
            <p className="price-note">
              {quantity === 1 ? 'with all fees' : `each, ${moneyText(offer.total)} for ${quantity}`}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
