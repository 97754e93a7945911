/** Stories of the support desk in a real browser: what the desk sees of each, what it does, and how it ends. */
import { bankDoes } from '@holdfast/server/test/bank';
import { passTime } from '@holdfast/server/test/clock';
import { buildListing } from '@holdfast/server/test/factories/listings';
import { eventually, Fan, injectFaults } from '@holdfast/server/test/fan';
import type { TestApp } from '@holdfast/server/test/runningApp';
import { unheardPayment } from '@holdfast/server/test/unheardPayment';
import { expect } from 'vitest';
import type { StaffPage } from './admin/staffPage.ts';
import { cards, fillCard, holdFirst, seesTickets } from './fan/journey.ts';
import { createMarket } from './fan/others.ts';
import { inspect } from './fan/watch.ts';
import { test } from './fixtures.ts';

/** Insufficient funds. */
const declinedCard = '4000000000009995';
/** Asks for 3-D Secure. */
const asks3dsCard = '4000002500003155';
/** Its refunds are pending at first. */
const slowRefundCard = '4000000000007726';

const openCase = (support: StaffPage, { id, code }: { id: string; code: string }) =>
  support.go(`/reservations/${id}/show`, code);

/** A fan with two paid tickets of a listing of four. */
async function boughtTwo(app: TestApp) {
  const { id: listingId } = await buildListing(app.context, { seats: [1, 2, 3, 4] });
  const fan = new Fan(app);
  const { id, code } = await fan.buy(listingId, 2);
  const payment = await app.context.db('payments').where({ reservation_id: id }).first();
  return { fan, id, code, paymentId: payment.id as string, intent: payment.stripe_id as string };
}

async function giveReason(support: StaffPage, reason: string): Promise<void> {
  await support.fill('Reason, goes into the log', reason);
  await support.keys('Control+Enter');
  await support.sees('It stands in the timeline with your reason.');
}

test('charged but no ticket: support has Stripe asked about it, and the fan gets the tickets', async ({
  app,
  support,
}) => {
  const { fan, id, code, stripeId } = await unheardPayment(app);
  await openCase(support, { id, code });
  await support.press('Confirm by its id at Stripe');
  await support.fill('Id at Stripe', stripeId);
  await support.fill('Reason, goes into the log', 'The fan sent a picture of the statement');
  expect(await support.inspect('story-unheard')).toEqual([]);
  await support.keys('Control+Enter');
  await support.sees('Stripe says authorized.');
  await injectFaults(app.sandboxUrl, null);
  await fan.until(id, ({ state }) => state === 'paid');
  await support.sees('and has 2 tickets.');
});

test('declined twice, then paid: each bank’s word stands in the history, and one charge', async ({
  app,
  support,
}) => {
  const { id: listingId } = await buildListing(app.context, { seats: [1, 2, 3, 4] });
  const fan = new Fan(app);
  const { body: held } = await fan.hold(listingId, 2);
  for (const attempts of [1, 2]) {
    await fan.pay(held.id, declinedCard);
    await eventually('the bank has declined', async () => {
      const declined = await app.context
        .db('transitions')
        .where({ message: 'declined' })
        .whereIn('actor_id', app.context.db('payments').where({ reservation_id: held.id }).select('id'));
      return declined.length === attempts;
    });
    await fan.until(held.id, ({ state }) => state === 'pending.holding');
  }
  await fan.pay(held.id);
  await fan.until(held.id, ({ state }) => state === 'paid');
  await openCase(support, { id: held.id, code: held.code });
  await support.sees('and has 2 tickets.');
  await support.sees(/Declined: insufficient_funds.+Declined: insufficient_funds/);
  expect(await support.inspect('story-declined-twice')).toEqual([]);
});

test('3-D Secure abandoned: the case says who is waited for, and at the deadline that nothing was charged', async ({
  app,
  support,
}) => {
  const { id: listingId } = await buildListing(app.context, { seats: [1, 2, 3, 4] });
  const fan = new Fan(app);
  const { body: held } = await fan.hold(listingId, 2);
  await fan.pay(held.id, asks3dsCard);
  await fan.until(held.id, ({ payment }) => payment?.state === 'requiresAction');
  await openCase(support, held);
  await support.sees(/’s bank wants 3-D Secure for .+; we wait for them\./);
  expect(await support.inspect('story-3ds-waits')).toEqual([]);
  await passTime(app.context, 16 * 60_000);
  await fan.until(held.id, ({ state }) => state === 'failed');
  await support.sees(
    / didn’t finish paying .+ in time, and the payment was voided\. Nothing was charged; the seats went back on sale\./,
  );
  await support.sees('The time was over while the bank waited for the fan: Stripe is asked to void it.');
  await support.sees('Voided. Nothing was charged.');
  await support.shows('svg.mach[aria-label^="payment"][aria-label*="now Canceled"]');
  await support.sees(/Email to fan@example\.com: The payment didn’t go through/);
  expect(await support.inspect('story-3ds-abandoned')).toEqual([]);
});

