import { type PercentagesComponent, plainComponents, quoteTicket } from '@holdfast/shared/pricing';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import type { TestAppContext } from '../../test/appContext.ts';
import { it } from '../../test/fixtures.ts';
import { inTransaction, queryPrepared } from '../platform/db/index.ts';

let app: TestAppContext;
it.beforeAll(({ context: opened }) => {
  app = opened;
});

/** Minor units; dear ones too, where 32 bits would not hold a product. */
const price = fc.oneof(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 2_000_000_000 }));
const bound = fc.option(fc.integer({ min: 0, max: 10_000_000 }), { nil: null });
const side = (payer: PercentagesComponent['payer'], kinds: PercentagesComponent['kind'][]) =>
  fc
    .array(fc.record({ bps: fc.integer({ min: 0, max: 3_333 }), bounds: fc.tuple(bound, bound) }), {
      maxLength: 3,
    })
    .map((components) =>
      components.map(({ bps, bounds: [one, other] }, i): PercentagesComponent => {
        const turned = one !== null && other !== null && one > other;
        const kind = kinds[i] as PercentagesComponent['kind'];
        return { kind, payer, bps, minimum: turned ? other : one, maximum: turned ? one : other };
      }),
    );
const components = fc
  .tuple(
    side('consignor', ['commission', 'processing', 'delivery']),
    side('fan', ['serviceFee', 'processing', 'delivery']),
  )
  .map(([consignor, fan]) => [...consignor, ...fan]);

describe('the formula of a ticket', () => {
  it('is the same in the database, for any price under any rule', async () => {
    const cases = fc.sample(fc.record({ price, components }), { numRuns: 20_000, seed: 20_261_121 });
    const rows = await inTransaction(app.db, (trx) =>
      queryPrepared<{ commission: number; fee: number }>(
        trx,
        `SELECT commission_share(asked.price, terms_of(asked.components, 'consignor')) AS commission, fan_fee(asked.price, terms_of(asked.components, 'fan')) AS fee
         FROM unnest($1::bigint[], $2::jsonb[]) WITH ORDINALITY AS asked (price, components, place) ORDER BY asked.place`,
        [cases.map((each) => each.price), cases.map((each) => JSON.stringify(each.components))],
      ),
    );
    const here = cases.map((each) => quoteTicket(each.price, each.components));
    expect(rows).toEqual(here.map(({ commission: kept, fee }) => ({ commission: kept, fee })));
  });

  it('splits to the cent, and never takes more than the price', () => {
    fc.assert(
      fc.property(price, components, (amount, rule) => {
        const sum = quoteTicket(amount, rule);
        expect(sum.proceeds + sum.commission).toBe(amount);
        expect(sum.allIn).toBe(amount + sum.fee);
        expect(Math.min(sum.proceeds, sum.commission, sum.fee)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('gives plain percentages what they always gave: the consignor’s share half up, the marketplace the rest', () => {
    const bps = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(price, bps, bps, (amount, commissionBps, feeBps) => {
        const half = (part: number) => Number((BigInt(amount) * BigInt(part) + 5_000n) / 10_000n);
        expect(quoteTicket(amount, plainComponents(commissionBps, feeBps))).toEqual({
          price: amount,
          proceeds: half(10_000 - commissionBps),
          commission: amount - half(10_000 - commissionBps),
          fee: half(feeBps),
          allIn: amount + half(feeBps),
        });
      }),
    );
  });
});
