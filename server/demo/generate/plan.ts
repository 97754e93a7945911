/** Plans what is generated from one seed: events, listings with their histories, and orders. Pure. */
import { plainComponents, quoteTicket, type TicketSum } from '@holdfast/shared/pricing';
import { type Random, randomFor } from '../consignment/random.ts';

/** How much to generate. */
export interface Sizes {
  events: number;
  listings: number;
  /** Sold and not refunded. */
  tickets: number;
  /** Who own the listings; left out: one for every 250 listings. */
  consignors?: number;
}

/** A club with its venue. */
export interface Team {
  id: string;
  name: string;
  league: string;
  venueId: string;
}

/** An event to generate. */
export interface PlannedEvent {
  n: number;
  home: Team;
  away: Team;
  /** Milliseconds since 1970. */
  startsAt: number;
  /** The demand for it, around 1. */
  appeal: number;
}

/** A listing to generate. */
export interface PlannedListing {
  n: number;
  eventN: number;
  consignorN: number;
  kind: 'seated' | 'generalAdmission';
  ticketType: string;
  section: string | null;
  row: string | null;
  firstSeat: number;
  quantity: number;
  sold: number;
  sum: TicketSum;
  history: string;
  /** Milliseconds since 1970. */
  madeAt: number;
  endsAt: number;
}

