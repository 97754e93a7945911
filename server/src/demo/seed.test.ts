import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { demoShapeFaults } from '../../test/demoShape.ts';
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

  it('has what the journeys, the screens and the documentation expect of it', async () => {
    expect(await demoShapeFaults(house.db)).toEqual([]);
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
