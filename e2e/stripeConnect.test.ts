/** Paying by Stripe: an administrator turns it on, a consignor goes through Stripe's questions, finance sends a run, and the consignor sees it. */
import { appCode } from '@holdfast/server/test/appCode';
import { accountBecomes, storedAccount, untilAccount } from '@holdfast/server/test/connectClient';
import { dayMs, fromNow } from '@holdfast/server/test/factories/times';
import { expect } from 'vitest';
import { clientOf } from './admin/data.ts';
import { widths } from './admin/staffPage.ts';
import { fill, open, press } from './fan/journey.ts';
import { inspect, inspectWidths } from './fan/watch.ts';
import { test } from './fixtures.ts';
import { sees } from './page.ts';
import { accountOf } from './profiles.ts';

const screens = [widths.desktop, widths.phone];

test('a consignor is paid by Stripe, from the switch to the payout on their page', async ({
  app,
  visit,
  admin,
  finance,
}) => {
  const { page } = visit;
  const { db } = app.context;
  const { email, password } = accountOf('consignor');
  const { id: personId, consignor_id: consignorId } = await db('people').where({ email }).first();
  // Nobody waits three days here for a new way to be used.
  await db('bank_settings').update({ waiting_days: 0 });
  const financeClient = await clientOf(app, 'finance');
  const adjusted = await financeClient.ask('POST', `/admin/payables/${consignorId}/adjust`, {
    kind: 'goodwill',
    amount: 4_200,
    reason: 'For the journey',
  });
  expect(adjusted.status, JSON.stringify(adjusted.body)).toBe(200);

  await admin.go('/settings', 'Settings');
  await admin.sees('A second webhook endpoint, to add at Stripe for connected accounts');
  await admin.click('[aria-labelledby="connect"] input[name="isOn"]');
  await admin.press('Save whether Stripe pays consignors');
  await admin.sees('Consignors may choose to be paid by Stripe.');
  expect(await admin.inspect('settings-connect', screens)).toEqual([]);

  await open(page, `${app.url}/sign-in`);
  await press(page, /^Consignor$/);
  await press(page, 'Sign in', 'main');
  await sees(page, 'Possible proceeds');
  const consignor = await clientOf(app, 'consignor');
  const { body: begun } = await consignor.ask<{ secret: string }>('POST', '/account/second-factor', {
    currentPassword: password,
  });
  await consignor.ask('POST', '/account/second-factor/confirm', { code: appCode(begun.secret, -1) });
  // It signed other browsers out.
  await open(page, `${app.url}/sign-in`);
  await press(page, /^Consignor$/);
  await press(page, 'Sign in', 'main');
  await sees(page, 'Code of your app');
  await fill(page, 'input[name=code]', appCode(begun.secret));
  await press(page, 'Sign in', 'main');
  await sees(page, 'Possible proceeds');
  await db('sessions')
    .where({ person_id: personId })
    .update({ proven_at: fromNow(-dayMs) });
  await open(page, `${app.url}/selling/payouts`);
  await sees(page, 'How you are paid');
  expect(await inspect(page, 'selling-paid-by')).toEqual([]);
  await press(page, 'Be paid by Stripe');
  await sees(page, 'Show that it is you');
  await fill(page, 'input[name=currentPassword]', password);
  await fill(page, 'input[name=code]', appCode(begun.secret, 1));
  await press(page, 'Be paid by Stripe');
  await sees(page, 'Stripe would ask for your name');
  await press(page, 'Leave a part out');
  await sees(page, 'Stripe still asks for a bank account, an identity document.');
  expect(page.url()).toBe(`${app.url}/selling/payouts`);
  expect(await inspectWidths(page, 'selling-stripe-restricted')).toEqual([]);

  await finance.go(`/payables/${consignorId}/show`, /./);
  await finance.sees('Something is missing: Stripe still asks for a bank account');
  expect(await finance.inspect('payable-stripe', screens)).toEqual([]);
  await finance.go('/payout-runs', 'Payout runs');
  await finance.press('Make a run');
  await finance.sees('Nothing is paid before a colleague approves it.');
  await finance.keys('Control+Enter');
  await finance.title(/^Run of/);
  await finance.sees('Stripe account isn’t ready: Stripe still asks for a bank account');
  expect(await finance.inspect('payout-run-stripe-held', screens)).toEqual([]);
  await finance.press('Withdraw');
  await finance.fill('Reason, goes into the log', 'Wait for the account');
  await finance.keys('Control+Enter');
  await finance.sees('The run is withdrawn.');

  await press(page, 'Go on at Stripe');
  await press(page, 'Give all of it');
  await sees(page, 'ready to be paid to');
  expect(await inspect(page, 'selling-stripe-enabled')).toEqual([]);

  await finance.go('/payout-runs', 'Payout runs');
  await finance.press('Make a run');
  await finance.sees('Nothing is paid before a colleague approves it.');
  await finance.keys('Control+Enter');
  await finance.title(/^Run of/);
  await finance.sees('You made it, so a colleague in finance approves it.');
  await finance.sees('To their account at Stripe');
  const address = new URL(finance.page.url()).hash.slice(1);
  await admin.go(address, /^Run of/);
  await admin.press('Approve');
  await admin.press('Send by Stripe');
  await admin.sees(/1 payout, [\d,.]+ USD\./);
  expect(await admin.inspect('payout-run-transfers', screens)).toEqual([]);
  await admin.press(/^Send [\d,.]+$/);
  await admin.sees(/Stripe, \w+ \d+, \d{4}/);
  const payout = await db('payouts')
    .where({ consignor_id: consignorId, state: 'paid' })
    .orderBy('id', 'desc')
    .first();
  await admin.go(`/payouts/${payout.id}/show`, /./);
  await admin.sees(/tr_[0-9a-f]+/);
  expect(await admin.inspect('payout-stripe', screens)).toEqual([]);

  await open(page, `${app.url}/selling/payouts`);
  await sees(page, 'to your account at Stripe, which pays it on to your bank');
  await press(page, 'See your account at Stripe');
  await sees(page, 'Test account');
  await press(page, 'Let the bank refuse it');
  await sees(page, 'The money stays in this account.');
  await open(page, `${app.url}/selling/payouts`);
  await sees(page, 'The money is still yours: it lies in your account at Stripe.');
  expect(await inspectWidths(page, 'selling-stripe-paid')).toEqual([]);

  await admin.press('Take it back from Stripe');
  await admin.fill('Reason, goes into the log', 'Paid twice');
  await admin.keys('Control+Enter');
  await admin.sees('Came back: Stripe took the transfer back.');
  await press(page, 'Be paid to your bank data instead');
  await sees(page, 'You are paid to your bank data again.');
  const { stripe_id: stripeId } = await storedAccount(app, consignorId);
  await accountBecomes(app, stripeId, { deauthorized: true });
  await untilAccount(app, consignorId, 'deauthorized');
  await open(page, `${app.url}/selling/payouts`);
  await sees(page, 'disconnected');
});
