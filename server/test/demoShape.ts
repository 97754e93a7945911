/**
 * What the demo has on every day: what the journeys, the screens and the documentation expect. This is the
 * only place of these expectations; the database's clock must be that of the demo.
 */

import { demoListingsAboveCap } from '../demo/seedStaffWork.ts';
import { listingWhere } from '../src/listings/listingFilter.ts';
import { type Database, inTransaction, queryPrepared } from '../src/platform/db/index.ts';

/** A number in the database, with its bounds. */
interface Expectation {
  /** What is counted. */
  what: string;
  sql: string;
  least: number;
  most?: number;
}

const begins = `e.starts_at > now() AND e.status = 'scheduled'`;
const listed = 'FROM listings l JOIN events e ON e.id = l.event_id JOIN venues v ON v.id = e.venue_id';
/** SQL: two seats can be bought. */
const sellsPairs = `l.state = 'live' AND l.kind = 'seated' AND l.available >= 2 AND ${begins}`;
const count = (of: string, least: number, what: string, most?: number): Expectation => ({
  what,
  sql: `SELECT count(*)::int AS n ${of}`,
  least,
  ...(most === undefined ? {} : { most }),
});

const states = ['submitted', 'live', 'paused', 'rejected', 'withdrawn', 'ended'].map((state) =>
  count(`FROM listings WHERE state = '${state}'`, 6, `listings that are ${state}`),
);

const games = ['NFL', 'NHL'].flatMap((league) => [
  count(
    `FROM events e WHERE e.league = '${league}' AND EXISTS (SELECT FROM listings l WHERE l.event_id = e.id AND ${sellsPairs})`,
    30,
    `${league} games ahead with pairs on sale`,
  ),
  count(
    `FROM (SELECT e.id ${listed} WHERE e.league = '${league}' AND ${sellsPairs} GROUP BY e.id HAVING count(*) > 3) AS g`,
    5,
    `${league} games ahead with more than three listings of pairs`,
  ),
  count(
    `FROM (SELECT * FROM events e WHERE e.league = '${league}' AND ${begins} AND e.starts_at > now() + interval '7 days'
       ORDER BY starts_at LIMIT 20) AS e WHERE NOT e.time_tbd`,
    1,
    `${league} games a week ahead whose time is known, among the next twenty`,
  ),
]);

const queues = (
  [
    ['toApprove', 20],
    ['toPrice', 5],
    ['delistRequested', 3],
    ['inHandPassed', 3],
  ] as const
).map(([queue, least]) => {
  const { from, all } = listingWhere({ queue }, null);
  return count(`FROM ${from} WHERE ${all}`, least, `listings in the queue ${queue}`);
});

const expectations: Expectation[] = [
  ...states,
  ...games,
  ...queues,
  count('FROM events e WHERE e.starts_at < now()', 10, 'games behind'),
  count(`FROM events e WHERE e.kind = 'own' AND ${begins}`, 3, 'events of our own ahead', 3),
  count(
    `${listed} WHERE e.kind = 'own' AND l.state = 'live' AND l.available > 0`,
    9,
    'ticket types of our own on sale',
    9,
  ),
  count(
    `FROM events e JOIN venues v ON v.id = e.venue_id WHERE ${begins} AND v.name = 'Acrisure Stadium' AND e.kind = 'game'`,
    2,
    'Steelers games at home ahead, to be consigned',
  ),
  count(
    `FROM events e JOIN venues v ON v.id = e.venue_id WHERE ${begins} AND e.league = 'NFL' AND extract(isodow FROM e.starts_at AT TIME ZONE v.time_zone) = 7`,
    5,
    'NFL games on Sundays',
  ),
  {
    what: 'ages in the approval queue',
    sql: `SELECT count(DISTINCT submitted_at)::int AS n FROM listings WHERE state = 'submitted'`,
    least: 5,
  },
  count(
    `FROM listings WHERE state = 'submitted' AND submitted_at < now() - interval '1 day'`,
    1,
    'listings that wait for more than a day',
  ),
  count(
    `FROM listings WHERE state = 'submitted' AND owner_id IS NULL`,
    3,
    'listings in the approval queue without an owner',
  ),
  count(
    `${listed} CROSS JOIN LATERAL price_cap_of(v.country, v.region, l.face_value_amount) cap
     WHERE l.state IN ('submitted', 'live', 'paused') AND ${begins} AND (cap.cap_law IS NOT NULL AND cap.cap_amount IS NULL OR l.price_amount > cap.cap_amount)`,
    1,
    'listings above a legal cap',
    demoListingsAboveCap,
  ),
  count(
    `FROM (SELECT l.consignor_id ${listed} LEFT JOIN LATERAL price_cap_of(v.country, v.region, l.face_value_amount) cap ON true
       WHERE l.state = 'live' AND l.available > 0 AND ${begins} GROUP BY 1 HAVING count(*) >= 12 AND count(cap.cap_law) = 0) AS c`,
    1,
    'consignors with twelve listings on sale that no law caps',
  ),
  count('FROM timers WHERE fire_at <= now()', 0, 'timers that are due', 0),
  count(
    `FROM listings l LEFT JOIN timers t ON t.actor_id = l.id WHERE (l.state IN ('live', 'paused')) <> (t.actor_id IS NOT NULL)`,
    0,
    'listings whose timer is missing or superfluous',
    0,
  ),
  count(
    `FROM imports WHERE state IN ('uploaded', 'checking', 'toMap')`,
    2,
    'imports that came in over night',
    2,
  ),
  count('FROM packages', 100, 'season packages'),
  count(
    `FROM consignors c JOIN people p ON p.consignor_id = c.id JOIN listings l ON l.consignor_id = c.id JOIN events e ON e.id = l.event_id
     WHERE l.state = 'live' AND l.available > 0 AND ${begins}`,
    3,
    'listings on sale of the consignor who signs in',
  ),
  count(`FROM people p WHERE p.email LIKE '%@demo.holdfast.example'`, 6, 'accounts to sign in with'),
  count(`FROM reservations WHERE state = 'paid'`, 50, 'paid orders'),
  count(`FROM reservations WHERE state = 'refunded'`, 3, 'refunded orders'),
  count(`FROM reservations WHERE state = 'expired'`, 3, 'expired holds'),
  count(`FROM reservations WHERE paid_at > now() - interval '7 days'`, 5, 'orders paid within a week'),
  count('FROM reservations WHERE created_at > now() OR paid_at > now()', 0, 'orders from the future', 0),
];

/** @returns a line for each expectation that the demo doesn't meet */
export function demoShapeFaults(db: Database): Promise<string[]> {
  return inTransaction(db, async (trx) => {
    const faults: string[] = [];
    for (const { what, sql, least, most = Number.POSITIVE_INFINITY } of expectations) {
      const [row] = await queryPrepared<{ n: number }>(trx, sql);
      const n = row?.n ?? 0;
      const wanted = most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`;
      if (n < least || n > most) faults.push(`${what}: ${n}, not ${wanted}`);
    }
    return faults;
  });
}
