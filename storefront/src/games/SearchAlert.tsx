import { lazy, Suspense, useState } from 'react';

const Form = lazy(() =>
  import('../alerts/SearchAlertForm.tsx').then((module) => ({ default: module.SearchAlertForm })),
);

/** An email when this search finds something new. The form is fetched when somebody asks for it. */
export function SearchAlert({ search }: { search: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="waits" aria-label="Alert on this search">
      {isOpen ? (
        <Suspense fallback={<p className="muted">One moment…</p>}>
          <Form search={search} />
        </Suspense>
      ) : (
        <p className="acts">
          <button type="button" className="btn btn-line" onClick={() => setOpen(true)}>
            Email me when this search finds something new
          </button>
        </p>
      )}
      <noscript>
        <p className="muted small">It needs JavaScript.</p>
      </noscript>
    </section>
  );
}
