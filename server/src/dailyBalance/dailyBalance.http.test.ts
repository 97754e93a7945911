/** Stripe's balance day by day, over HTTP: it adds up, payouts and fees are booked, and what differs is a line that a person explains. */

import { randomUUID } from 'node:crypto';
import type { BalanceDay, BalanceDayShown } from '@holdfast/shared/dailyBalance';
import { expect } from 'vitest';
import { bankDoes } from '../../test/bank.ts';
import type { Fan } from '../../test/fan.ts';
import { it as base } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import { buyAndMove, plantedDifferences } from '../../test/plantedDifferences.ts';
import { startTestApp, type TestApp } from '../../test/runningApp.ts';
import { sandboxStripe } from '../../test/sandboxStripe.ts';
import { bookFees } from '../payments/bookFees.ts';
import { runBalance } from './index.ts';

// What is planted breaks the books, so the file's own application isn't verified at its end.
const it = base
  .extend('clean', { scope: 'file' }, async ({ running }) => running)
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
  .extend('broken', { scope: 'file' }, async ({}, { onCleanup }) => {
    const app = await startTestApp();
    onCleanup(() => app.close());
    return app;
  });

/** Reads the balance now, after Stripe's fees are booked. */
async function read(app: TestApp): Promise<number> {
  const stripe = sandboxStripe(app);
  await bookFees(app.context, stripe, null);
  return runBalance(app.context, stripe, { grace: 0 });
}
const standsAt = async (app: TestApp, account: string) =>
  Number((await app.context.db('ledger_postings').where({ account }).sum('amount as amount'))[0]?.amount);
const linesOf = (app: TestApp) => app.context.db('balance_differences').whereNull('gone_at').orderBy('id');

it('a day in which money moved in every way adds up, and its payout and fees are in the books', async ({
  clean: app,
}) => {
  await buyAndMove(app);
  await bankDoes(app, 'payouts', { amount: 5_000 });
  await bankDoes(app, 'transactions', { type: 'stripe_fee', amount: -250 });
  expect(await read(app)).toBe(0);
  expect(await read(app)).toBe(0);
  const finance = await signedIn(app, 'finance');
  const { body } = await finance.ask<{ data: BalanceDay[] }>('GET', '/admin/balance-days');
  const [day] = body.data as [BalanceDay];
  expect(day).toMatchObject({ opening: 0, paidOut: 5_000, differences: 0 });
  expect(day.opening + day.moved - day.fees - day.paidOut).toBe(day.closing);
  const shown = (await finance.ask<BalanceDayShown>('GET', `/admin/balance-days/${day.id}`)).body;
  expect(shown.standsAtStripe).toBe(shown.closing);
  expect(shown.lines).toHaveLength(day.transactions);
  expect(await standsAt(app, 'stripe')).toBe(shown.closing);
  expect(await standsAt(app, 'bank')).toBe(5_000);
});

it('what differs is a line of its day; it goes by itself, or a person says why, and it is never edited', async ({
  broken: app,
}) => {
  const finance = await signedIn(app, 'finance');
  await buyAndMove(app);
  const { id } = await bankDoes(app, 'transactions', { type: 'topup', amount: 10_000 });
  expect(await read(app)).toBe(1);
  const [line] = await linesOf(app);
  expect(line).toMatchObject({ kind: 'unknownType', subject: id });
  const settle = (who: Fan) =>
    who.ask<BalanceDayShown & { code: string }>(
      'POST',
      `/admin/balance-differences/${line.id}/settle`,
      { reason: 'We topped it up for the refunds' },
      { 'idempotency-key': randomUUID() },
    );
  expect((await settle(finance)).body.differenceLines[0]).toMatchObject({
    settled: { reason: 'We topped it up for the refunds' },
  });
  expect((await settle(finance)).body.code).toBe('transition_refused');
  // Explained is not repaired: it is still the same line, and isn't opened again.
  expect(await read(app)).toBe(0);
  await bankDoes(app, 'balance', { amount: 40 });
  expect(await read(app)).toBe(1);
  await bankDoes(app, 'balance', { amount: -40 });
  expect(await read(app)).toBe(0);
  const gone = await app.context.db('balance_differences').where({ kind: 'remainder' }).first();
  expect(gone.gone_at).not.toBeNull();
});

const few = [0, 7, 14, 16, 21, 28, 29, 32, 34];
it('a few of each planted kind are named, each as what it is', async ({ broken: app }) => {
  const before = new Set((await linesOf(app)).map(({ id }) => id));
  const chosen = few.map((at) => plantedDifferences[at] as (typeof plantedDifferences)[number]);
  const planted = [];
  const orders = await Promise.all(chosen.map(() => buyAndMove(app)));
  await read(app);
  for (const [i, each] of chosen.entries())
    planted.push({ ...each, ...(await each.plant(orders[i] as (typeof orders)[number])) });
  // What Stripe doesn't have was never read.
  await app.context.db('balance_transactions').delete();
  await runBalance(app.context, sandboxStripe(app), { grace: 0 });
  const found = (await linesOf(app)).filter(({ id }) => !before.has(id));
  for (const { name, kind, subject, reservationId } of planted)
    expect(
      found.filter(
        (line) =>
          line.kind === kind && (subject ? line.subject === subject : line.reservation_id === reservationId),
      ),
      name,
    ).toHaveLength(1);
  expect(found).toHaveLength(planted.length);
});
