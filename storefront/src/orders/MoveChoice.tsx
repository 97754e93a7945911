import { type Reservation, refundableOf } from '@holdfast/shared/reservations';
import { api } from '../api/api.ts';
import { moneyText } from '../ui/money.ts';
import { stamp, zoneShort } from '../ui/time.ts';
import { useSubmission } from '../ui/useSubmission.ts';

interface Props {
  reservation: Reservation;
  show: (reservation: Reservation) => void;
}

/** The event moved: the fan keeps the tickets, or has the money back, until the last day. Silence keeps. */
export function MoveChoice({ reservation, show }: Props) {
  const { id, moveChoice, event, payment } = reservation;
  const left = refundableOf(reservation);
  const keep = useSubmission(async () => show(await api.chooseAfterMove(id, 'keep')));
  const refund = useSubmission(async () => show(await api.chooseAfterMove(id, 'refund')));
  if (!moveChoice) return null;
  const { until, isOpen, made, fromVenue } = moveChoice;
  if (made === 'refund' && reservation.state === 'paid')
    return (
      <section className="move-choice" role="status">
        <h2>Your refund is asked for</h2>
        <p>
          {moneyText(payment?.refunding ?? left)} goes back to the card that paid. We email you when it is
          sent.
        </p>
      </section>
    );
  if (!isOpen) return null;
  const { timeZone } = event.venue;
  const failure = keep.failure ?? refund.failure;
  return (
    <section className="move-choice no-print">
      <h2>{made === 'keep' ? 'You keep your tickets' : 'Keep your tickets, or have your money back'}</h2>
      <p>
        {fromVenue !== null &&
          `This event was to be at ${fromVenue}; it is at ${event.venue.name}, ${event.venue.city}, now. `}
        {made === 'keep'
          ? 'You can still have your money back'
          : `You can have ${left.amount < reservation.total.amount ? 'the rest' : 'all'} of your money back, ${moneyText(left)}, to the card that paid. Choose`}{' '}
        until {stamp(until, timeZone)} {zoneShort(until, timeZone)}.
        {made === null && ' If you do nothing, you keep your tickets.'}
      </p>
      {failure !== null && (
        <p className="msg" role="alert">
          {failure}
        </p>
      )}
      <div className="acts">
        {made === null && (
          <form onSubmit={keep.submit}>
            <button type="submit" className="btn btn-go" aria-disabled={keep.isBusy || undefined}>
              {keep.isBusy ? 'Saving…' : 'Keep my tickets'}
            </button>
          </form>
        )}
        <form onSubmit={refund.submit}>
          <button type="submit" className="btn btn-line" aria-disabled={refund.isBusy || undefined}>
            {refund.isBusy ? 'Asking…' : `Refund ${moneyText(left)}`}
          </button>
        </form>
      </div>
    </section>
  );
}
