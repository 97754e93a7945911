/** Each invariant of Forms 1099-K is broken on purpose, in a transaction that is rolled back, and must be named. */
import { expect } from 'vitest';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { namedWhenBroken } from '../../test/namedWhenBroken.ts';
import { filer } from '../../test/taxData.ts';
import { owedTo, post, withheldTaxes } from '../ledger/index.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';

it('names sales that the books price otherwise, forms that don’t add up, and withheld tax that isn’t booked', async ({
  running,
}) => {
  const { context } = running;
  const { db } = context;
  await buildPercentages(context, { consignorId: null, commissionBps: 1_000, feeBps: 1_200 });
  const consignorId = await buildConsignor(context);
  const { id: listingId } = await buildListing(context, { consignorId });
  const { id: orderId } = await new Fan(running).buy(listingId, 2);
  const months = Array.from({ length: 12 }, (_, month) => (month === 4 ? 70_000 : 0));
  const recipient = { name: 'Pat Owner', country: 'US', tinKind: 'ssn', lastFour: '6789' };
  const id = 'txf_01kz8m3qj4w0d9s7r6t5y2x1c0';
  await db('tax_forms').insert({
    id,
    year: 2025,
    consignor_id: consignorId,
    version: 1,
    facts: JSON.stringify({
      filer,
      recipient,
      boxes: { gross: 70_000, transactions: 7, withheld: 0, months },
    }),
    gross_amount: 70_000,
    transactions: 7,
    withheld_amount: 0,
    made_at: new Date(),
    made_by: 'system',
  });
  const withheld = newId('withholding');
  await inTransaction(db, async (trx) => {
    const at = new Date();
    const [transactionId] = await post(trx, [
      {
        kind: 'backupWithholding',
        cause: withheld,
        reservationId: null,
        paymentId: null,
        currency: 'USD',
        at: at.toISOString(),
        entries: [
          { account: owedTo(consignorId), amount: 2_400 },
          { account: withheldTaxes, amount: -2_400 },
        ],
      },
    ]);
    const row = {
      consignor_id: consignorId,
      why: 'noNumber',
      gross_amount: 10_000,
      amount: 2_400,
      by: 'test',
      at,
    };
    await trx('payout_withholdings').insert({ id: withheld, ...row, transaction_id: transactionId });
    await trx('payout_withheld_orders').insert({
      withholding_id: withheld,
      reservation_id: orderId,
      gross_amount: 10_000,
      amount: 2_400,
    });
  });
  await running.verify();
  const broken: Array<[what: string, named: string, breakIt: (trx: Trx) => Promise<unknown>]> = [
    [
      'a line of another price',
      `13.gross ${orderId}`,
      (trx) =>
        trx('reservation_items')
          .where({ reservation_id: orderId })
          .update({
            price_amount: trx.raw('price_amount + 1'),
            commission_amount: trx.raw('commission_amount + 1'),
          }),
    ],
    ['a row of another sum', `13.forms ${id}`, (trx) => trx('tax_forms').update({ gross_amount: 70_001 })],
    ['a row of another count', `13.forms ${id}`, (trx) => trx('tax_forms').update({ transactions: 8 })],
    ['a version is missing', `13.forms ${id}`, (trx) => trx('tax_forms').update({ version: 2 })],
    [
      'withheld by its row alone',
      `13.withheld ${withheld}`,
      (trx) => trx('ledger_transactions').where({ cause: withheld }).delete(),
    ],
    [
      'another sum than its orders',
      `13.withheld ${withheld}`,
      (trx) => trx('payout_withheld_orders').update({ amount: 1 }),
    ],
    [
      'paid to the IRS by its row alone',
      '13.withheld withheldTaxes',
      (trx) =>
        trx('payout_withholding_deposits').insert({
          id: 'twd_1',
          amount: 100,
          paid_on: '2026-01-02',
          reference: 'EFT',
          transaction_id: 'ltx_none',
          at: new Date(),
          by: 'test',
        }),
    ],
    [
      'given back by its row alone',
      `13.withheld ${withheld}`,
      (trx) =>
        trx('payout_withholdings').update({
          returned_at: new Date(),
          returned_transaction_id: 'ltx_none',
          return_reason: 'In error',
        }),
    ],
  ];
  for (const [what, named, breakIt] of broken)
    expect(await namedWhenBroken(context, breakIt), what).toContain(named);
});
