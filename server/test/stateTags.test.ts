/** Tags stand in the machines and, for SQL, in functions of the database: both say the same. */
import { describe, expect } from 'vitest';
import { actors } from '../src/openAppContext.ts';
import { tagsOf } from '../src/platform/actors/index.ts';
import { type Database, inTransaction, queryPrepared } from '../src/platform/db/index.ts';
import { it } from './fixtures.ts';

let db: Database;
it.beforeAll(({ db: opened }) => {
  db = opened;
});

const tagged = actors.flatMap(({ type, machine }) => {
  const states = [...tagsOf(machine)].filter(([state]) => state !== 'pending.settling');
  const tags = new Set(states.flatMap(([, own]) => [...own]));
  return [...tags].map((tag) => ({ type, tag, states }));
});

it.each(tagged)('$type: $tag', async ({ type, tag, states }) => {
  const { rows } = await db.raw(
    `SELECT state FROM unnest(?::text[]) AS state WHERE ${type}_is_${tag}(state) ORDER BY 1`,
    [states.map(([state]) => state)],
  );
  const wanted = states.filter(([, own]) => own.has(tag)).map(([state]) => state);
  expect(rows.map(({ state }: { state: string }) => state)).toEqual(wanted.sort());
});

/** Its code may still run while a database is brought forward. */
const ofTheReleaseBefore = ['payment_is_disputed'];

it('there is no function for a tag that no state has', async () => {
  const { rows } = await db.raw(
    `SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname ~ '^(${actors.map(({ type }) => type).join('|')})_is_'`,
  );
  expect(rows.map(({ proname }: { proname: string }) => proname).sort()).toEqual(
    [...tagged.map(({ type, tag }) => `${type}_is_${tag}`), ...ofTheReleaseBefore].sort(),
  );
});

describe('the planner', () => {
  it.each([
    [
      'reservations_orders_of_fan',
      `SELECT 1 FROM reservations WHERE fan_id = 'x' AND reservation_is_order(state)`,
    ],
    [
      'listings_queue',
      'SELECT 1 FROM listings WHERE listing_is_waiting(state) ORDER BY submitted_at LIMIT 1',
    ],
    [
      'listings_market',
      `SELECT 1 FROM listings WHERE event_id = 'x' AND upper(section) = 'A' AND listing_is_sellable(state)`,
    ],
  ])('sees through a tag: %s', async (index, query) => {
    const lines = await inTransaction(db, async (trx) => {
      await queryPrepared(trx, 'SET LOCAL enable_seqscan = off');
      return queryPrepared<{ 'QUERY PLAN': string }>(trx, `EXPLAIN (VERBOSE, COSTS OFF) ${query}`);
    });
    const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
    expect(plan).toContain(index);
    expect(plan).not.toContain('_is_');
  });
});
