/** What a feed says of a game of ours, and what was decided, in words. */
import { feedNames, type GameChange, type GameDecisionName } from '@holdfast/shared/feeds';
import { changedNames, effectOf as changeEffect, standings } from '../../events/changeText.ts';
import { startOf } from '../../ui/time.ts';

const gameStart = (startsAt: string, timeZone: string) => startOf({ startsAt, venue: { timeZone } });

const says = { cancelled: 'is canceled', postponed: 'is postponed', onAgain: 'is on again' } as const;

/** `SkyBox says that it moves to Wed Dec 9, 20:30 ET.` */
export function saysText({ feed, kind, startsAt, event }: GameChange): string {
  return kind === 'moved' && startsAt !== null
    ? `${feedNames[feed]} says that it moves to ${gameStart(startsAt, event.timeZone)}.`
    : `${feedNames[feed]} says that it ${says[kind as keyof typeof says]}.`;
}

/** `Our game is on sale, for Wed Dec 9, 19:00 ET.` */
export const oursText = ({ event }: GameChange) =>
  `Our game is ${standings[event.status]}, for ${gameStart(event.startsAt, event.timeZone)}.`;

export const decisionNames: Record<GameDecisionName, string> = {
  cancel: 'Cancel the game',
  postpone: 'Postpone it without a new date',
  move: 'Move it to another start',
  restore: 'Put it on sale again',
  keep: 'Keep it as it is',
};

export const decidedNames: Record<NonNullable<GameChange['decided']>['decision'], string> = {
  ...changedNames,
  keep: 'Kept as it was',
  outdated: 'Settled: our game says the same',
};

/** What a decision does. */
export const effectOf = (decision: GameDecisionName, { hits }: GameChange): string =>
  decision === 'keep'
    ? 'Nothing changes. You are asked again when the feed says something else.'
    : changeEffect(decision, hits);
