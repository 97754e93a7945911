/**
 * Who is offered what comes up. Pure: the line in its order, and what is on sale. The first in line whose number of tickets and
 * price a listing fits gets the cheapest such one; whom nothing fits keeps the place.
 */
import { isChargeable } from '@holdfast/shared/money';
import type { Passed, PassedReason } from '@holdfast/shared/waitingLists';
import type { Offer } from '../reservations/index.ts';
import { quantitiesOf, seatsFor } from '../tickets/index.ts';

/** Somebody in line. */
export interface InLine {
  id: string;
  state: 'waiting' | 'offered' | 'resting';
  size: number;
  /** The most for one ticket, all-in, minor units; null: any price. */
  limitAmount: number | null;
  currency: string;
  /** Tickets of the event that the fan has or holds, by type. */
  taken: ReadonlyMap<string, number>;
  /** What was declined or missed, at which all-in price, by listing: it isn't offered again unless it became cheaper. */
  refused: ReadonlyMap<string, number>;
  /** Why it gets nothing in this round, whatever fits; null: it may. */
  barred: PassedReason | null;
}

/** What an entry gets. */
export interface Served {
  entryId: string;
  listingId: string;
  /** All-in, one ticket, minor units. */
  priceAmount: number;
  /** In line, from 1. */
  place: number;
  /** Listings that fitted. */
  candidates: number;
  /** Those ahead, by why they were passed over; the counts add up to `place - 1`. */
  passed: Passed[];
}

/** @param line in its order, all of it @param most bounds what is given in one go */
export function serveLine(line: readonly InLine[], onSale: readonly Offer[], most = 100): Served[] {
  const stock = new Map(
    onSale.map((offer) => [
      offer.id,
      { ...offer, stock: { ...offer.stock, freeSeats: [...offer.stock.freeSeats] } },
    ]),
  );
  const ofSize = choicesOf(stock);
  const served: Served[] = [];
  const passed = new Map<PassedReason, number>();
  for (const [ahead, entry] of line.entries()) {
    if (served.length === most) break;
    const found = findFor(entry, ofSize.of(entry.size));
    if (typeof found === 'string') {
      passed.set(found, (passed.get(found) ?? 0) + 1);
      continue;
    }
    const { offer, candidates } = found;
    served.push({
      entryId: entry.id,
      listingId: offer.id,
      priceAmount: offer.sum.allIn,
      place: ahead + 1,
      candidates,
      passed: [...passed].map(([why, count]) => ({ why, count })),
    });
    take(offer, entry.size);
    ofSize.forget();
    // For those behind, it has an offer now.
    passed.set('offered', (passed.get('offered') ?? 0) + 1);
  }
  return served;
}

/** Listings that sell a number of tickets, cheapest first; counted once for each number until something is taken. */
function choicesOf(stock: ReadonlyMap<string, Offer>) {
  const known = new Map<number, Offer[]>();
  return {
    forget: () => known.clear(),
    of(size: number): Offer[] {
      const before = known.get(size);
      if (before) return before;
      const fitting = [...stock.values()]
        .filter(
          ({ stock, maxPerFan, sum, currency }) =>
            quantitiesOf(stock, maxPerFan).includes(size) && isChargeable(sum.allIn * size, currency),
        )
        .sort((a, b) => a.sum.allIn - b.sum.allIn || (a.id < b.id ? -1 : 1));
      known.set(size, fitting);
      return fitting;
    },
  };
}

function findFor(
  entry: InLine,
  ofSize: readonly Offer[],
): { offer: Offer; candidates: number } | PassedReason {
  const { state, size, limitAmount, currency, taken, refused, barred } = entry;
  if (state !== 'waiting') return state;
  if (barred !== null) return barred;
  const limit = limitAmount ?? Number.POSITIVE_INFINITY;
  const [cheapest] = ofSize;
  if (!cheapest) return 'size';
  if (cheapest.sum.allIn > limit) return 'price';
  const affordable = ofSize.filter((offer) => offer.currency === currency && offer.sum.allIn <= limit);
  if (affordable.length === 0) return 'price';
  const allowed = affordable.filter(
    ({ ticketType, maxPerFan }) => (taken.get(ticketType) ?? 0) + size <= maxPerFan,
  );
  if (allowed.length === 0) return 'limit';
  const wanted = allowed.filter(({ id, sum }) => sum.allIn < (refused.get(id) ?? Number.POSITIVE_INFINITY));
  const [offer] = wanted;
  return offer ? { offer, candidates: wanted.length } : 'refused';
}

/** The tickets are gone for those behind; as the hold itself will take them. */
function take({ stock }: Offer, size: number): void {
  const seats = seatsFor(stock, size) ?? [];
  stock.available -= size;
  stock.freeSeats = stock.freeSeats.filter((seat) => !seats.includes(seat));
  if (seats.length === 1) stock.heldAlone = [...stock.heldAlone, ...seats];
}
