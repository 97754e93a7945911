/** Support: an order by its code, its history, a refund with a reason; emails. */

import { inTransaction } from '@holdfast/server/platform/db/index';
import { setAttention } from '@holdfast/server/reservations/index';
import { bankDoes } from '@holdfast/server/test/bank';
import { eventually } from '@holdfast/server/test/fan';
import { signedIn } from '@holdfast/server/test/people';
import { sandboxStripe } from '@holdfast/server/test/sandboxStripe';
import { compareWithStripe } from '@holdfast/server/verify/stripeBooks';
import type { AuditRow } from '@holdfast/shared/audit';
import { expect } from 'vitest';
import { buyTwoTickets } from './admin/order.ts';
import { widths } from './admin/staffPage.ts';
import { inspect } from './fan/watch.ts';
import { test } from './fixtures.ts';

test('an order is found by its code, and its history read step by step', async ({ app, support }) => {
  const order = await buyTwoTickets(app);
  await support.start();
  await support.keys('/');
  await support.type(order.code);
  await support.keys('Enter');
  await support.title(order.code);
  await support.sees('Held');
  await support.shows('svg.mach[aria-label*="now Paid"]');
  expect(await support.inspect('case-paid')).toEqual([]);

  // An earlier step: the diagram shows the state of then, without actions.
  for (let steps = 0; steps < 40 && !(await support.text()).includes('Then:'); steps += 1)
    await support.keys('ArrowLeft');
  while (!(await support.page.$('svg.mach[aria-label*="now Holding"]'))) await support.keys('ArrowLeft');
  await support.sees('Nothing can be done from the past.');
  expect(await support.inspect('case-past')).toEqual([]);
});

test('an order is refunded with a reason, and audited', async ({ app, support }) => {
  const order = await buyTwoTickets(app);
  await support.go(`/reservations/${order.id}/show`, order.code);
  await support.press(/Refund the order/);
  await support.sees('Nothing is done yet.');
  await support.type('Fan fell ill, agreed on the phone');
  expect(await support.inspect('case-refund', [widths.desktop])).toEqual([]);
  await support.keys('Control+Enter');
  await support.sees('It stands in the timeline with your reason.');
  await support.shows('svg.mach[aria-label^="reservation"][aria-label*="now Refunded"]');

  const reader = await signedIn(app, 'admin');
  const log = await reader.ask<{ data: AuditRow[] }>('GET', '/admin/audit?perPage=5');
  expect(log.body.data[0]).toMatchObject({
    by: { name: expect.stringContaining('Luis Ferreira') },
    reason: 'Fan fell ill, agreed on the phone',
  });
  await support.go('/audit', 'Audit log');
  await support.sees('Fan fell ill, agreed on the phone');
});

test('what happened at Stripe is in the case, and a person says when it is done', async ({
  app,
  support,
}) => {
  const order = await buyTwoTickets(app);
  const { id: paymentId, stripe_id: intent } = await app.context
    .db('payments')
    .where({ reservation_id: order.id })
    .first();
  const stripe = sandboxStripe(app);
  await stripe.refunds.create({ payment_intent: intent, amount: 1_000 });
  const dispute = await bankDoes(app, 'disputes', {
    paymentIntent: intent,
    amount: 5_000,
    reason: 'product_not_received',
  });
  await eventually('both are here', async () => {
    const row = await app.context.db('reservations').where({ id: order.id }).first();
    return row.attention?.includes('disputes') && row.attention.includes('dashboard');
  });

  await support.go('/payments?dispute=unanswered', 'Payments');
  await support.sees('Needs evidence');
  await support.go(`/reservations/${order.id}/show`, order.code);
  await support.sees('The fan’s bank disputes the payment');
  await support.sees('waits for evidence');
  await support.shows('svg.mach[aria-label^="dispute"]');
  expect(await support.inspect('case-disputed')).toEqual([]);

  await support.press(/Say that it is done/);
  await support.type('For seat 2, agreed with the fan');
  await support.keys('Control+Enter');
  await support.sees('It stands in the timeline with your reason.');
  await eventually(
    'nothing asks which tickets any more',
    async () => !(await support.text()).includes('decide which tickets'),
  );
  await bankDoes(app, `disputes/${dispute.id}`, { status: 'won' });
  await support.sees('The bank decided its dispute for us.');
  expect(await compareWithStripe(app.context.db, stripe)).not.toContainEqual(
    expect.objectContaining({ subject: paymentId }),
  );
});

test('emails are rendered, and can’t run scripts', async ({ app, support }) => {
  await buyTwoTickets(app);
  await support.go('/emails', 'Outbox');
  await support.press(/^Your order: /);
  await support.title(/^Your order: /);
  const frame = await support.page.$eval('iframe', (each) => each.getAttribute('sandbox'));
  expect(frame).toBe('');
  expect(await support.inspect('mail')).toEqual([]);
});

