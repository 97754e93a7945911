/** What Stripe keeps of charges, and for disputes, is booked once, whoever reads it and however often. */

import type { SupportCase } from '@holdfast/shared/support';
import { expect } from 'vitest';
import { bankDoes } from '../../test/bank.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { sandboxStripe } from '../../test/sandboxStripe.ts';
import { bookFees } from './bookFees.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});

/** Of a charge of 224.00: 2.9 % and 0.30. */
const chargeFee = 680;

it('each charge and dispute has its fee in the books, and a refund gives none back', async () => {
  const stripe = sandboxStripe(app);
  const { id } = await new Fan(app).buy((await buildListing(app.context)).id, 2);
  const { stripe_id: intent } = await app.context.db('payments').where({ reservation_id: id }).first();
  const booked = async () =>
    (
      await app.context
        .db('ledger_postings')
        .where({ reservation_id: id, kind: 'stripeFee', account: 'stripeFees' })
        .orderBy('amount')
    ).map(({ amount }) => Number(amount));

  const newest = await bookFees(app.context, stripe, null);
  expect(await booked()).toEqual([chargeFee]);
  await bankDoes(app, 'disputes', { paymentIntent: intent, amount: 5_000 });
  await eventually('the dispute is here', async () => await app.context.db('disputes').first());
  expect(await bookFees(app.context, stripe, newest)).toBeGreaterThanOrEqual(newest as number);
  await bookFees(app.context, stripe, null);
  expect(await booked()).toEqual([chargeFee, 1_500]);

  await new Fan(app).buy((await buildListing(app.context)).id, 2);
  await Promise.all(Array.from({ length: 4 }, () => bookFees(app.context, stripe, null)));
  expect(await booked()).toEqual([chargeFee, 1_500]);

  const support = await signedIn(app, 'support');
  const { body } = await support.ask<SupportCase>('GET', `/admin/reservations/${id}`);
  expect(body.books).toMatchObject({ stripeFee: { amount: chargeFee + 1_500 }, bookedFanPays: 17_400 });
});
