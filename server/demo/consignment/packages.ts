import type { DemoPerformer } from '../catalog.ts';
import { drawOf, faceValueOf } from './prices.ts';
import { randomFor } from './random.ts';
import type { SeatBook } from './seating.ts';
import type { DemoConsignor, DemoPackage } from './types.ts';

/** Clubs without packages, so that some games have no listings. */
const WITHOUT_PACKAGES: readonly string[] = ['nfl-jax', 'nfl-ten', 'nhl-sj', 'nhl-cbj', 'nhl-wpg'];
const PACKAGES_OF: Readonly<Record<DemoConsignor['type'], readonly [number, number]>> = {
  holder: [1, 1],
  family: [1, 3],
  broker: [18, 38],
  marketplace: [6, 6],
};

/**
 * Every consignor's season packages. A seat belongs to one package of a club; sections and rows are those of
 * the club's home venue.
 */
export function packagesOf(
  seed: string,
  consignors: readonly DemoConsignor[],
  performers: readonly DemoPerformer[],
  seasonOf: (performer: DemoPerformer) => string,
  bookOf: (venueKey: string) => SeatBook,
): DemoPackage[] {
  const clubs = performers
    .filter(({ key }) => !WITHOUT_PACKAGES.includes(key))
    // A high power, so that popular games have dozens of listings and the others a few.
    .map((performer) => [performer, drawOf(performer.key) ** 5] as const);
  const packages: DemoPackage[] = [];
  for (const consignor of consignors) {
    const random = randomFor(seed, 'packages', consignor.key);
    const [least, most] = PACKAGES_OF[consignor.type];
    const count = random.whole(least, most);
    for (let index = 0; index < count; index++) {
      const performer = random.weighted(clubs);
      const book = bookOf(performer.homeVenue);
      const seats = book.take(random, seatCount(consignor, random.next()));
      if (seats === null) continue;
      const place = {
        depth: book.depth(seats),
        centrality: book.centrality(seats),
        draw: drawOf(performer.key),
      };
      packages.push({
        kind: 'package',
        key: `${consignor.key}-${index}`,
        consignorKey: consignor.key,
        performerKey: performer.key,
        season: seasonOf(performer),
        faceValue: faceValueOf(performer.league, seats.level, place),
        ...seats,
      });
    }
  }
  return packages;
}

function seatCount({ type }: DemoConsignor, draw: number): number {
  if (type === 'family') return draw < 0.6 ? 4 : draw < 0.8 ? 3 : 5;
  if (type === 'broker') return draw < 0.4 ? 2 : draw < 0.8 ? 4 : draw < 0.93 ? 6 : 8;
  return draw < 0.1 ? 1 : draw < 0.65 ? 2 : draw < 0.72 ? 3 : 4;
}
