import { lazy, Suspense, useState } from 'react';
import type { PublicListing } from '../types.ts';
import { valueText } from './valueText.ts';

const ValueTable = lazy(() => import('./ValueTable.tsx').then((module) => ({ default: module.ValueTable })));

interface Props {
  listing: PublicListing;
  /** What sells the same number now; null while the browser loads it. */
  others: readonly PublicListing[] | null;
  quantity: number;
  /** The listing in words, for who doesn't see it beside. */
  label: string;
}

/** The value score, and how it comes about: the table is fetched when somebody asks. */
export function Value({ listing, others, quantity, label }: Props) {
  const [isOpen, setOpen] = useState(false);
  if (!listing.value) return null;
  return (
    <>
      <button
        type="button"
        className={listing.value.bps >= 50 ? 'link value good' : 'link value'}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {valueText(listing.value)}
        <span className="vh">: how {label} compares</span>
      </button>
      {isOpen && (
        <div className="value-why">
          {others ? (
            <Suspense fallback={<p className="muted">One moment…</p>}>
              <ValueTable listing={listing} others={others} quantity={quantity} />
            </Suspense>
          ) : (
            <p className="muted">One moment…</p>
          )}
        </div>
      )}
    </>
  );
}
