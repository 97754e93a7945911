import { type FanDelivery, refusalCauses, refusalNames } from '@holdfast/shared/deliveries';
import type { Reservation } from '@holdfast/shared/reservations';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { useSubmission } from '../ui/useSubmission.ts';

interface Props {
  reservationId: string;
  tracking: FanDelivery;
  count: number;
  show: (reservation: Reservation) => void;
}

/** The fan's answer to what was sent: they have it, or can't accept it. */
export function AnswerDelivery({ reservationId, tracking, count, show }: Props) {
  const [isOpen, setOpen] = useState(false);
  const received = useSubmission(async () => show(await api.receiveDelivery(reservationId, tracking.id)));
  const refused = useSubmission(async (given) => {
    const cause = given('cause') as (typeof refusalCauses)[number];
    show(await api.refuseDelivery(reservationId, tracking.id, { cause, note: given('note') }));
    setOpen(false);
  });
  const failure = received.failure ?? refused.failure;
  const they = count === 1 ? 'it' : 'them';
  return (
    <div className="no-print">
      {failure !== null && (
        <p className="msg" role="alert">
          {failure}
        </p>
      )}
      {isOpen ? (
        <form className="form" method="post" noValidate onSubmit={refused.submit}>
          <fieldset className="choices">
            <legend>What is wrong?</legend>
            {refusalCauses.map((cause) => (
              <label key={cause}>
                <input type="radio" name="cause" value={cause} required /> {refusalNames[cause]}
              </label>
            ))}
            {refused.errors.cause !== undefined && <p className="msg">{refused.errors.cause}</p>}
          </fieldset>
          <label className="field">
            <span>Anything that helps us (optional)</span>
            <textarea className="input" name="note" rows={3} maxLength={500} />
            {refused.errors.note !== undefined && <span className="msg">{refused.errors.note}</span>}
          </label>
          <div className="acts">
            <button type="submit" className="btn btn-go" aria-disabled={refused.isBusy || undefined}>
              {refused.isBusy ? 'Sending…' : 'Tell our team'}
            </button>
            <button type="button" className="btn" onClick={() => setOpen(false)}>
              Back
            </button>
          </div>
        </form>
      ) : (
        <form className="acts" onSubmit={received.submit}>
          {tracking.mayReceive && (
            <button type="submit" className="btn btn-go" aria-disabled={received.isBusy || undefined}>
              {received.isBusy ? 'Saving…' : `I have ${they}`}
            </button>
          )}
          {tracking.mayRefuse && (
            <button type="button" className="btn" onClick={() => setOpen(true)}>
              I can’t accept {they}
            </button>
          )}
        </form>
      )}
    </div>
  );
}
