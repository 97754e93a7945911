/** Audit cases of sales taxes that were paid to their place. */
import { randomUUID } from 'node:crypto';
import { buildEvent, buildVenue } from '../factories/catalog.ts';
import { buildListing } from '../factories/listings.ts';
import { Fan } from '../fan.ts';
import { type Case, changes } from './case.ts';
import type { Bench } from './testBench.ts';

/** Tax that is owed to a place of its own. @returns the place's account, and what is owed, minor units */
async function taxOwed(bench: Bench): Promise<{ account: string; owed: number }> {
  const city = `Town ${randomUUID().slice(0, 8)}`;
  const rule = { country: 'US', region: 'PA', city, name: 'Amusement tax' };
  await bench.does('admin', 'POST', '/admin/tax-rules', {
    ...rule,
    ratePpm: 48_750,
    onPrice: true,
    onFee: true,
  });
  const eventId = await buildEvent(bench.app, { venueId: await buildVenue(bench.app, { city }) });
  const { id } = await buildListing(bench.app, { eventId, priceAmount: 10_000 });
  await new Fan(bench.running).buy(id, 1);
  await bench.idle();
  const account = `tax:US/PA/${city.toLowerCase()}`;
  const [row] = await bench.app.db('ledger_postings').where({ account }).sum('amount as amount');
  return { account, owed: -Number(row?.amount) };
}

export const taxPaymentCases: readonly Case[] = [
  changes({ by: 'finance', route: 'POST /admin/tax-payments' }, async (bench) => {
    const { account, owed } = await taxOwed(bench);
    const paid = { amount: 100, paidOn: new Date().toISOString().slice(0, 10), reference: 'Return 4711' };
    return {
      path: '/admin/tax-payments',
      body: { account, ...paid },
      entries: [
        {
          what: 'tax.pay',
          subject: account,
          before: { owedAmount: owed },
          after: { ...paid, owedAmount: owed - 100 },
        },
      ],
    };
  }),
];
