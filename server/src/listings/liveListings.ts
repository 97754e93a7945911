/** Event pages that follow what is on sale: an event is read when something of it changed, once for everybody who looks. */
import { byPrice, changesBetween, type LiveListings } from '@holdfast/shared/listings';
import type { AppContext } from '../platform/appContext.ts';
import { type Database, inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { createStreamHub, type StreamHub } from '../platform/http/index.ts';
import { type Offered, presentOffered, readOffered } from './publicListings.ts';

/** Milliseconds. Half a second is at once for who looks at a list; a look costs about a millisecond an event. */
const lookEveryMs = 500;
/** Milliseconds. What no row says, such as percentages that come into force, is seen after this time at the latest. */
const readEveryMs = 15_000;

/** What is on sale for one number of tickets, and which listings are on sale at all, sold out or not. */
interface Shown {
  live: LiveListings;
  onSale: ReadonlySet<string>;
}

interface Kept {
  fingerprint: string;
  /** Milliseconds since the epoch. */
  readAt: number;
  offered: Offered;
  /** By number of tickets, as far as somebody follows it. */
  shown: Map<number, Shown>;
}

/** What a page follows: an event, by its id, and a number of tickets. */
export const topicOf = (eventId: string, quantity: number): string => `${eventId} ${quantity}`;

/** Streams of topics: `listings` with all that is on sale, then `changes`. */
export function createListingStreams({ db, log }: AppContext): StreamHub {
  const { look } = createListingLook(db);
  return createStreamHub<Shown>({
    lookEveryMs,
    look,
    tell(before, now) {
      if (before === undefined) return { event: 'listings', data: now.live };
      const changes = changesBetween(before.live, now.live, (id) => now.onSale.has(id));
      return changes && { event: 'changes', data: changes };
    },
    log,
  });
}

/** What pages are shown, as far as they follow it. `reads` counts how often an event was read. */
export function createListingLook(db: Database, now: () => number = Date.now) {
  let kept = new Map<string, Kept>();
  const counted = { reads: 0 };

  async function keep(trx: Trx, eventId: string, fingerprint: string): Promise<Kept> {
    const before = kept.get(eventId);
    if (before?.fingerprint === fingerprint && now() - before.readAt < readEveryMs) return before;
    counted.reads += 1;
    return { fingerprint, readAt: now(), offered: await readOffered(trx, eventId), shown: new Map() };
  }

  async function look(topics: string[]): Promise<Map<string, Shown>> {
    const asked = Map.groupBy(
      topics.map((topic) => [topic, ...topic.split(' ')] as [string, string, string]),
      ([, eventId]) => eventId,
    );
    // What changes between the two reads has another fingerprint at the next look.
    const fingerprints = await inTransaction(db, (trx) => fingerprintsOf(trx, [...asked.keys()]));
    const next = new Map<string, Kept>();
    const found = new Map<string, Shown>();
    for (const [eventId, parts] of asked) {
      const fingerprint = fingerprints.get(eventId);
      if (fingerprint === undefined) continue;
      const event = await inTransaction(db, (trx) => keep(trx, eventId, fingerprint));
      next.set(eventId, event);
      for (const [topic, , quantity] of parts) found.set(topic, shownFor(event, Number(quantity)));
    }
    kept = next;
    return found;
  }
  return { look, counted };
}

function shownFor({ offered, shown }: Kept, quantity: number): Shown {
  const before = shown.get(quantity);
  if (before) return before;
  const all = presentOffered(offered);
  const seated = presentOffered(offered, quantity).filter(({ kind }) => kind === 'seated');
  const made: Shown = {
    live: {
      data: [...seated, ...all.filter(({ kind }) => kind !== 'seated')].sort(byPrice),
      quantities: [
        ...new Set(all.flatMap(({ kind, quantities }) => (kind === 'seated' ? quantities : []))),
      ].sort((a, b) => a - b),
      asOf: offered.asOf,
    },
    onSale: new Set(offered.listings.map(({ row }) => row.id)),
  };
  shown.set(quantity, made);
  return made;
}

/**
 * A text for each event that is another one as soon as anything of its listings, its start or its status is: every update of a
 * row gives it another `xmin`. One statement for all events that are followed. Unknown events are left out.
 */
async function fingerprintsOf(trx: Trx, eventIds: string[]): Promise<Map<string, string>> {
  const rows = await queryPrepared<{ id: string; fingerprint: string }>(
    trx,
    `SELECT e.id, concat_ws(' ', e.status, e.starts_at > now(), e.max_per_type, sum(hashtextextended(l.id || l.xmin::text, 0))) AS fingerprint
     FROM catalog_calendar e LEFT JOIN listings l ON l.event_id = e.id AND listing_is_sellable(l.state)
     WHERE e.id = ANY($1::text[]) GROUP BY e.id, e.status, e.starts_at, e.max_per_type`,
    [eventIds],
  );
  return new Map(rows.map(({ id, fingerprint }) => [id, fingerprint]));
}
