/** What a feed or a schedule file says of a game of ours, and what was decided, in words. */
import { feedNames, type GameChange, type GameDecisionName } from '@holdfast/shared/feeds';
import { changedNames, effectOf as changeEffect, standings } from '../../events/changeText.ts';
import { startOf } from '../../ui/time.ts';

/** The start of a game at its venue. */
export const gameStart = (startsAt: string, timeZone: string) => startOf({ startsAt, venue: { timeZone } });

const says = { cancelled: 'is canceled', postponed: 'is postponed', onAgain: 'is on again' } as const;

/** `SkyBox says that it moves to Wed Dec 9, 20:30 ET.` */
export function saysText({ feed, kind, startsAt, event, venue, file }: GameChange): string {
  const source = feed === null ? `The schedule file that ${file?.by ?? 'somebody'} applied` : feedNames[feed];
  if (kind !== 'moved' || startsAt === null)
    return `${source} says that it ${says[kind as keyof typeof says]}.`;
  const at = gameStart(startsAt, venue?.timeZone ?? event.timeZone);
  return `${source} says that it moves to ${at}${venue === null ? '' : ` at ${venue.name}, ${venue.city}`}.`;
}

/** `Our game is on sale, for Wed Dec 9, 19:00 ET.` */
export const oursText = ({ event }: GameChange) =>
  `Our game is ${standings[event.status]}, for ${gameStart(event.startsAt, event.timeZone)}.`;

export const decisionNames: Record<GameDecisionName, string> = {
  cancel: 'Cancel the game',
  postpone: 'Postpone it without a new date',
  move: 'Move it',
  restore: 'Put it on sale again',
  keep: 'Keep it as it is',
};

export const decidedNames: Record<NonNullable<GameChange['decided']>['decision'], string> = {
  ...changedNames,
  keep: 'Kept as it was',
  outdated: 'Settled: nothing was left to decide',
};

/** What a decision does. */
export const effectOf = (decision: GameDecisionName, { hits }: GameChange): string =>
  decision === 'keep'
    ? 'Nothing changes. You are asked again when the feed or a file says something else.'
    : changeEffect(decision, hits);
