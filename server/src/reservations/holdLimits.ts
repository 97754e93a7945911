/**
 * Limits against hoarding: how many holds that became no order a fan, and the guests of one network address at one event,
 * may begin within a while.
 *
 * A batch counts its requests with one upsert, sent with the statement that locks its listings: the rows of the counters
 * are locked by it, so two processes can't both take the last place. What turns out to be no new hold is taken off again
 * in the statement that writes the holds, and a batch without holds is rolled back as a whole.
 */
import { createHmac } from 'node:crypto';
import type { HoldLimits } from '../platform/config.ts';
import { type Database, type Pipeline, queryPrepared, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';

/** Minutes within which a fan's holds are counted, from the first one on. */
const fanMinutes = 60;
/** The same for a network address at one event. */
const networkMinutes = 15;

/** What a request is counted by. */
export interface Counted {
  fanId: string;
  /** Of a guest: the hash of their network address; null: somebody signed in. */
  network: string | null;
}

/** Where a counter stands. */
export interface HoldCounter {
  /** Holds within the while, without this batch's. */
  holds: number;
  /** Requests of this batch that were counted ahead, and those of them that were granted. */
  ahead: number;
  granted: number;
  /** Seconds until counting begins anew. */
  seconds: number;
}

export type HoldCounters = Map<string, HoldCounter>;

const fanKey = (fanId: string) => `fan ${fanId}`;
const networkKey = (network: string, eventId: string) => `network ${network} ${eventId}`;

let prepared: { secret: string; of: Map<string, string> } | null = null;
/** Addresses whose hash is kept in memory. */
const keptHashes = 10_000;

/** The hash under which an address is counted: the table holds no network address. */
export function hashOfNetwork(network: string, secret: string): string {
  if (prepared?.secret !== secret || prepared.of.size > keptHashes) prepared = { secret, of: new Map() };
  const known = prepared.of.get(network);
  if (known !== undefined) return known;
  const hash = createHmac('sha256', secret).update(`holds ${network}`).digest('base64url').slice(0, 22);
  prepared.of.set(network, hash);
  return hash;
}

const countText = `
  WITH asked AS (
    SELECT a.fan_id, a.network, l.event_id FROM unnest($1::text[], $2::text[], $3::text[]) AS a (fan_id, network, listing_id)
    LEFT JOIN listings_offered l ON l.id = a.listing_id
  ),
  keyed AS (
    SELECT 'fan ' || fan_id AS key, count(*)::int AS n, now() + interval '${fanMinutes} minutes' AS ends_at FROM asked WHERE $4::bool GROUP BY fan_id
    UNION ALL
    SELECT 'network ' || network || ' ' || event_id, count(*)::int, now() + interval '${networkMinutes} minutes' FROM asked
    WHERE $5::bool AND network IS NOT NULL AND event_id IS NOT NULL GROUP BY network, event_id
  ),
  counted AS (
    INSERT INTO hold_counters AS c (key, holds, ends_at) SELECT key, n, ends_at FROM keyed ORDER BY key
    ON CONFLICT (key) DO UPDATE SET
      holds = CASE WHEN c.ends_at > now() THEN c.holds ELSE 0 END + excluded.holds,
      ends_at = CASE WHEN c.ends_at > now() THEN c.ends_at ELSE excluded.ends_at END
    RETURNING key, holds, ends_at
  )
  SELECT key, c.holds - k.n AS holds, k.n AS ahead, extract(epoch FROM c.ends_at - now())::float8 AS seconds FROM counted c JOIN keyed k USING (key)`;

/** Counts a batch's requests ahead and locks their counters, in the order of keys. Empty where there are no limits. */
export async function countAhead(
  pipeline: Pipeline,
  { perFan, perNetwork }: HoldLimits,
  requests: ReadonlyArray<Counted & { items: ReadonlyArray<{ listingId: string }> }>,
): Promise<HoldCounters> {
  if (perFan === 0 && perNetwork === 0) return new Map();
  const asked = requests.map(({ fanId, network, items }) => ({
    fanId,
    network,
    listingId: items[0]?.listingId,
  }));
  const rows = await queryPrepared<{ key: string } & Omit<HoldCounter, 'granted'>>(pipeline, countText, [
    asked.map(({ fanId }) => fanId),
    asked.map(({ network }) => network),
    asked.map(({ listingId }) => listingId),
    perFan > 0,
    perNetwork > 0,
  ]);
  return new Map(rows.map(({ key, ...counter }) => [key, { ...counter, granted: 0 }]));
}

/** The part of the holds' statement that takes off what was counted ahead and became no hold. */
export const uncountCte = (firstParameter: number) => `
  uncounted AS (
    UPDATE hold_counters c SET holds = c.holds - u.n FROM unnest($${firstParameter}::text[], $${firstParameter + 1}::int[]) AS u (key, n) WHERE c.key = u.key
  )`;

/** The parameters of `uncountCte`. */
export function uncountParameters(counters: HoldCounters): [string[], number[]] {
  const over = [...counters].filter(([, { ahead, granted }]) => ahead > granted);
  return [over.map(([key]) => key), over.map(([, { ahead, granted }]) => ahead - granted)];
}

/** The key of the network's counter by which a hold is counted; null: by none. */
export function networkCounterOf(
  counters: HoldCounters,
  network: string | null,
  eventId: string,
): string | null {
  const key = network === null ? null : networkKey(network, eventId);
  return key !== null && counters.has(key) ? key : null;
}

function countersOf(counters: HoldCounters, { fanId, network }: Counted, eventId: string) {
  const ofNetwork = network === null ? undefined : counters.get(networkKey(network, eventId));
  return { ofFan: counters.get(fanKey(fanId)), ofNetwork };
}

/** @throws Problem `too_many_holds` with `retryAfter` in seconds */
export function checkHoldLimits(
  counters: HoldCounters,
  { perFan, perNetwork }: HoldLimits,
  wanted: Counted,
  eventId: string,
): void {
  const { ofFan, ofNetwork } = countersOf(counters, wanted, eventId);
  const isOver = (counter: HoldCounter | undefined, limit: number): counter is HoldCounter =>
    counter !== undefined && counter.holds + counter.granted >= limit;
  if (isOver(ofFan, perFan))
    throw tooMany(
      `You have held tickets ${perFan} times within an hour and bought none of them.`,
      ofFan.seconds,
      'fan',
    );
  if (isOver(ofNetwork, perNetwork))
    throw tooMany(
      `${perNetwork} holds of this event were made from your network address within a quarter of an hour, and none of them was bought. Who signs in is counted alone.`,
      ofNetwork.seconds,
      'network',
    );
}

function tooMany(why: string, left: number, by: 'fan' | 'network'): Problem {
  const retryAfter = Math.max(1, Math.ceil(left));
  const minutes = Math.ceil(retryAfter / 60);
  return new Problem('too_many_holds', `${why} Try again in ${minutes} minute${minutes === 1 ? '' : 's'}.`, {
    retryAfter,
    by,
  });
}

/** Notes that the request was granted. */
export function countGranted(counters: HoldCounters, wanted: Counted, eventId: string): void {
  const { ofFan, ofNetwork } = countersOf(counters, wanted, eventId);
  if (ofFan) ofFan.granted++;
  if (ofNetwork) ofNetwork.granted++;
}

/** Holds that became orders count against nobody: the fan begins anew, and the network has one hold less. */
export async function forgetHolds(trx: Trx, reservationIds: readonly string[]): Promise<void> {
  await queryPrepared(
    trx,
    `WITH bought AS (SELECT fan_id, counted_by, created_at FROM reservations WHERE id = ANY($1::text[])),
     locked AS (
       SELECT key FROM hold_counters WHERE key IN (SELECT 'fan ' || fan_id FROM bought UNION SELECT counted_by FROM bought) ORDER BY key FOR UPDATE
     ),
     networks AS (SELECT counted_by, created_at FROM bought WHERE counted_by IN (SELECT key FROM locked))
     UPDATE hold_counters c SET holds = CASE WHEN c.key LIKE 'fan %' THEN 0 ELSE greatest(0, c.holds - (
       SELECT count(*)::int FROM networks n WHERE n.counted_by = c.key AND n.created_at > c.ends_at - interval '${networkMinutes} minutes')) END
     FROM locked WHERE c.key = locked.key`,
    [reservationIds],
  );
}

/** Removes counters that begin anew. */
export async function removeEndedCounters(db: Database): Promise<void> {
  await db.raw('DELETE FROM hold_counters WHERE ends_at < now()');
}
