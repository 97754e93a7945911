import { ApiProblem } from '@holdfast/shared/apiClient';
import type { OwnListing } from '@holdfast/shared/portal';
import { type FormEvent, useRef, useState } from 'react';
import { api } from '../api/api.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { dayShort } from '../ui/time.ts';

interface Props {
  listing: OwnListing;
  /** Reloads the listings. */
  changed(): void;
}

/** Requests that a listing be taken off sale. Staff decide, because a fan may be paying at this moment. */
export function Delist({ listing, changed }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const announce = useAnnounce();

  async function send(work: () => Promise<unknown>, doneText: string): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      setOpen(false);
      announce(doneText);
      changed();
    } catch (error) {
      setProblem(
        error instanceof ApiProblem ? error.message : 'We got no answer from the server. Try again.',
      );
    }
    setBusy(false);
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const reasonText = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    void send(
      () => api.requestDelist(listing.id, reasonText === '' ? null : reasonText),
      'Our team has your request.',
    );
  }

  if (listing.delistRequested !== null) {
    const askedOn = dayShort(listing.delistRequested.at, listing.event.venue.timeZone);
    return (
      <div className="delist">
        <p className="small">
          You asked on {askedOn} to take this off sale. Our team answers; fans can still buy what they hold.
        </p>
        <button
          type="button"
          className="btn btn-line"
          disabled={isBusy}
          onClick={() => send(() => api.withdrawDelist(listing.id), 'It stays on sale.')}
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
        Reason (optional)
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
      <p className="small muted">Our team answers. Fans can still buy what they hold at this moment.</p>
      <div className="delist-buttons">
        <button type="submit" className="btn btn-go" disabled={isBusy}>
          Ask our team
        </button>
        <button type="button" className="btn btn-line" onClick={() => setOpen(false)}>
          Keep it
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
