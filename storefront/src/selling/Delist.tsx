import type { OwnListing } from '@holdfast/shared/portal';
import { type FormEvent, useRef, useState } from 'react';
import { api } from '../api/api.ts';
import { ApiProblem } from '../api/request.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { dayPieces } from '../ui/time.ts';

interface Props {
  listing: OwnListing;
  /** Reads the listings again. */
  changed(): void;
}

/** The wish to have a listing back: our team answers it, since a fan may be paying at this moment. */
export function Delist({ listing, changed }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const announce = useAnnounce();

  async function send(work: () => Promise<unknown>, said: string): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      setOpen(false);
      announce(said);
      changed();
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error.message : 'We couldn’t hear the answer. Try again.');
    }
    setBusy(false);
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const words = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    void send(() => api.askDelist(listing.id, words === '' ? null : words), 'Our desk has your wish.');
  }

  if (listing.delistRequested !== null) {
    const { day, month } = dayPieces(listing.delistRequested.at, listing.event.venue.timeZone);
    return (
      <div className="delist">
        <p className="small">
          You asked on {month} {day} to take this off sale. Our desk answers; what a fan holds stays theirs to
          buy.
        </p>
        <button
          type="button"
          className="btn btn-line"
          disabled={isBusy}
          onClick={() => send(() => api.takeBackDelist(listing.id), 'It stays on sale.')}
        >
          Keep it on sale
        </button>
        {problem !== null && <Refused text={problem} />}
      </div>
    );
  }
  if (!listing.mayAskDelist) return null;
  const onSale = listing.state === 'live' || listing.state === 'paused';
  if (!isOpen)
    return (
      <button ref={opener} type="button" className="btn btn-line" onClick={() => setOpen(true)}>
        {onSale ? 'Take it off sale…' : 'Take it back…'}
      </button>
    );
  return (
    <form className="delist" onSubmit={submit}>
      <label className="small" htmlFor={`why-${listing.id}`}>
        Why, if you like
      </label>
      <input
        id={`why-${listing.id}`}
        name="reason"
        className="input"
        maxLength={300}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: the person just asked for this field
        autoFocus
      />
      <p className="small muted">Our desk answers. What a fan holds at this moment stays theirs to buy.</p>
      <div className="delist-buttons">
        <button type="submit" className="btn btn-go" disabled={isBusy}>
          Ask our team
        </button>
        <button type="button" className="btn btn-line" onClick={() => setOpen(false)}>
          Leave it as it is
        </button>
      </div>
      {problem !== null && <Refused text={problem} />}
    </form>
  );
}

function Refused({ text }: { text: string }) {
  return (
    <p className="small" role="alert">
      {text}
    </p>
  );
}