/** An order to generate. */
export interface PlannedOrder {
  listingN: number;
  quantity: number;
  /** From the listing's first seat; null without seats. */
  seatOffset: number | null;
  history: 'paid' | 'refunded' | 'expired';
  /** Milliseconds since 1970. */
  reservedAt: number;
  givenBackAt: number;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Days. Most of the year's events are over. */
const daysBack = 330;
const daysAhead = 35;
const listingsPerConsignor = 250;
/** The share of general admission among an event's listings. */
const admissionShare = 0.12;
/**
 * The highest share of seated tickets among the sold ones; the others are general admission, which has no
 * limit.
 */
const seatedShare = 0.6;
/** The marketplace's opening terms. */
const terms = plainComponents(2_000, 1_200);

/** How many consignors own the listings. */
export const consignorsOf = ({ listings, consignors }: Sizes) =>
  consignors ?? Math.max(3, Math.ceil(listings / listingsPerConsignor));

/** Plans a year of events. */
export function planEvents(seed: string, count: number, teams: readonly Team[], now: number): PlannedEvent[] {
  const leagues = Map.groupBy(teams, ({ league }) => league);
  return Array.from({ length: count }, (_, n) => {
    const random = randomFor(seed, 'event', n);
    const home = teams[n % teams.length] as Team;
    const rivals = (leagues.get(home.league) ?? teams).filter(({ id }) => id !== home.id);
    const days = -daysBack + Math.floor(((daysBack + daysAhead) * (n + 1)) / count);
    const startsAt = Math.floor(now / dayMs) * dayMs + days * dayMs + random.whole(17, 26) * hourMs;
    return {
      n,
      home,
      away: random.pick(rivals),
      startsAt,
      appeal: 0.5 + random.next() + random.next() * 0.8,
    };
  });
}

/** Plans the listings of the events. */
export function planListings(
  seed: string,
  sizes: Sizes,
  events: readonly PlannedEvent[],
  now: number,
): PlannedListing[] {
  const { listings: count, tickets } = sizes;
  const listings: PlannedListing[] = [];
  let seatedLeft = Math.floor(tickets * seatedShare);
  const consignors = consignorsOf(sizes);
  for (let n = 0; n < count; n++) {
    const random = randomFor(seed, 'listing', n);
    const event = events[n % events.length] as PlannedEvent;
    const nth = Math.floor(n / events.length);
    const isOver = event.startsAt <= now;
    const history = random.weighted(isOver ? livesOfPast : livesOfFuture);
    const isAdmission = nth === 0 || random.chance(admissionShare);
    const quantity = isAdmission ? 1 : random.weighted(seatCounts);
    const tier = isAdmission ? 0.45 : random.pick([0.6, 0.8, 1, 1, 1.4, 2.2]);
    const price = 100 * Math.round((random.whole(70, 110) * tier * event.appeal * 100) / 100 + 12);
    const madeAt =
      Math.min(now - 30 * hourMs, event.startsAt - random.whole(25, 110) * dayMs) -
      random.whole(0, 20) * hourMs;
    const chance = sells.has(history) ? (isOver ? 0.82 : 0.5) * Math.min(1.2, 0.6 + event.appeal * 0.4) : 0;
    const sold =
      isAdmission || seatedLeft < quantity || !random.chance(chance)
        ? 0
        : random.chance(0.7)
          ? quantity
          : Math.min(quantity, 2);
    if (!isAdmission) seatedLeft -= sold;
    listings.push({
      n,
      eventN: event.n,
      consignorN: random.whole(0, consignors - 1),
      kind: isAdmission ? 'generalAdmission' : 'seated',
      // One type per listing, so that no consignor has two listings of the same type for an event.
      ticketType: isAdmission ? (admissions[nth % admissions.length] as string) : 'Seated',
      section: isAdmission ? null : `${100 * (1 + (nth % 4)) + (Math.floor(nth / 4) % 40)}`,
      row: isAdmission ? null : `${1 + Math.floor(nth / 160)}`,
      firstSeat: 1 + random.whole(0, 14),
      quantity,
      sold,
      sum: quoteTicket(price, terms),
      history,
      madeAt,
      endsAt: event.startsAt,
    });
  }
  shareAdmissions(listings, events, tickets, now);
  return listings;
}

const seatCounts = [
  [2, 46],
  [4, 30],
  [3, 8],
  [6, 10],
  [1, 6],
] as const;
const admissions = ['General admission', 'Standing', 'Terrace', 'Family stand', 'VIP lounge'] as const;
const livesOfPast = [
  ['ended', 70],
  ['endedRepriced', 18],
  ['withdrawn', 8],
  ['rejected', 4],
] as const;
const livesOfFuture = [
  ['live', 62],
  ['liveRepriced', 14],
  ['paused', 6],
  ['withdrawn', 5],
  ['rejected', 4],
  ['submitted', 9],
] as const;
/** Histories in which something was sold. */
const sells = new Set<string>(['ended', 'endedRepriced', 'withdrawn', 'live', 'liveRepriced', 'paused']);

/** Distributes the tickets that no seat sells over general admission, by appeal, exact to the ticket. */
function shareAdmissions(
  listings: PlannedListing[],
  events: readonly PlannedEvent[],
  tickets: number,
  now: number,
): void {
  const lotsOfAll = listings.filter(({ kind, history }) => kind === 'generalAdmission' && sells.has(history));
  const weightOf = ({ eventN, endsAt }: PlannedListing) =>
    (events[eventN]?.appeal ?? 1) * (endsAt <= now ? 1 : 0.45);
  const total = lotsOfAll.reduce((sum, listing) => sum + weightOf(listing), 0);
  const toSell = tickets - listings.reduce((sum, { sold }) => sum + sold, 0);
  let weight = 0;
  let given = 0;
  for (const listing of lotsOfAll) {
    weight += weightOf(listing);
    const upTo = Math.round((toSell * weight) / total);
    listing.sold = upTo - given;
    given = upTo;
    listing.quantity = Math.max(
      1,
      Math.ceil((listing.sold / (listing.endsAt <= now ? 0.86 : 0.55)) * 1.02) + 4,
    );
  }
  for (const listing of listings)
    if (listing.kind === 'generalAdmission' && !sells.has(listing.history)) listing.quantity = 60;
}

/** Plans the orders, in the order of their reservations. */
export function planOrders(seed: string, listings: readonly PlannedListing[], now: number): PlannedOrder[] {
  const orders: PlannedOrder[] = [];
  for (const listing of listings) {
    if (!sells.has(listing.history)) continue;
    const random = randomFor(seed, 'orders', listing.n);
    // Sales start after approval and end before a withdrawal or a pause.
    const from = listing.madeAt + 4 * hourMs;
    const until = Math.min(listing.endsAt, now) - 2 * hourMs;
    if (until <= from) throw new RangeError('a listing was made too late to be sold');
    const order = (history: PlannedOrder['history'], quantity: number, offset: number): PlannedOrder => {
      // Sales increase towards the event; for an upcoming event the late sales are missing.
      const lateness = listing.endsAt <= now ? 1.8 : 1;
      const reservedAt = Math.floor(until - (until - from) * random.next() ** lateness);
      const latest = Math.min(now - hourMs / 2, reservedAt + 10 * dayMs);
      const givenBackAt = Math.floor(reservedAt + hourMs + random.next() * (latest - reservedAt - hourMs));
      const seatOffset = listing.kind === 'seated' ? offset : null;
      return { listingN: listing.n, quantity, seatOffset, history, reservedAt, givenBackAt };
    };
    for (let sold = 0; sold < listing.sold; ) {
      const quantity = Math.min(listing.sold - sold, sizeOf(listing, random));
      orders.push(order('paid', quantity, sold));
      sold += quantity;
      if (random.chance(0.24)) orders.push(order('expired', quantity, 0));
      if (listing.kind === 'generalAdmission' && random.chance(0.03))
        orders.push(order('refunded', quantity, 0));
    }
    const left = listing.quantity - listing.sold;
    if (listing.kind === 'seated' && left > 0 && random.chance(0.06))
      orders.push(order('refunded', Math.min(2, left), listing.sold));
  }
  return orders.sort((a, b) => a.reservedAt - b.reservedAt || a.listingN - b.listingN);
}

const sizes = [
  [2, 60],
  [1, 14],
  [3, 10],
  [4, 12],
  [5, 4],
] as const;
function sizeOf({ kind, sold }: PlannedListing, random: Random): number {
  return kind === 'seated' ? Math.min(sold, 2) : random.weighted(sizes);
}
