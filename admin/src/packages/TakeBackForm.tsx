import type { TakenBack } from '@holdfast/shared/listings';
import { packageSeats, type SeasonPackage } from '@holdfast/shared/packages';
import { FieldFrame } from '../ui/fields.tsx';
import { plural, seatsOf } from '../ui/figures.tsx';
import { PendingHint } from '../ui/pendingHint.tsx';
import { workTime } from '../ui/time.ts';
import { useTakeBack } from './useTakeBack.ts';

/** Some seats of a game's listing go back to the consignor: what leaves now, what later, and why not, before it is done. */
export function TakeBackForm({
  found,
  listingId,
  onLeave,
  onDone,
}: {
  found: SeasonPackage;
  listingId: string;
  onLeave: () => void;
  onDone: (done: TakenBack) => void;
}) {
  const taking = useTakeBack(listingId, onDone);
  const { seats, turn, reason, setReason, why, tryToTake } = taking;
  return (
    <form
      className="take-back"
      onSubmit={(event) => {
        event.preventDefault();
        tryToTake();
      }}
    >
      <fieldset>
        <legend className="lbl">Seats that go back</legend>
        {packageSeats(found).map((seat) => (
          <label key={seat}>
            <input
              type="checkbox"
              className="check"
              checked={seats.includes(seat)}
              onChange={(event) => turn(seat, event.target.checked)}
            />{' '}
            {seat}
          </label>
        ))}
      </fieldset>
      {seats.length > 0 && <Preview taking={taking} />}
      <FieldFrame id="take-back-reason" label="Reason, goes into the log">
        <input
          id="take-back-reason"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            // A disabled button would keep the form from explaining why it can't be sent.
            if (event.key !== 'Enter') return;
            event.preventDefault();
            tryToTake();
          }}
        />
      </FieldFrame>
      {taking.problem && (
        <p className="note danger" role="alert">
          {taking.problem}
        </p>
      )}
      <PendingHint text={taking.hint} />
      <div className="acts-row">
        <button type="submit" className="btn p" disabled={why !== null}>
          Take {seats.length > 0 ? plural(seats.length, 'seat') : 'them'} back
        </button>
        <button type="button" className="btn t" onClick={onLeave}>
          Keep them on sale
        </button>
      </div>
    </form>
  );
}

/** What would happen, or the refusal with the way around it. */
function Preview({ taking: { preview, override, setOverride } }: { taking: ReturnType<typeof useTakeBack> }) {
  return (
    <>
      {preview.data && <Would would={preview.data} />}
      {preview.error && (
        <p className="note warn" role="alert">
          {preview.error.message}
        </p>
      )}
      {(preview.error || override) && (
        <label>
          <input
            type="checkbox"
            className="check"
            checked={override}
            onChange={(event) => setOverride(event.target.checked)}
          />{' '}
          Override the split rule; that is logged
        </label>
      )}
    </>
  );
}

function Would({ would }: { would: TakenBack }) {
  const [first] = would.leavesLater;
  return (
    <p className="note info">
      {would.withdrawn && 'Nothing else is unsold: the listing is withdrawn as a whole. '}
      {would.leftAtOnce.length > 0 && `Off sale at once: ${seatsOf(would.leftAtOnce)}. `}
      {first &&
        `Held by a fan since ${workTime(first.heldSince)}: ${seatsOf(would.leavesLater.map(({ seat }) => seat))}. They leave when they are free; if the fan pays, they are sold and the consignor is told so.`}
    </p>
  );
}
