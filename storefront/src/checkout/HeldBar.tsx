import { seatNoun, ticketCount } from '@holdfast/shared/orders';
import type { Reservation } from '@holdfast/shared/reservations';
import { useEffect, useState } from 'react';
import { useAnnounce } from '../ui/announce.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { inWords } from '../ui/text.ts';
import { untilText } from '../ui/time.ts';
import { Countdown } from './Countdown.tsx';

interface Props {
  reservation: Reservation;
  /** By this device's clock, milliseconds since the epoch. */
  endsAt: number;
  left: number | null;
  onCancel(): Promise<void>;
}

/** What staff did last to this hold, in the server's words; null: nothing since it began. Told to screen readers when it comes. */
function useStaffNews({ timeline }: Reservation): string | null {
  const announce = useAnnounce();
  const last = timeline.findLast(({ what }) => what === 'extended' || what === 'moved') ?? null;
  const at = last?.at;
  const text = last?.text ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each entry
  useEffect(() => {
    if (text !== null) announce(text);
  }, [at]);
  return text;
}

/** The time left, the deadline and a way to cancel the hold. */
export function HeldBar({ reservation, endsAt, left, onCancel }: Props) {
  const [asking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const count = ticketCount(reservation);
  const isAtBank = reservation.payment?.state === 'requiresAction';
  const mayLetGo = reservation.state !== 'pending.paying' || isAtBank;
  const until = untilText(reservation.event, endsAt);
  const news = useStaffNews(reservation);
  return (
    <div className="held">
      <div className="wrap">
        {left !== null && <Countdown left={left} />}
        <p>
          <b>Held for you until {until}</b>
          <span className={reservation.deadlinePassed || news !== null ? 'muted' : 'muted only-wide'}>
            {reservation.deadlinePassed
              ? 'Still yours until your bank answers.'
              : news !== null
                ? news
                : left !== null && left < 5 * 60
                  ? 'Under five minutes left.'
                  : `Nobody else can buy ${count === 1 ? 'it' : `these ${inWords(count)}`}.`}
          </span>
        </p>
        {mayLetGo && (
          <button type="button" className="link" onClick={() => setAsking(true)}>
            Let {count === 1 ? 'it' : 'them'} go
          </button>
        )}
      </div>
      {asking && (
        <Sheet title={`Let ${count === 1 ? 'it' : 'them'} go?`} onClose={() => setAsking(false)}>
          <p>
            The {seatNoun(reservation, count)} can then be bought by anybody at once. Nothing was charged.
          </p>
          <div className="ends">
            <button
              type="button"
              className="btn btn-go"
              aria-disabled={isBusy || undefined}
              onClick={async () => {
                if (isBusy) return;
                setBusy(true);
                await onCancel();
                setBusy(false);
                setAsking(false);
              }}
            >
              {isBusy ? 'Letting go…' : `Let ${count === 1 ? 'it' : 'them'} go`}
            </button>
            <button type="button" className="btn btn-line" onClick={() => setAsking(false)}>
              Keep {count === 1 ? 'it' : 'them'} until {until}
            </button>
          </div>
        </Sheet>
      )}
    </div>
  );
}
