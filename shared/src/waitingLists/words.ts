/** What a waiting list says of itself: the same words on pages, in emails and for staff. */
import type { Passed, PassedReason } from './contract.ts';

/** @example ordinal(3) // '3rd' */
export function ordinal(place: number): string {
  const [tens, ones] = [place % 100, place % 10];
  const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][ones] ?? 'th');
  return `${place.toLocaleString('en-US')}${ending}`;
}

const ticketsText = (size: number) => (size === 1 ? '1 ticket' : `${size} tickets`);

/** @example lineText(3, 2) // '3rd in line for 2 tickets' */
export const lineText = (place: number, size: number): string =>
  `${ordinal(place)} in line for ${ticketsText(size)}`;

/** @param limit all-in, each, in words; null: any price */
export const wishText = (size: number, limit: string | null): string =>
  `${ticketsText(size)}${size > 1 ? ' together' : ''}${limit === null ? ' at any price' : ` at ${limit} or less each`}`;

/** What the line does, honestly: it is no reservation. */
export const lineRules = (windowMinutes: number): readonly string[] => [
  `As soon as tickets that fit come up, we hold them for the first in line whom they fit, for ${windowMinutes} minutes, and email the offer.`,
  'Whom they don’t fit keeps the place: tickets go to the next one whose number and price they match.',
  'Being first isn’t a promise: tickets may never come up, and until we hold them anybody can buy what is on sale.',
  'After an offer that you decline or miss, nothing is offered for an hour. Two missed ones in a row end your place.',
];

const reasons: Record<PassedReason, (one: boolean) => string> = {
  offered: (one) => `${one ? 'has' : 'have'} another offer`,
  resting: (one) => `let one go a moment ago, or missed ${one ? 'it' : 'theirs'}`,
  size: (one) => `${one ? 'waits' : 'wait'} for a number of tickets that there isn’t together`,
  price: (one) => `${one ? 'waits' : 'wait'} for a lower price`,
  refused: (one) => `had these tickets offered before and let ${one ? 'them' : 'these'} go`,
  limit: (one) => `${one ? 'has' : 'have'} as many tickets of this event as one fan may`,
  blocked: (one) => `may not buy here${one ? '' : ' any more'}`,
  taken: () => 'would have got tickets that somebody else just took',
};

/** @example passedText({ why: 'size', count: 2 }) // '2 wait for a number of tickets that there isn’t together' */
export const passedText = ({ why, count }: Passed): string =>
  `${count.toLocaleString('en-US')} ${reasons[why](count === 1)}`;

/** For the fan: why they got it. Of who is blocked nothing is told. @param limit as `wishText` */
export function whyOffered({
  place,
  size,
  limit,
  passed,
}: {
  place: number;
  size: number;
  limit: string | null;
  passed: readonly Passed[];
}): string {
  const first = `You were ${ordinal(place)} in line, and these fit what you wait for: ${wishText(size, limit)}.`;
  const told = passed.filter(({ why, count }) => why !== 'blocked' && count > 0).map(passedText);
  return told.length === 0 ? first : `${first} Of those ahead of you, ${told.join('; ')}.`;
}
