/** Changes of events in words: what can be decided, what it would hit, and what followed. */
import {
  type ChangedOrderState,
  changedOrderStates,
  type EventChange,
  type EventChangeKind,
  type EventHits,
} from '@holdfast/shared/eventChanges';
import { amountOf, countOf, plural } from '../ui/figures.tsx';
import type { StateLook } from '../ui/states.ts';
import { startOf } from '../ui/time.ts';

export const changedNames: Record<EventChangeKind, string> = {
  cancel: 'Canceled',
  postpone: 'Postponed',
  move: 'Moved',
  restore: 'On sale again',
};

export const standings: Record<EventChange['event']['status'], string> = {
  scheduled: 'on sale',
  moved: 'on sale, moved before',
  postponed: 'postponed',
  cancelled: 'canceled',
};

/** Whether it isn't on sale for being canceled or postponed. */
export const isStopped = ({ status }: { status: EventChange['event']['status'] }) =>
  status === 'cancelled' || status === 'postponed';

/** `3 listings, 1 hold, 2 orders` */
export const hitsText = (hits: EventHits) =>
  [
    plural(hits.listings, 'listing'),
    ...(hits.holds > 0 ? [plural(hits.holds, 'hold')] : []),
    ...(hits.paying > 0 ? [`${plural(hits.paying, 'payment')} under way`] : []),
    plural(hits.orders, 'order'),
  ].join(', ');

/** What a change does, to whom, and who hears of it. */
export function effectOf(kind: EventChangeKind, hits: EventHits): string {
  const { orders } = hits;
  const told =
    orders === 0
      ? 'No order is paid'
      : `${plural(orders, 'paid order')} ${orders === 1 ? 'gets an email' : 'get one email each'}`;
  switch (kind) {
    case 'cancel':
      return words([
        withdrawnText(hits),
        ...endedTexts(hits),
        ...refundTexts(hits),
        'This can’t be undone: what is refunded stays refunded.',
      ]);
    case 'postpone':
      return words([
        'Nothing is sold until it has a new date; its listings stay.',
        ...endedTexts(hits),
        orders === 0 ? `${told}.` : `${told}; the tickets stay good.`,
      ]);
    case 'move':
      return words([
        'Its listings sell until the new start.',
        orders === 0 ? `${told}.` : `${told} with the new date; the tickets stay good.`,
      ]);
    case 'restore':
      return words([
        'Its live listings are sold again; withdrawn ones stay withdrawn.',
        orders === 0 ? `${told}.` : `${told}, unless its refund was asked before.`,
      ]);
  }
}

const words = (sentences: readonly string[]) => sentences.filter(Boolean).join(' ');

const withdrawnText = ({ listings, consignors }: EventHits) =>
  `${plural(listings, 'listing')} ${listings === 1 ? 'is' : 'are'} withdrawn${consignors === 0 ? '' : `, and ${plural(consignors, 'consignor')} ${consignors === 1 ? 'gets an email' : 'get one email each'}`}.`;

const endedTexts = ({ holds, paying }: EventHits) => [
  holds === 0 ? '' : `${plural(holds, 'hold')} ${holds === 1 ? 'ends' : 'end'}, and the fan gets an email.`,
  paying === 0
    ? ''
    : `${plural(paying, 'payment')} under way ${paying === 1 ? 'is' : 'are'} let finish, and what is captured is refunded.`,
];

function refundTexts({ orders, disputed, refund }: EventHits): string[] {
  const refunded = orders - disputed;
  return [
    refunded === 0
      ? 'Nothing is refunded.'
      : `${plural(refunded, 'paid order')} ${refunded === 1 ? 'is' : 'are'} refunded in full, ${amountOf(refund.amount, refund.currency)} ${refund.currency} in all; each fan gets an email now and one when the refund is sent.`,
    disputed === 0
      ? ''
      : `${plural(disputed, 'order')} can’t be refunded, because the bank disputes ${disputed === 1 ? 'it' : 'them'}: ${disputed === 1 ? 'it is' : 'they are'} listed for a person.`,
  ];
}

/** `From Wed Dec 9, 19:00 ET to Thu Dec 10, 19:00 ET. 3 holds ended.` */
export function followedText(change: EventChange): string {
  const { kind, event, from, startsAt, venues, choiceUntil } = change;
  const { holdsEnded, listingsWithdrawn, listingsPaused } = change;
  // Those that are paused follow the new start as well, but sell nothing.
  const listingsMoved = Math.max(0, change.listingsMoved - listingsPaused);
  const at = (start: string) => startOf({ startsAt: start, venue: { timeZone: event.timeZone } });
  const parts = [
    kind === 'move' && startsAt !== null && startsAt !== from.startsAt
      ? `From ${at(from.startsAt)} to ${at(startsAt)}.`
      : '',
    venues ? `From ${venues.from} to ${venues.to}.` : '',
    choiceUntil === null
      ? ''
      : `Fans choose between their tickets and their money until ${at(choiceUntil)}; silence keeps.`,
    holdsEnded > 0 ? `${plural(holdsEnded, 'hold')} ended.` : '',
    listingsWithdrawn > 0 ? `${plural(listingsWithdrawn, 'listing')} withdrawn.` : '',
    listingsPaused > 0 ? `${plural(listingsPaused, 'listing')} paused for a person.` : '',
    listingsMoved > 0 ? `${plural(listingsMoved, 'listing')} sold until the new start.` : '',
  ];
  return parts.filter(Boolean).join(' ');
}

/** `24 of 40 orders had their turn.` */
export function progressText({ orders, doneAt }: EventChange): string {
  if (orders.total === 0) return doneAt === null ? 'Looking for its orders.' : 'It had no paid order.';
  if (orders.left === 0)
    return `${plural(orders.total, 'order')} had ${orders.total === 1 ? 'its' : 'their'} turn.`;
  return `${countOf(orders.total - orders.left)} of ${plural(orders.total, 'order')} had their turn.`;
}

export const orderLooks: Record<ChangedOrderState, StateLook> = {
  left: { shape: 'ring', word: 'Left', tone: 'neutral' },
  choosing: { shape: 'waiting', word: 'May choose', tone: 'info' },
  kept: { shape: 'tick', word: 'Keeps', tone: 'success' },
  sending: { shape: 'half', word: 'Sending', tone: 'info' },
  refunded: { shape: 'arrow', word: 'Refunded', tone: 'neutral' },
  failed: { shape: 'cross', word: 'Needs a person', tone: 'danger' },
  told: { shape: 'tick', word: 'Told', tone: 'success' },
  superseded: { shape: 'openSquare', word: 'Overtaken', tone: 'neutral' },
};

const ofCancellations: ReadonlySet<ChangedOrderState> = new Set(['left', 'sending', 'refunded', 'failed']);

/** The states that a change's orders can have: a cancellation refunds, others tell. */
export const statesOf = ({ kind, orders, choiceUntil }: EventChange): readonly ChangedOrderState[] =>
  changedOrderStates.filter(
    (state) =>
      orders[state] > 0 ||
      (kind === 'cancel'
        ? ofCancellations.has(state)
        : state === 'left' || (state === 'told' && choiceUntil === null)),
  );