test('double click: the fan pressed twice, and the case has one payment and one charge', async ({
  app,
  support,
  visit: { page },
}) => {
  const { slug } = await createMarket(app.url)(() => true);
  const checkout = await holdFirst(page, `${app.url}/games/${slug}`);
  await fillCard(page, cards.pays, 'twice@example.com');
  await page.$eval('main form button[type=submit]', (button) => {
    (button as HTMLElement).click();
    (button as HTMLElement).click();
  });
  await seesTickets(page, 2);
  expect(await inspect(page, 'story-double-click')).toEqual([]);
  const id = new URL(checkout).pathname.replace('/checkout/', '');
  const { code } = await app.context.db('reservations').where({ id }).first();
  await support.start();
  await support.keys('/');
  await support.type('twice@example.com');
  await support.press(new RegExp(`^${code}`));
  await support.title(code);
  await support.sees('and has 2 tickets.');
  await support.shows('svg.mach[aria-label^="payment"]');
  expect(await support.page.$$('svg.mach[aria-label^="payment"]')).toHaveLength(1);
  expect((await support.text()).match(/Captured\. The money is ours\./g)).toHaveLength(1);
  expect(await support.inspect('story-double-click')).toEqual([]);
});

test('one of two seats is refunded, and the other stays good', async ({ app, support }) => {
  const order = await boughtTwo(app);
  await openCase(support, order);
  await support.press(/Refund the order/);
  await support.click('.choose-tickets label:nth-of-type(2) input');
  await support.click('table.choose-tickets tbody tr:first-child input');
  await support.sees('1 of 2 tickets:');
  expect(await support.inspect('story-one-of-two')).toEqual([]);
  await giveReason(support, 'Her friend is ill');
  await support.sees('1 of 2 tickets was refunded');
  const { items } = await order.fan.read(order.id);
  expect(items[0]?.tickets.map(({ state }) => state).toSorted()).toEqual(['refunded', 'sold']);
});

test('a refund that the bank returned is sent again, and nothing asks for a person any more', async ({
  app,
  support,
}) => {
  const order = await boughtTwo(app);
  await openCase(support, order);
  await support.press(/Refund the order/);
  await giveReason(support, 'Agreed on the phone');
  await support.sees('went back to');
  const refundOf = () => app.context.db('refunds').where({ payment_id: order.paymentId }).first();
  await eventually('Stripe has paid it', async () => (await refundOf())?.state === 'done');
  await bankDoes(app, `refunds/${(await refundOf()).stripe_id}`);
  await support.sees('The bank returned');
  await support.sees('it is owed to them');
  expect(await support.inspect('story-returned-refund')).toEqual([]);
  await support.press(/Send the refund again/);
  await giveReason(support, 'The bank takes it now');
  await eventually('it is paid', async () => (await refundOf()).state === 'done');
  await support.sees('went back to');
  await eventually(
    'nobody is asked for',
    async () => (await app.context.db('reservations').where({ id: order.id }).first()).attention === null,
  );
});

test('a bank asks about a payment: no money moves, and its end is no loss', async ({ app, support }) => {
  const order = await boughtTwo(app);
  const { id: inquiry } = await bankDoes(app, 'disputes', {
    paymentIntent: order.intent,
    reason: 'general',
    isInquiry: true,
  });
  await openCase(support, order);
  await support.sees('The bank asks about the payment. No money moves.');
  await support.shows('svg.mach[aria-label^="dispute"][aria-label*="now Inquiry"]');
  expect(await support.inspect('story-inquiry')).toEqual([]);
  await bankDoes(app, `disputes/${inquiry}`, { status: 'warning_closed' });
  await support.sees('The bank closed its inquiry. No money moved.');
  await support.sees('and has 2 tickets.');
});

test('a dispute comes while the refund is still on its way: both stand in the case, and the money goes back once', async ({
  app,
  support,
}) => {
  const { id: listingId } = await buildListing(app.context, { seats: [1, 2, 3, 4] });
  const fan = new Fan(app);
  const { body: held } = await fan.hold(listingId, 2);
  await fan.pay(held.id, slowRefundCard);
  const { id, code } = await fan.until(held.id, ({ state }) => state === 'paid');
  const { id: paymentId, stripe_id: intent } = await app.context
    .db('payments')
    .where({ reservation_id: id })
    .first();
  await openCase(support, { id, code });
  await support.press(/Refund the order/);
  await giveReason(support, 'Agreed on the phone');
  const refundOf = () => app.context.db('refunds').where({ payment_id: paymentId }).first();
  await eventually('Stripe has it', async () => (await refundOf())?.stripe_id != null);
  const { id: dispute } = await bankDoes(app, 'disputes', { paymentIntent: intent });
  await support.shows('svg.mach[aria-label^="dispute"]');
  await support.shows('svg.mach[aria-label^="refund"][aria-label*="now Refunded"]');
  await support.sees(
    /224\.00 went back to .+ The 2 tickets are void\. The bank disputes the payment and waits for evidence\./,
  );
  await support.sees(/The bank took the disputed money.+Refund asked: Agreed on the phone/);
  expect(await support.inspect('story-travelling-refund')).toEqual([]);
  await bankDoes(app, `disputes/${dispute}`, { status: 'won' });
  await support.sees('The disputed money is back.');
  expect(await app.context.db('refunds').where({ payment_id: paymentId })).toHaveLength(1);
});
