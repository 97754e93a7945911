import type { OwnListing } from '@holdfast/shared/portal';
import type { ReactNode } from 'react';
import { ClockIcon, TickIcon, WarningIcon } from '../ui/icons.tsx';

interface Look {
  label: string;
  tag: string;
  shape: ReactNode;
}

const shape = (drawn: ReactNode) => (
  <svg viewBox="0 0 20 20" aria-hidden="true">
    {drawn}
  </svg>
);

/** Each state has its own shape and word; color only repeats them. */
const tags: Record<OwnListing['state'] | 'sold', Look> = {
  draft: {
    label: 'Not handed over yet',
    tag: 'tag-off',
    shape: shape(<path d="M4 16 16 4M4 16v-4m0 4h4" />),
  },
  submitted: { label: 'Waiting for approval', tag: 'tag-info', shape: <ClockIcon /> },
  live: { label: 'On sale', tag: 'tag-ok', shape: shape(<path d="M5 3v14l12-7z" />) },
  sold: { label: 'All sold', tag: 'tag-ok', shape: <TickIcon /> },
  paused: { label: 'Paused', tag: 'tag-warn', shape: shape(<path d="M6.5 4v12M13.5 4v12" />) },
  rejected: { label: 'Rejected', tag: 'tag-warn', shape: <WarningIcon /> },
  withdrawn: { label: 'Withdrawn', tag: 'tag-off', shape: shape(<path d="m4 4 12 12M16 4 4 16" />) },
  ended: { label: 'Sale over', tag: 'tag-off', shape: shape(<path d="M4 4h12v12H4z" />) },
};

/** The state of a listing. Nothing is sold of an event that is postponed or canceled, whatever the listing's own state. */
export function StateTag({ listing: { state, available, held, sold, event } }: { listing: OwnListing }) {
  const isSoldOut = sold > 0 && available + held === 0 && (state === 'live' || state === 'paused');
  const waits = state === 'live' && (event.status === 'postponed' || event.status === 'cancelled');
  const look = isSoldOut ? tags.sold : waits ? { ...tags.paused, label: 'Not on sale for now' } : tags[state];
  return (
    <span className={`tag ${look.tag}`}>
      {look.shape}
      {look.label}
    </span>
  );
}
