import { DateTime } from 'luxon';
import type { Scheduled } from '../calendar.ts';
import type { DemoGame, DemoVenue } from '../catalog.ts';
import { askingPrice, demandFor, legalPrice } from './prices.ts';
import { type Random, randomFor } from './random.ts';
import type { SeatBook } from './seating.ts';
import type { DemoListing, DemoPackage, DemoSeats, SplitRule, WantedListingState } from './types.ts';

const REJECTIONS = [
  'The row in the photo is not the row on the listing. Send the tickets again.',
  'The price is three times that of the seats around it.',
  'These seats are already listed under another package.',
  'The club has not released tickets for this game for transfer yet.',
];
const WITHDRAWALS = [
  'The consignor is going to the game after all.',
  'Given to a friend.',
  'The club took the tickets back for a schedule change.',
];

interface Place {
  venue: DemoVenue;
  book: SeatBook;
  now: string;
}

/** Whether a package holder consigns a game: more often when it sells well; brokers nearly always. */
export function consigns(seed: string, from: DemoPackage, game: DemoGame): boolean {
  const likely = from.consignorKey.startsWith('holder')
    ? 0.42
    : from.consignorKey.startsWith('family')
      ? 0.35
      : 0.78;
  const appeal = Math.min(1.25, 0.45 + 0.5 * demandFor(game));
  return randomFor(seed, 'consigns', from.key, game.sourceId).chance(Math.min(0.97, likely * appeal));
}

/** The listing of a package's seats for one game. */
export function packageListing(
  seed: string,
  from: DemoPackage,
  game: Scheduled<DemoGame>,
  place: Place,
): DemoListing {
  const base = { key: `${from.key}-${game.sourceId}`, consignorKey: from.consignorKey, packageKey: from.key };
  return listing(seed, base, from, from.faceValue, game, place);
}

/**
 * Single listings of the marketplace for a game away from the club's own venue, where no package has seats.
 */
export function ownEventListings(
  seed: string,
  game: Scheduled<DemoGame>,
  faceValueOf: (seats: DemoSeats) => number,
  place: Place,
): DemoListing[] {
  const random = randomFor(seed, 'house lots', game.sourceId);
  const listings: DemoListing[] = [];
  const count = random.whole(8, 24);
  for (let index = 0; index < count; index++) {
    const seats = place.book.take(random, random.pick([2, 2, 4, 4, 6]));
    if (seats === null) break;
    const base = { key: `house-${game.sourceId}-${index}`, consignorKey: 'marketplace', packageKey: null };
    listings.push(listing(seed, base, seats, faceValueOf(seats), game, place));
  }
  return listings;
}

function listing(
  seed: string,
  base: Pick<DemoListing, 'key' | 'consignorKey' | 'packageKey'>,
  { section, row, seats, level }: DemoSeats,
  faceValue: number,
  game: Scheduled<DemoGame>,
  place: Place,
): DemoListing {
  // Separate random streams, so that a price doesn't change when the game has passed.
  const random = randomFor(seed, 'listing', base.key);
  const fate = randomFor(seed, 'fate', base.key);
  const state = wantedState(fate, Date.parse(game.startsAt) <= Date.parse(place.now));
  return {
    kind: 'listing',
    ...base,
    gameId: game.sourceId,
    section,
    row,
    seats,
    level,
    price: legalPrice(askingPrice(faceValue, game, random), faceValue, place.venue),
    faceValue,
    currency: 'USD',
    splitRule: splitRuleFor(random, seats.length),
    ...delivery(random, game, place.now),
    disclosure: disclosure(random, { section, row, seats, level }, game, place),
    wantedState: state,
    reason:
      state === 'rejected' ? fate.pick(REJECTIONS) : state === 'withdrawn' ? fate.pick(WITHDRAWALS) : null,
  };
}

function wantedState(random: Random, isOver: boolean): WantedListingState {
  if (isOver) return 'ended';
  return random.weighted<WantedListingState>([
    ['live', 88],
    ['submitted', 6],
    ['paused', 3],
    ['rejected', 1.5],
    ['withdrawn', 1.5],
  ]);
}

function splitRuleFor(random: Random, seats: number): SplitRule {
  if (seats === 1) return 'any';
  // A fan may hold five tickets, so a larger listing can't be all or nothing; pairs fit only even quantities.
  const options: [SplitRule, number][] = [
    ['neverLeaveOne', 55],
    ['any', 20],
  ];
  if (seats % 2 === 0) options.push(['pairs', 15]);
  if (seats <= 5) options.push(['allOrNothing', 10]);
  return random.weighted(options);
}

function delivery(random: Random, game: Scheduled<DemoGame>, now: string) {
  const start = DateTime.fromISO(game.startsAt, { zone: game.timeZone });
  const from = start.minus({ days: random.pick([2, 3, 7]) });
  if (random.chance(0.6) || from.toMillis() <= Date.parse(now)) {
    return { delivery: 'Tickets ready now', deliverableFrom: null };
  }
  const day = from.setLocale('en-US').toFormat('LLL d');
  return { delivery: `Mobile transfer from ${day}`, deliverableFrom: from.toISODate() };
}

function disclosure(random: Random, seats: DemoSeats, game: DemoGame, { venue, book }: Place): string | null {
  const sun = venue.roof === 'open' && book.isSunlit(seats) ? lowSunUntil(game) : null;
  if (sun !== null && random.chance(0.7)) return `Low sun until about ${sun}`;
  if (seats.level === 'lower' && book.depth(seats) > 0.85 && random.chance(0.5)) {
    return 'Overhang hides the scoreboard';
  }
  if (venue.kind === 'arena' && seats.level === 'lower' && book.depth(seats) < 0.06 && random.chance(0.5)) {
    return 'Seen through the glass';
  }
  return random.chance(0.03) ? 'Obstructed view' : null;
}

/**
 * The hour at which the sun leaves the stands of a northern stadium, by month from January; only for
 * afternoon games.
 */
const SUN_LEAVES = [
  '4:50',
  '5:20',
  '6:40',
  '7:10',
  '7:40',
  '8:00',
  '8:00',
  '7:30',
  '6:40',
  '5:50',
  '4:50',
  '4:30',
];

function lowSunUntil({ localDate, localTime }: DemoGame): string | null {
  if (localTime < '12:30' || localTime > '16:30') return null;
  const time = SUN_LEAVES[Number(localDate.slice(5, 7)) - 1];
  return time === undefined ? null : `${time} PM`;
}
