import { lazy, Suspense, useState } from 'react';
import { useKept } from '../../router/useKept.ts';
import { counted } from '../../ui/text.ts';
import type { PublicListing, Selection, ShownListing } from '../types.ts';

const Comparison = lazy(() => import('./Comparison.tsx').then((module) => ({ default: module.Comparison })));

/** More don't fit beside each other. */
const mostCompared = 4;

/** The listings that are compared. */
export interface Comparing {
  ids: readonly string[];
  /** Whether another one fits. */
  isFull: boolean;
  toggle(id: string): void;
  clear(): void;
}

/** The choice of what is compared, which Back and a reload bring again. */
export function useComparing(): Comparing {
  const [text, setText] = useKept<string>('compared', '');
  const ids = text === '' ? [] : text.split(',');
  return {
    ids,
    isFull: ids.length >= mostCompared,
    clear: () => setText(''),
    toggle: (id) =>
      setText(
        (ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id].slice(-mostCompared)).join(),
      ),
  };
}

interface Props {
  comparing: Comparing;
  seated: readonly ShownListing[];
  quantity: number;
  hold(chosen: Selection[]): void;
}

/** How many listings are chosen to be compared, and the comparison itself, which is fetched when it is opened. */
export function CompareBar({ comparing, seated, quantity, hold }: Props) {
  const [isOpen, setOpen] = useState(false);
  const shown = comparing.ids.flatMap((id) => seated.find(({ listing }) => listing.id === id) ?? []);
  if (shown.length === 0) return null;
  const only = (listing: PublicListing) => [{ listing, quantity }];
  return (
    <div className="compare-bar">
      <button
        type="button"
        className="chip chip-on"
        aria-disabled={shown.length < 2 || undefined}
        onClick={() => shown.length > 1 && setOpen(true)}
      >
        {shown.length < 2 ? 'Choose another one to compare' : `Compare ${counted(shown.length, 'listing')}`}
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <Comparison
            shown={shown}
            quantity={quantity}
            hold={(listing) => {
              setOpen(false);
              hold(only(listing));
            }}
            drop={({ id }) => comparing.toggle(id)}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </div>
  );
}
