/** What consignors were owed is broken on purpose, behind the engine, in transactions that are rolled back: verify must say what is wrong. */
import { expect } from 'vitest';
import { buildEvent } from '../../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { dayMs, fromNow, hourMs } from '../../test/factories/times.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { foundWhenBroken } from '../../test/namedWhenBroken.ts';
import { travel } from '../../test/travel.ts';
import { adjust, approveRun, makeRun, payRun } from '../payouts/index.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { marketToday } from '../stats/index.ts';
import { verify } from './verify.ts';

const maker = { by: 'maker', requestId: null };

it('says which entry of a consignor isn’t as its rows say: for whom, of which amount, at which instant', async ({
  running,
}) => {
  const { context } = running;
  const { db, engine } = context;
  await buildPercentages(context, { consignorId: null, commissionBps: 1_000, feeBps: 1_200 });
  const [seller, other] = [await buildConsignor(context), await buildConsignor(context)];
  const eventId = await buildEvent(context, { startsAt: fromNow(hourMs) });
  const { id: listingId } = await buildListing(context, {
    eventId,
    consignorId: seller,
    priceAmount: 10_000,
  });
  const { id: order } = await new Fan(running).buy(listingId, 2);
  await travel(db, 8 * dayMs);
  await inTransaction(db, async (trx) => {
    const reason = 'For the good work';
    await adjust(trx, seller, { kind: 'goodwill', amount: 700, reason }, maker);
    const run = await makeRun(trx, engine, { minimum: 1, note: null }, maker);
    await approveRun(trx, engine, run, { by: 'approver', requestId: null });
    const paid = { way: 'check', reference: 'Check 1', paidOn: await marketToday(trx) } as const;
    await payRun(trx, engine, run, paid, maker);
    await adjust(trx, seller, { kind: 'penalty', amount: 300, reason: 'Late' }, maker);
  });
  expect(await verify(db, engine)).toEqual([]);
  const { id: payout, version } = await db('payouts').first();
  const bonus = (await db('payout_adjustments').where({ kind: 'goodwill' }).first()).id;
  const account = (of: string) => ({ account: `consignor:${of}` });
  const sale = (trx: Trx) =>
    trx('ledger_entries').whereIn(
      'transaction_id',
      trx('ledger_transactions').where({ kind: 'sale', reservation_id: order }).select('id'),
    );
  const booked = (trx: Trx, kind: string) => trx('ledger_transactions').where({ kind });
  const earlier = db.raw(`at - interval '1 day'`);

  const broken: Array<[what: string, says: string | RegExp, breakIt: (trx: Trx) => Promise<unknown>]> = [
    [
      'the proceeds of a sale are somebody else’s, in the books and among what is paid',
      new RegExp(`7.sources ${order}: sale: its rows say 18000 for ${seller} at .*, the books say nothing$`),
      async (trx) => {
        await sale(trx).where(account(seller)).update(account(other));
        await trx('payouts').update({ consignor_id: other });
      },
    ],
    [
      'of a sale the commission is less than was agreed, and the consignor has the rest',
      new RegExp(`7.sources ${order}: sale: its rows say 18000 for .*, the books say 18500 for`),
      async (trx) => {
        await sale(trx).where(account(seller)).decrement('amount', 500);
        await sale(trx).where({ account: 'commission' }).increment('amount', 500);
      },
    ],
    [
      'a sale is booked on the day before',
      new RegExp(
        `7.sources ${order}: sale: its rows say 18000 for ${seller} at .*, the books say 18000 for ${seller} at`,
      ),
      (trx) => booked(trx, 'sale').update({ at: earlier }),
    ],
    [
      'a payout is booked on the day before',
      new RegExp(`7.sources ${payout}/${version}: payout: its rows say -18700 for ${seller}`),
      (trx) => booked(trx, 'payout').update({ at: earlier }),
    ],
    [
      'a payout took what is owed to somebody else',
      new RegExp(
        `7.sources ${payout}/${version}: payout: its rows say nothing, the books say -18700 for ${other}`,
      ),
      (trx) => trx('ledger_entries').where(account(seller)).where('amount', 18_700).update(account(other)),
    ],
    [
      'an adjustment that nobody made',
      new RegExp(`7.sources ${bonus}: adjustment: its rows say nothing, the books say 700 for ${seller}`),
      (trx) => trx('payout_adjustments').where({ id: bonus }).delete(),
    ],
    [
      'an adjustment that gives what it should take',
      new RegExp(
        `7.sources ${bonus}: adjustment: its rows say  for ${seller} at .*, the books say 700 for ${seller}`,
      ),
      (trx) => trx('payout_adjustments').where({ id: bonus }).update({ kind: 'penalty' }),
    ],
    [
      'a refund of a sale takes more than the consignor had of it',
      `7.refunds ${order}: ${seller} had 18000 of it and gave back 18001, its fan got back 0 of 22400`,
      async (trx) => {
        const refund = {
          id: 'ltx_refund',
          kind: 'refund',
          cause: 'refund/1',
          reservation_id: order,
          at: new Date(),
        };
        await trx('ledger_transactions').insert(refund);
        await trx('ledger_entries').insert(
          [
            { ...account(seller), amount: 18_001 },
            { account: 'stripe', amount: -18_001 },
          ].map((entry, at) => ({ ...entry, line: at + 1, transaction_id: refund.id, currency: 'USD' })),
        );
      },
    ],
    [
      'a lost sale that the consignor bears, and still has',
      `7.losses ${order}: ${seller} bears it, had 18000 of it and gave 0`,
      (trx) =>
        trx('payout_losses').insert({
          reservation_id: order,
          consignor_id: seller,
          bears: 'consignor',
          reason: 'Their fault',
          at: new Date(),
          by: 'maker',
        }),
    ],
    [
      'what no statement has changes what is owed',
      new RegExp(`7.statements ${seller}: is owed 18000 USD by the consignorMerge ltx_`),
      (trx) => booked(trx, 'sale').update({ kind: 'consignorMerge' }),
    ],
    [
      'a payout stands in its statement twice',
      new RegExp(`7.statements ${payout}: stands 2 times for one entry in its statement, as attempts pat_`),
      (trx) => trx('payout_attempts').update({ ended_version: version }),
    ],
  ];
  for (const [what, says, breakIt] of broken) {
    const found = await foundWhenBroken(context, breakIt);
    const said = found.map(({ invariant, subject, detail }) => `${invariant} ${subject}: ${detail}`);
    const isSaid = said.some((line) => (typeof says === 'string' ? line === says : says.test(line)));
    expect(isSaid, `${what}: ${said.join('\n')}`).toBe(true);
  }
});
