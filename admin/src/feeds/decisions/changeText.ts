/** What a feed says of a game of ours, and what was decided, in words. */
import { feedNames, type GameChange, type GameDecisionName } from '@holdfast/shared/feeds';
import { plural } from '../../ui/figures.tsx';
import { startOf } from '../../ui/time.ts';

const gameStart = (startsAt: string, timeZone: string) => startOf({ startsAt, venue: { timeZone } });

const says = { cancelled: 'is canceled', postponed: 'is postponed', onAgain: 'is on again' } as const;

/** `SkyBox says that it moves to Wed Dec 9, 20:30 ET.` */
export function saysText({ feed, kind, startsAt, event }: GameChange): string {
  return kind === 'moved' && startsAt !== null
    ? `${feedNames[feed]} says that it moves to ${gameStart(startsAt, event.timeZone)}.`
    : `${feedNames[feed]} says that it ${says[kind as keyof typeof says]}.`;
}

const standings: Record<GameChange['event']['status'], string> = {
  scheduled: 'on sale',
  moved: 'on sale, moved before',
  postponed: 'postponed',
  cancelled: 'canceled',
};

/** `Our game is on sale, for Wed Dec 9, 19:00 ET.` */
export const oursText = ({ event }: GameChange) =>
  `Our game is ${standings[event.status]}, for ${gameStart(event.startsAt, event.timeZone)}.`;

/** `3 listings, 1 hold, 2 orders` */
export const hitsText = ({ hits }: GameChange) =>
  [
    plural(hits.listings, 'listing'),
    ...(hits.holds > 0 ? [plural(hits.holds, 'hold')] : []),
    plural(hits.orders, 'order'),
  ].join(', ');

export const decisionNames: Record<GameDecisionName, string> = {
  cancel: 'Cancel the game',
  postpone: 'Postpone it without a new date',
  move: 'Move it to another start',
  restore: 'Put it on sale again',
  keep: 'Keep it as it is',
};

export const decidedNames: Record<NonNullable<GameChange['decided']>['decision'], string> = {
  cancel: 'Canceled',
  postpone: 'Postponed',
  move: 'Moved',
  restore: 'On sale again',
  keep: 'Kept as it was',
  outdated: 'Settled: our game says the same',
};

/** What a decision does at once. */
export function effectOf(decision: GameDecisionName, { hits }: GameChange): string {
  const holds =
    hits.holds === 0
      ? ''
      : ` ${plural(hits.holds, 'hold')} ${hits.holds === 1 ? 'ends' : 'end'}, and the fan gets an email.`;
  switch (decision) {
    case 'cancel':
      return `${plural(hits.listings, 'listing')} ${hits.listings === 1 ? 'is' : 'are'} withdrawn, and each consignor gets one email.${holds} Paid orders stay as they are until they are refunded.`;
    case 'postpone':
      return `Nothing is sold until it has a new date; its listings stay.${holds}`;
    case 'move':
      return `Its listings sell until the new start. Paid orders keep their tickets.`;
    case 'restore':
      return 'Its live listings are sold again.';
    case 'keep':
      return 'Nothing changes. You are asked again when the feed says something else.';
  }
}
