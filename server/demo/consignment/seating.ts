import type { DemoVenue } from '../catalog.ts';
import { type Random, randomFor } from './random.ts';
import type { DemoSeats, SeatLevel } from './types.ts';

/** A tier of a stadium: sections numbered around it, rows counted away from the field. */
interface Tier {
  level: SeatLevel;
  sections: string[];
  rows: string[];
  seatsPerRow: number;
  /** The share of packages in this tier. */
  weight: number;
}

/**
 * A section faces low sun when it is in the eastern third of the ring, which is numbered from midfield west.
 */
const SUNLIT = { from: 1 / 3, to: 2 / 3 };

/**
 * The seats of a venue, section by section. The rings are plausible rather than true: each has its own size,
 * numbered as usual for its kind of venue. Each seat is given out once.
 */
export class SeatBook {
  readonly #tiers: Tier[];
  readonly #taken = new Set<string>();

  constructor(venue: DemoVenue) {
    this.#tiers = tiersOf(venue);
  }

  /** Adjacent free seats in a row, or null after too many full rows. */
  take(random: Random, count: number): DemoSeats | null {
    for (let attempt = 0; attempt < 40; attempt++) {
      const tier = random.weighted(this.#tiers.map((each) => [each, each.weight]));
      const section = random.pick(tier.sections);
      const row = random.pick(tier.rows);
      const place = `${section} ${row}`;
      if (this.#taken.has(place)) continue;
      this.#taken.add(place);
      const first = random.chance(0.3) ? 1 : random.whole(1, tier.seatsPerRow - count + 1);
      const seats = Array.from({ length: count }, (_, index) => String(first + index));
      return { section, row, seats, level: tier.level };
    }
    return null;
  }

  /** How far back a row is: 0 the first, 1 the last. */
  depth({ section, row }: DemoSeats): number {
    const rows = this.#tierOf(section)?.rows ?? [];
    return rows.length < 2 ? 0 : Math.max(0, rows.indexOf(row)) / (rows.length - 1);
  }

  /** How central a section is: 1 at the middle of the long side, 0 behind an end or a goal. */
  centrality({ section }: DemoSeats): number {
    return Math.abs(Math.cos(this.#around(section) * 2 * Math.PI));
  }

  isSunlit({ section }: DemoSeats): boolean {
    const around = this.#around(section);
    return around > SUNLIT.from && around < SUNLIT.to;
  }

  #around(section: string): number {
    const sections = this.#tierOf(section)?.sections ?? [];
    return sections.length === 0 ? 0 : Math.max(0, sections.indexOf(section)) / sections.length;
  }

  #tierOf(section: string): Tier | undefined {
    return this.#tiers.find(({ sections }) => sections.includes(section));
  }
}

const tiersOf = (venue: DemoVenue): Tier[] => (venue.kind === 'stadium' ? stadium(venue) : arena(venue));

/** The levels of a venue with their sections, from the field outwards, as staff would enter them. */
export function levelsOf(venue: DemoVenue): { name: string; sections: string[] }[] {
  const tiers = tiersOf(venue);
  return outwards.map(({ level, name }) => ({
    name,
    sections: tiers.find((each) => each.level === level)?.sections ?? [],
  }));
}

const outwards: readonly { level: SeatLevel; name: string }[] = [
  { level: 'lower', name: 'Lower' },
  { level: 'club', name: 'Club' },
  { level: 'suite', name: 'Suites' },
  { level: 'upper', name: 'Upper' },
];

function stadium(venue: DemoVenue): Tier[] {
  const random = randomFor('ring', venue.key);
  const around = random.whole(17, 22) * 2;
  const clubNames = random.chance(0.4)
    ? (index: number) => `C${index + 1}`
    : (index: number) => `${201 + index}`;
  return [
    tier('lower', ring(101, around), numberedRows(random.whole(26, 38)), 22, 0.38),
    tier('club', named(random.whole(10, 18) * 2, clubNames), letteredRows(random.whole(9, 14)), 20, 0.17),
    tier('upper', ring(301, around + random.whole(0, 4) * 2), numberedRows(random.whole(20, 28)), 24, 0.43),
    tier(
      'suite',
      named(24, (index) => `Suite ${index + 1}`),
      ['1', '2'],
      10,
      0.02,
    ),
  ];
}

function arena(venue: DemoVenue): Tier[] {
  const random = randomFor('ring', venue.key);
  const around = random.whole(10, 13) * 2;
  const lowerRows = random.chance(0.5)
    ? letteredRows(random.whole(18, 24))
    : numberedRows(random.whole(18, 26));
  return [
    tier('lower', ring(101, around), lowerRows, 18, 0.4),
    tier('club', ring(201, random.whole(9, 14) * 2), letteredRows(random.whole(6, 10)), 16, 0.17),
    tier('upper', ring(301, around + random.whole(3, 5) * 2), numberedRows(random.whole(10, 17)), 20, 0.41),
    tier(
      'suite',
      named(16, (index) => `Suite ${index + 1}`),
      ['1', '2'],
      8,
      0.02,
    ),
  ];
}

function tier(
  level: SeatLevel,
  sections: string[],
  rows: string[],
  seatsPerRow: number,
  weight: number,
): Tier {
  return { level, sections, rows, seatsPerRow, weight };
}

function ring(first: number, count: number): string[] {
  return named(count, (index) => String(first + index));
}

function numberedRows(count: number): string[] {
  return named(count, (index) => String(index + 1));
}

/** Without I and O, which look like digits. */
function letteredRows(count: number): string[] {
  return [...'ABCDEFGHJKLMNPQRSTUVWXYZ'].slice(0, count);
}

function named(count: number, name: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => name(index));
}