test('an email that failed is sent again to a corrected address, or set aside', async ({ app, support }) => {
  const orders = [await buyTwoTickets(app), await buyTwoTickets(app)];
  const about = app.context.db('emails').whereIn(
    'reservation_id',
    orders.map(({ id }) => id),
  );
  await eventually(
    'the emails are written',
    async () => (await about.clone().where({ state: 'kept' })).length === 2,
  );
  await about.clone().update({ state: 'failed', error: '550 No such mailbox', attempts: 1 });
  const open = async () => {
    await support.go('/emails?state=failed', 'Outbox');
    await support.press(/^Your order: /);
    await support.sees('The email server said: 550 No such mailbox');
  };
  await open();
  await support.press(/^Send again/);
  await support.sees('the order gets it too');
  await support.fill('Address', 'ann.corrected@example.com');
  await support.fill('Reason, goes into the log', 'She called: a typo');
  expect(await support.inspect('email-again')).toEqual([]);
  await support.keys('Control+Enter');
  await support.sees('The email is on its way again.');
  await eventually('the copy went its way', async () =>
    Boolean(
      await app.context
        .db('emails')
        .where({ to_address: 'ann.corrected@example.com', state: 'kept' })
        .first(),
    ),
  );
  await open();
  await support.press(/^Set aside/);
  await support.fill('Reason, goes into the log', 'No way to reach them');
  await support.keys('Control+Enter');
  await support.sees('It isn’t sent again.');
  await support.go('/emails?state=failed', 'Outbox');
  await support.sees('No emails match.');
});

test('a case is taken, commented, laid aside and closed, and leads to its order', async ({
  app,
  support,
}) => {
  const order = await buyTwoTickets(app);
  const reason = 'The same refund as this morning';
  await inTransaction(app.context.db, (trx) =>
    setAttention(trx, [order.id], 'other', 'A check of the seats is asked'),
  );
  const opened = async () =>
    app.context.db('cases').where({ reservation_id: order.id, kind: 'otherAttention' }).first();
  await eventually('it has its case', async () => (await opened()) !== undefined);
  await support.start();
  await support.sees(/Other orders that need attention \d+/);
  await support.go(`/cases?q=${order.code}`, 'Cases');
  await support.sees('A check of the seats is asked');
  expect(await support.inspect('cases', [widths.desktop, widths.phone])).toEqual([]);
  await support.go(`/cases/${(await opened()).id}/show`, 'Other orders that need attention');
  await support.keys('o');
  await support.sees('Give it back');
  await support.fill('Comment', 'The fan calls again on Monday.');
  await support.press(/Add the comment/);
  await support.shows('.case-log .comment');
  await support.shows('.case-comment button:not([disabled])');
  expect(await support.inspect('case', [widths.desktop, widths.phone])).toEqual([]);
  await support.press(/^Let it rest…/);
  await support.pick('Until', /^An hour/);
  await support.press(/^Let it rest(?!…)/);
  await support.sees('Rests until');
  await support.press(/Bring it back now/);
  await support.press(/^Close…/);
  await support.fill('Reason, goes into the log', reason);
  await support.press(/^Close(?!…)/);
  await support.sees(`Closed: ${reason}`);
  await support.press(new RegExp(`Open the order ${order.code}`));
  await support.title(order.code);
});

test('a fan writes, staff answer by email, and the fan answers by its link', async ({
  app,
  support,
  visit,
}) => {
  const { page } = visit;
  await page.goto(`${app.url}/contact`);
  expect(await inspect(page, 'contact')).toEqual([]);
  await page.type('input[name=email]', 'helen@example.com');
  await page.select('select[name=topic]', 'tickets');
  await page.type('textarea[name=text]', 'Where do I pick my tickets up?');
  await page.click('form[action="/api/contact"] button');
  await page.waitForSelector('::-p-text(We got your message)');

  await support.go('/cases?kind=message', 'Cases');
  await support.sees('A fan writes about: getting my tickets');
  const { case_id: id } = await app.context.db('case_contacts').where({ email: 'helen@example.com' }).first();
  await support.go(`/cases/${id}/show`, 'Messages from fans');
  await support.press(/^Answer…/);
  await support.fill('Answer', 'At will call, from six.');
  await support.press(/^Send the answer/);
  await support.shows('.case-log .toFan');
  expect(await support.inspect('case-message', [widths.desktop, widths.phone])).toEqual([]);

  const [email] = await app.context
    .db('emails')
    .where({ to_address: 'helen@example.com', kind: 'messageAnswer' });
  await page.goto(/https?:\/\/\S+\/messages#\S+/.exec(email.text_body)?.[0] ?? '');
  await page.waitForSelector('::-p-text(At will call, from six.)');
  expect(await inspect(page, 'messages')).toEqual([]);
  await page.type('textarea[name=text]', 'Thank you!');
  await page.click('main form button');
  await page.waitForSelector('::-p-text(It is with our team.)');
});

test('one search box finds orders and consignors, misspelled too', async ({ app, admin }) => {
  const order = await buyTwoTickets(app);
  await app.context
    .db('reservations')
    .where({ id: order.id })
    .update({ email: 'theodora.vance@example.com' });
  await admin.start();
  await admin.keys('/');
  await admin.type('teodora.vance@example.com');
  await admin.keys('Enter');
  await admin.sees('Orders like it');
  expect(await admin.inspect('found', [widths.desktop, widths.phone])).toEqual([]);
  await admin.press(new RegExp(`^${order.code}`));
  await admin.title(order.code);
});
