import { type PercentagesPart, plainParts, quoteTicket } from '@holdfast/shared/pricing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { inTransaction, run } from '../platform/db/index.ts';

let database: TestDatabase;
let house: TestHouse;
beforeAll(async () => {
  database = await testDatabase();
  house = await testHouse(database.url);
});
afterAll(async () => {
  await house.close();
  await database.drop();
});

/** Minor units; dear ones too, where 32 bits would not hold a product. */
const price = fc.oneof(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 2_000_000_000 }));
const bound = fc.option(fc.integer({ min: 0, max: 10_000_000 }), { nil: null });
const side = (bornBy: PercentagesPart['bornBy'], kinds: PercentagesPart['kind'][]) =>
  fc
    .array(fc.record({ bps: fc.integer({ min: 0, max: 3_333 }), bounds: fc.tuple(bound, bound) }), {
      maxLength: 3,
    })
    .map((parts) =>
      parts.map(({ bps, bounds: [one, other] }, i): PercentagesPart => {
        const turned = one !== null && other !== null && one > other;
        const kind = kinds[i] as PercentagesPart['kind'];
        return { kind, bornBy, bps, least: turned ? other : one, most: turned ? one : other };
      }),
    );
const parts = fc
  .tuple(
    side('consignor', ['commission', 'processing', 'delivery']),
    side('fan', ['serviceFee', 'processing', 'delivery']),
  )
  .map(([consignor, fan]) => [...consignor, ...fan]);

describe('the formula of a ticket', () => {
  it('is the same in the database, for any price under any rule', async () => {
    const cases = fc.sample(fc.record({ price, parts }), { numRuns: 20_000, seed: 20_261_121 });
    const rows = await inTransaction(house.db, (trx) =>
      run<{ house: number; fee: number }>(
        trx,
        `SELECT house_share(asked.price, terms_of(asked.parts, 'consignor')) AS house, fan_fee(asked.price, terms_of(asked.parts, 'fan')) AS fee
         FROM unnest($1::bigint[], $2::jsonb[]) WITH ORDINALITY AS asked (price, parts, place) ORDER BY asked.place`,
        [cases.map((each) => each.price), cases.map((each) => JSON.stringify(each.parts))],
      ),
    );
    const here = cases.map((each) => quoteTicket(each.price, each.parts));
    expect(rows).toEqual(here.map(({ house: kept, fee }) => ({ house: kept, fee })));
  });

  it('splits to the cent, and never takes more than the price', () => {
    fc.assert(
      fc.property(price, parts, (amount, rule) => {
        const sum = quoteTicket(amount, rule);
        expect(sum.consignor + sum.house).toBe(amount);
        expect(sum.allIn).toBe(amount + sum.fee);
        expect(Math.min(sum.consignor, sum.house, sum.fee)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('gives plain percentages what they always gave: the consignor’s share half up, the house the rest', () => {
    const bps = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(price, bps, bps, (amount, houseBps, feeBps) => {
        const half = (part: number) => Number((BigInt(amount) * BigInt(part) + 5_000n) / 10_000n);
        expect(quoteTicket(amount, plainParts(houseBps, feeBps))).toEqual({
          price: amount,
          consignor: half(10_000 - houseBps),
          house: amount - half(10_000 - houseBps),
          fee: half(feeBps),
          allIn: amount + half(feeBps),
        });
      }),
    );
  });
});
