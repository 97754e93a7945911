import { afterAll, describe, expect, inject } from 'vitest';
import { checkPassword, demoAccounts } from '../src/accounts/index.ts';
import { verify } from '../src/verify/verify.ts';
import type { TestAppContext } from '../test/appContext.ts';
import { demoShapeFaults } from '../test/demoShape.ts';
import { it } from '../test/fixtures.ts';
import { shiftDate } from '../test/shiftDate.ts';
import { moveClock } from '../test/travel.ts';
import { seedDemo } from './seed.ts';

/** From 3 PM to half past two in the night, UTC: at the marketplace it is still the day before. */
const intoTheNightMs = 11.5 * 3_600_000;

let app: TestAppContext;
const lines: string[] = [];
it.beforeAll(async ({ context: opened }) => {
  app = opened;
  await moveClock(app.db, intoTheNightMs);
  await seedDemo(app, (line) => lines.push(line));
});
afterAll(() => shiftDate(inject('testServer').clockOffsetMs));

async function rows<Row>(sql: string): Promise<Row[]> {
  return (await app.db.raw(sql)).rows as Row[];
}

describe('the demo', () => {
  it('logs what it created', () => {
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^demo data: \d+ games, 300 consignors, \d+ listings, \d+ orders in \d+ ms$/);
  });

  it('has what the journeys, the screens and the documentation expect', async () => {
    expect(await demoShapeFaults(app.db)).toEqual([]);
  });

  it('breaks no invariant', async () => {
    expect(await verify(app.db, app.engine)).toEqual([]);
  });

  it('lets every demo account sign in, the consignor with listings', async () => {
    for (const { email, password, role } of demoAccounts) {
      const { personId } = await checkPassword(app.db, email, password);
      const consignor_id = role === 'consignor' ? expect.stringMatching(/^con_/) : null;
      expect(await rows(`SELECT roles, consignor_id FROM people WHERE id = '${personId}'`)).toEqual([
        { roles: [role], consignor_id },
      ]);
    }
  });

  it('is seeded once', async () => {
    const count = () => rows('SELECT count(*)::int AS n FROM listings');
    const before = await count();
    expect(await seedDemo(app)).toBe(false);
    expect(await count()).toEqual(before);
  });
});
