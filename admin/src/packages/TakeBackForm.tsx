import { isReason } from '@holdfast/shared/http';
import type { TakenBack } from '@holdfast/shared/listings';
import { packageSeats, type SeasonPackage } from '@holdfast/shared/packages';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newKey } from '../dataProvider/index.ts';
import { FieldFrame } from '../ui/fields.tsx';
import { plural, seatsOf } from '../ui/figures.tsx';
import { PendingHint, stillRead, usePendingHint } from '../ui/pendingHint.tsx';
import { workTime } from '../ui/time.ts';
import { takeSeatsBack } from './calls.ts';

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
  const [seats, setSeats] = useState<readonly number[]>([]);
  const [reason, setReason] = useState('');
  const [override, setOverride] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const key = useRef({ content: '', key: '' });
  const preview = useQuery({
    queryKey: ['takeBack', listingId, seats, override],
    queryFn: () =>
      takeSeatsBack(listingId, { seats: [...seats], reason: 'Preview', override, preview: true }),
    enabled: seats.length > 0,
    retry: false,
    gcTime: 0,
  });
  const why = pendingReason();
  const pendingHint = usePendingHint(why, 'Look at what goes back, then press Enter.', seats);

  function pendingReason(): string | null {
    if (seats.length === 0) return 'Choose the seats that go back.';
    if (preview.isFetching) return stillRead('Enter');
    if (!preview.isSuccess) return 'They can’t be taken back like this. Why stands above.';
    return isReason(reason) ? null : 'Give a reason of three letters or more.';
  }

  async function take() {
    const body = { seats: [...seats], reason: reason.trim(), override };
    const content = JSON.stringify(body);
    if (key.current.content !== content) key.current = { content, key: newKey() };
    try {
      onDone(await takeSeatsBack(listingId, body, key.current.key));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'That didn’t work. Nothing was changed.');
    }
  }
  return (
    <form
      className="take-back"
      onSubmit={(event) => {
        event.preventDefault();
        pendingHint.tryTo(take);
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
              onChange={(event) =>
                setSeats(event.target.checked ? [...seats, seat] : seats.filter((each) => each !== seat))
              }
            />{' '}
            {seat}
          </label>
        ))}
      </fieldset>
      {seats.length > 0 && preview.data && <Would would={preview.data} />}
      {seats.length > 0 && preview.error && (
        <p className="note warn" role="alert">
          {preview.error.message}
        </p>
      )}
      {seats.length > 0 && (preview.error || override) && (
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
            pendingHint.tryTo(take);
          }}
        />
      </FieldFrame>
      {problem && (
        <p className="note danger" role="alert">
          {problem}
        </p>
      )}
      <PendingHint said={pendingHint.said} />
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
