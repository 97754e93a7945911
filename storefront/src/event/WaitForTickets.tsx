import type { CatalogEvent } from '@holdfast/shared/catalog';
import { lazy, Suspense, useState } from 'react';

const JoinForm = lazy(() =>
  import('../waiting/JoinForm.tsx').then((module) => ({ default: module.JoinForm })),
);

/** A place in line for tickets that aren't there, or are too dear. The form is fetched when somebody asks for it. */
export function WaitForTickets({ event, isSoldOut }: { event: CatalogEvent; isSoldOut: boolean }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="waits" aria-label="Waiting list">
      <h3>{isSoldOut ? 'Wait for tickets' : 'Nothing that fits?'}</h3>
      <p className="muted">
        {isSoldOut
          ? 'Join the waiting list. When tickets that fit come up, we hold them for you and email you.'
          : 'Say how many you need together and what you would pay. When tickets that fit come up, we hold them for you and email you.'}
      </p>
      {isOpen ? (
        <Suspense fallback={<p className="muted">One moment…</p>}>
          <JoinForm event={event} />
        </Suspense>
      ) : (
        <p className="acts">
          <button type="button" className="btn btn-line" onClick={() => setOpen(true)}>
            Join the waiting list
          </button>
        </p>
      )}
    </section>
  );
}
