import type { CatalogEvent } from '@holdfast/shared/catalog';
import { lazy, Suspense, useState } from 'react';

const JoinForm = lazy(() =>
  import('../waiting/JoinForm.tsx').then((module) => ({ default: module.JoinForm })),
);
const PriceAlertForm = lazy(() =>
  import('../alerts/PriceAlertForm.tsx').then((module) => ({ default: module.PriceAlertForm })),
);

/** A place in line for tickets that aren't there, or are too dear, or an email about prices. The forms are fetched when somebody asks for one. */
export function WaitForTickets({ event, isSoldOut }: { event: CatalogEvent; isSoldOut: boolean }) {
  const [open, setOpen] = useState<'line' | 'alert' | null>(null);
  return (
    <section className="waits" aria-label="Waiting list">
      {isSoldOut ? <h3>Wait for tickets</h3> : <h2>Nothing that fits?</h2>}
      {open !== 'alert' && (
        <p className="muted">
          {isSoldOut
            ? 'Join the waiting list. When tickets that fit come up, we hold them for you and email you.'
            : 'Say how many you need together and what you would pay. When tickets that fit come up, we hold them for you and email you.'}
        </p>
      )}
      {open !== null ? (
        <Suspense fallback={<p className="muted">One moment…</p>}>
          {open === 'line' ? <JoinForm event={event} /> : <PriceAlertForm event={event} />}
        </Suspense>
      ) : (
        <p className="acts">
          <button type="button" className="btn btn-line" onClick={() => setOpen('line')}>
            Join the waiting list
          </button>
          <button type="button" className="btn btn-line" onClick={() => setOpen('alert')}>
            Only email me at my price
          </button>
        </p>
      )}
      <noscript>
        <p className="muted small">Both need JavaScript.</p>
      </noscript>
    </section>
  );
}
