import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { checkPassword, demoAccounts } from '../accounts/index.ts';
import { verify } from '../verify/verify.ts';
import { seedDemo } from './seed.ts';

let database: TestDatabase;
let house: TestHouse;
const lines: string[] = [];
beforeAll(async () => {
  database = await testDatabase();
  house = await testHouse(database.url);
  await seedDemo(house, (line) => lines.push(line));
});
afterAll(async () => {
  await house.close();
  await database.drop();
});

async function rows<Row>(sql: string): Promise<Row[]> {
  return (await house.db.raw(sql)).rows as Row[];
}

describe('the demo', () => {
  it('says what it made', () => {
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^demo data: \d+ games, 300 consignors, \d+ listings, \d+ orders in \d+ ms$/);
  });

  it('has listings in every state, and a queue with ages', async () => {
    const states = await rows<{ state: string; n: number }>(
      'SELECT state, count(*)::int AS n FROM listings GROUP BY 1',
    );
    const byState = Object.fromEntries(states.map(({ state, n }) => [state, n]));
    for (const state of ['submitted', 'live', 'paused', 'rejected', 'withdrawn', 'ended'])
      expect(byState[state], state).toBeGreaterThan(5);
    const [queue] = await rows<{ ages: number; late: number }>(
      `SELECT count(DISTINCT submitted_at)::int AS ages, count(*) FILTER (WHERE submitted_at < now() - interval '1 day')::int AS late
       FROM listings WHERE state = 'submitted'`,
    );
    expect(queue?.ages).toBeGreaterThan(4);
    expect(queue?.late).toBeGreaterThan(0);
  });

  it('leaves no timer that is due, and one for each listing on sale', async () => {
    expect(await rows('SELECT 1 FROM timers WHERE fire_at <= now()')).toEqual([]);
    expect(
      await rows(`SELECT l.id FROM listings l LEFT JOIN timers t ON t.actor_id = l.id
        WHERE (l.state IN ('live', 'paused')) <> (t.actor_id IS NOT NULL)`),
    ).toEqual([]);
  });

  it('breaks no invariant', async () => {
    expect(await verify(house.db, house.engine)).toEqual([]);
  });

  it('lets every demo account in, the consignor as one who has listings', async () => {
    for (const { email, password, role } of demoAccounts) {
      const person = await checkPassword(house.db, email, password);
      expect(person.roles).toEqual([role]);
      if (role === 'consignor') expect(person.consignorId).toMatch(/^con_/);
    }
  });

  it('is made once', async () => {
    const count = () => rows('SELECT count(*)::int AS n FROM listings');
    const before = await count();
    expect(await seedDemo(house)).toBe(false);
    expect(await count()).toEqual(before);
  });
});
