/** Months of the books, over HTTP: what must be done before one is closed, and that nothing is booked in it after that. */
import type { MonthShown } from '@holdfast/shared/closing';
import { expect } from 'vitest';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { dayMs, fromNow, hourMs } from '../../test/factories/times.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { lookedOver } from '../../test/lookedOver.ts';
import { type PayoutClient, read, send, usePayouts } from '../../test/payoutClient.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { sandboxStripe } from '../../test/sandboxStripe.ts';
import { travel } from '../../test/travel.ts';
import { runBalance } from '../dailyBalance/index.ts';
import { post } from '../ledger/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { verify } from '../verify/verify.ts';

let app: TestApp;
let client: PayoutClient;
usePayouts((started, its) => {
  app = started;
  client = its;
});

const currentMonth = async (): Promise<string> =>
  (await app.context.db.raw(`SELECT to_char(stats_day(now()), 'YYYY-MM') AS month`)).rows[0].month;
const show = (who: Fan, id: string) => read<MonthShown>(who, `months/${id}`);
const openOf = ({ checks }: MonthShown) => checks.filter(({ open }) => open > 0).map(({ id }) => id);
const readBalance = () => runBalance(app.context, sandboxStripe(app), { grace: 0 });
const close = (who: Fan, id: string, body: object) =>
  send<MonthShown>(who, `months/${id}/close`, { leftOpen: [], ...body });

/** Books a goodwill of 5.00 as at an instant. @returns when the books say that it was */
async function book(consignorId: string, at: string, cause: string): Promise<string> {
  const entries = [
    { account: `consignor:${consignorId}`, amount: -500 },
    { account: 'adjustments', amount: 500 },
  ];
  const [id] = await inTransaction(app.context.db, (trx) =>
    post(trx, [
      { kind: 'adjustment', cause, reservationId: null, paymentId: null, currency: 'USD', at, entries },
    ]),
  );
  return (await app.context.db('ledger_transactions').where({ id }).first()).at.toISOString();
}

it('is closed once everything that must be done is, with a reason for what is left; later news are of the open month', async () => {
  const { consignorId } = await client.sold();
  // Tickets of a game that nobody sends.
  const { eventId } = await buildGame(app.context, { startsAt: fromNow(hourMs) });
  const { id: gameTickets } = await buildListing(app.context, { eventId, consignorId, priceAmount: 10_000 });
  await new Fan(app).buy(gameTickets, 1);
  const month = await currentMonth();
  const sold = new Date().toISOString();
  const today = await signedIn(app, 'finance');
  expect(openOf(await show(today, month))).toContain('over');
  expect((await close(today, month, {})).body).toMatchObject({
    code: 'transition_refused',
    detail: expect.stringContaining('The month is over'),
  });

  await travel(app.context.db, 40 * dayMs);
  const finance = await signedIn(app, 'finance', 'Mia Maker');
  expect(openOf(await show(finance, month))).toContain('balanceRead');
  expect(await readBalance()).toBe(0);
  // What fell due on the way is done, and cases are opened, before the list is read.
  await eventually('nothing more falls due', async () => {
    const before = openOf(await show(finance, month));
    await lookedOver(app.context);
    return openOf(await show(finance, month)).join() === before.join() && before.includes('cases');
  });
  const ready = await show(finance, month);
  const leftOpen = openOf(ready);
  expect(leftOpen).toContain('deliveries');
  expect((await close(finance, month, { reason: 'They are late' })).body).toMatchObject({
    code: 'transition_refused',
    detail: expect.stringMatching(/left open meanwhile/),
  });
  expect((await close(finance, month, { leftOpen })).body).toMatchObject({
    code: 'validation_failed',
    errors: [{ field: 'reason' }],
  });
  const twice = await Promise.all(
    [1, 2].map(() => close(finance, month, { leftOpen, reason: 'The team is late' })),
  );
  expect(twice.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const closed = await show(finance, month);
  expect(closed).toMatchObject({
    closed: { by: 'Mia Maker', reason: 'The team is late' },
    balances: { consignors: -27_000, commission: -3_000, fees: -3_600, stripe: 33_600 },
    mayReopen: true,
    checks: [],
  });

  // What comes late is of the first instant after it, whoever books it.
  const booked = await book(consignorId, sold, 'late-news');
  expect(Date.parse(booked)).toBeGreaterThan(Date.parse(sold));
  expect(booked.slice(0, 7) > month).toBe(true);
  expect((await show(finance, month)).balances).toEqual(closed.balances);
  await expect(
    app.context.db('ledger_transactions').insert({ id: 'ltx_1', kind: 'sale', cause: 'by hand', at: sold }),
  ).rejects.toThrow(/the books are closed until/);
  await app.verify();

  const admin = await signedIn(app, 'admin');
  expect((await send(finance, `months/${month}/reopen`, { reason: 'A bill came' })).status).toBe(403);
  const reopened = await send<MonthShown>(admin, `months/${month}/reopen`, { reason: 'A bill came' });
  expect(reopened.body).toMatchObject({
    closed: null,
    history: [{ by: 'Mia Maker', reopened: { reason: 'A bill came' } }],
  });
  expect(await book(consignorId, sold, 'late-bill')).toBe(sold);
  const again = await show(finance, month);
  await close(finance, month, { leftOpen: openOf(again), reason: 'The bill is booked' });
  expect((await show(finance, month)).balances).toMatchObject({ consignors: -27_500, adjustments: 500 });
});

it('`verify` names a closed month that doesn’t hold what it was closed with', async () => {
  const { db, engine } = app.context;
  await db.raw(`UPDATE month_closings SET balances = balances || '{"stripe": 1}' WHERE reopened_at IS NULL`);
  const found = await verify(db, engine);
  expect(found.map(({ invariant }) => invariant)).toEqual(['12.closed-months']);
  expect(found[0]?.detail).toContain('stripe held 1 when it was closed, the ledger says 33600');
  await db.raw(
    `UPDATE month_closings SET balances = balances || '{"stripe": 33600}' WHERE reopened_at IS NULL`,
  );
});
