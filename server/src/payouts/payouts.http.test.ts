/** Payouts, over HTTP: what is owed and why not yet, runs that two people make, and what happens to the money afterwards. */
import { randomUUID } from 'node:crypto';
import { paymentMachine } from '@holdfast/shared/payments/machines';
import type {
  NewPayoutRun,
  OwnPayouts,
  PayableList,
  PayableShown,
  PayoutRunShown,
  PayoutShown,
  Statement,
} from '@holdfast/shared/payouts';
import { expect } from 'vitest';
import { bankDoes } from '../../test/bank.ts';
import {
  buildConsignor,
  buildEvent,
  buildListing,
  buildPercentages,
  dayMs,
  fromNow,
  hourMs,
} from '../../test/factories.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn, somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { travel } from '../../test/travel.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { issueAll } from '../receipts/issueReceipts.ts';

let app: TestApp;
it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 1_000, feeBps: 1_200 });
});
it.afterEach(async () => {
  // The job of the minute doesn't follow a clock that is moved.
  await issueAll(app.context.db, { ever: true });
  await app.verify();
});

const send = <Answer>(who: Fan, path: string, body?: object) =>
  who.ask<Answer & { code: string; detail: string }>('POST', `/admin/${path}`, body, {
    'idempotency-key': randomUUID(),
  });
const read = async <Answer>(who: Fan, path: string) => (await who.ask<Answer>('GET', `/admin/${path}`)).body;
const check = { way: 'check', reference: 'Check 1042' } as const;
const today = () => new Date().toISOString().slice(0, 10);

/** A consignor with two tickets of 100.00 sold, proceeds 180.00, for an event in an hour. */
async function sold({
  consignorId,
  startsAt = fromNow(hourMs),
}: {
  consignorId?: string;
  startsAt?: string;
} = {}) {
  const consignor = consignorId ?? (await buildConsignor(app.context));
  const eventId = await buildEvent(app.context, { startsAt });
  const listing = await buildListing(app.context, {
    eventId,
    consignorId: consignor,
    priceAmount: 10_000,
    seats: [1, 2, 3, 4],
  });
  const fan = new Fan(app);
  const { id, code } = await fan.buy(listing.id, 2);
  const payment = await app.context.db('payments').where({ reservation_id: id }).first();
  return {
    consignorId: consignor,
    eventId,
    fan,
    reservationId: id,
    code,
    paymentId: payment.id,
    intent: payment.stripe_id,
  };
}

const refund = (paymentId: string, amount: number) =>
  inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(trx, [
      messageTo(paymentMachine, paymentId, { type: 'refund', amount, why: 'asked' }, { by: 'test' }),
    ]),
  );
const refunded = (fan: Fan, id: string) => fan.until(id, ({ state }) => state === 'refunded');

/** Two people of finance; whatever was sold before may be paid now. */
async function afterTheEvent(days = 8) {
  await travel(app.context.db, days * dayMs);
  return {
    maker: await signedIn(app, 'finance', 'Mia Maker'),
    approver: await signedIn(app, 'finance', 'Ann Approver'),
  };
}
async function makeRun(maker: Fan, body: NewPayoutRun = { minimum: 1 }) {
  const made = await send<PayoutRunShown>(maker, 'payout-runs', body);
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  return made.body;
}
const ofConsignor = ({ payouts }: PayoutRunShown, consignorId: string) =>
  payouts.find(({ consignor }) => consignor.id === consignorId) as PayoutRunShown['payouts'][number];
async function paidRun(maker: Fan, approver: Fan) {
  const run = await makeRun(maker);
  await send(approver, `payout-runs/${run.id}/approve`);
  const paid = await send<PayoutRunShown>(approver, `payout-runs/${run.id}/pay`, {
    ...check,
    paidOn: today(),
  });
  expect(paid.body.state, JSON.stringify(paid.body)).toBe('done');
  return paid.body;
}

it('is owed from the sale on, and waits for the event and seven days', async () => {
  const { consignorId, code } = await sold();
  const finance = await signedIn(app, 'finance');
  expect(await read<PayableShown>(finance, `payables/${consignorId}`)).toMatchObject({
    owed: 18_000,
    payable: 0,
    inPayouts: 0,
    waiting: [{ reason: 'early', amount: 18_000, orders: 1 }],
    orders: [{ order: { code }, amount: 18_000, reason: 'early' }],
  });
  expect((await send(finance, 'payout-runs', { minimum: 1 })).body.code).toBe('nothing_to_do');
  await travel(app.context.db, 8 * dayMs);
  const later = await signedIn(app, 'finance');
  expect(await read<PayableShown>(later, `payables/${consignorId}`)).toMatchObject({
    owed: 18_000,
    payable: 18_000,
    waiting: [],
    orders: [{ reason: null }],
  });
  const { body } = await later.ask<PayableList>('GET', '/admin/payables?sort=payable&perPage=1000');
  expect(body.totals.owed.amount).toBe(body.data.reduce((sum, { owed }) => sum + owed, 0));
});

it('is paid once, after somebody else approved the run', async () => {
  const { consignorId } = await sold();
  const { maker, approver } = await afterTheEvent();
  const run = await makeRun(maker);
  expect(ofConsignor(run, consignorId)).toMatchObject({
    state: 'draft',
    amount: { amount: 18_000 },
    lines: 1,
  });
  // What is frozen isn't taken by another run.
  expect((await send(maker, 'payout-runs', { minimum: 1 })).body.code).toBe('nothing_to_do');
  expect((await send(maker, `payout-runs/${run.id}/approve`)).body.code).toBe('forbidden');
  const unapproved = ofConsignor(run, consignorId);
  expect(
    (
      await send(maker, `payouts/${unapproved.id}/pay`, {
        ...check,
        paidOn: today(),
        version: unapproved.version,
      })
    ).body.code,
  ).toBe('transition_refused');
  const approved = await send<PayoutRunShown>(approver, `payout-runs/${run.id}/approve`);
  expect(approved.body).toMatchObject({ state: 'approved', approvedBy: 'Ann Approver', dropped: 0 });
  const ahead = await send(approver, `payout-runs/${run.id}/pay`, {
    ...check,
    paidOn: fromNow(3 * dayMs).slice(0, 10),
  });
  expect(ahead.body).toMatchObject({ code: 'validation_failed', errors: [{ field: 'paidOn' }] });
  const twice = await Promise.all(
    [1, 2].map(() => send(approver, `payout-runs/${run.id}/pay`, { ...check, paidOn: today() })),
  );
  expect(twice.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(await read<PayableShown>(maker, `payables/${consignorId}`)).toMatchObject({
    owed: 0,
    payable: 0,
    payouts: [{ state: 'paid', reference: 'Check 1042', way: 'check' }],
  });
  await eventually('the consignor has an email', async () => {
    const emails = await app.context
      .db('emails')
      .where({ kind: 'payout', to_address: `${consignorId}@example.com` });
    return (
      emails.length === 1 && /\$180\.00/.test(emails[0].subject) && /Check 1042/.test(emails[0].text_body)
    );
  });
});

it('a refund before the approval leaves the payout to the next run', async () => {
  const { consignorId, paymentId } = await sold();
  const other = await sold();
  const { maker, approver } = await afterTheEvent();
  const run = await makeRun(maker);
  await refund(paymentId, 11_200);
  await eventually(
    'the books have it',
    async () =>
      (await app.context.db('ledger_transactions').where({ payment_id: paymentId, kind: 'refund' }))
        .length === 1,
  );
  const { body } = await send<PayoutRunShown>(approver, `payout-runs/${run.id}/approve`);
  expect(body.dropped).toBe(1);
  expect(ofConsignor(body, consignorId).state).toBe('canceled');
  expect(ofConsignor(body, other.consignorId).state).toBe('approved');
  const next = await makeRun(approver);
  expect(ofConsignor(next, consignorId)).toMatchObject({ amount: { amount: 9_000 }, lines: 2 });
  await send(approver, `payout-runs/${next.id}/withdraw`, { reason: 'For the test' });
});

it('a refund after the payout is a claim, which the next payout settles', async () => {
  const { consignorId, fan, reservationId, paymentId } = await sold();
  const { maker, approver } = await afterTheEvent();
  await paidRun(maker, approver);
  await refund(paymentId, 22_400);
  await refunded(fan, reservationId);
  expect(await read<PayableShown>(maker, `payables/${consignorId}`)).toMatchObject({
    owed: -18_000,
    payable: -18_000,
  });
  // Nobody is paid below zero.
  expect((await send(maker, 'payout-runs', { minimum: 1 })).body.code).toBe('nothing_to_do');
  await sold({ consignorId });
  const bigger = await sold({ consignorId });
  expect(bigger.consignorId).toBe(consignorId);
  await travel(app.context.db, 17 * dayMs);
  const finance = await signedIn(app, 'finance');
  const run = await makeRun(finance);
  expect(ofConsignor(run, consignorId)).toMatchObject({ amount: { amount: 18_000 }, lines: 3 });
  await send(finance, `payout-runs/${run.id}/withdraw`, { reason: 'For the test' });
});

it('waits while the bank disputes the payment, and says so', async () => {
  const { consignorId, intent, paymentId } = await sold();
  await bankDoes(app, 'disputes', { paymentIntent: intent });
  await eventually(
    'we hear of it',
    async () => (await app.context.db('disputes').where({ payment_id: paymentId })).length === 1,
  );
  const { maker } = await afterTheEvent();
  expect(await read<PayableShown>(maker, `payables/${consignorId}`)).toMatchObject({
    owed: 18_000,
    payable: 0,
    waiting: [{ reason: 'dispute', amount: 18_000 }],
  });
});

it('what the bank returns is owed again, and is paid once more or left to a later run', async () => {
  const { consignorId } = await sold();
  const { maker, approver } = await afterTheEvent();
  const payout = ofConsignor(await paidRun(maker, approver), consignorId);
  const step = (what: string, body: object) => send<PayoutShown>(maker, `payouts/${payout.id}/${what}`, body);
  const back = await step('return', { reason: 'Account closed', version: payout.version });
  expect(back.body).toMatchObject({ state: 'returned', returnReason: 'Account closed' });
  expect(await read<PayableShown>(maker, `payables/${consignorId}`)).toMatchObject({
    owed: 18_000,
    inPayouts: 18_000,
  });
  expect((await step('retry', { version: payout.version })).body.code).toBe('version_conflict');
  const again = await step('retry', { version: back.body.version });
  const paid = await step('pay', {
    ...check,
    reference: 'Check 1043',
    paidOn: today(),
    version: again.body.version,
  });
  expect(paid.body).toMatchObject({ state: 'paid', reference: 'Check 1043' });
  const returned = await step('return', { reason: 'Lost in the mail', version: paid.body.version });
  await step('cancel', { reason: 'They moved; later', version: returned.body.version });
  expect(await read<PayableShown>(maker, `payables/${consignorId}`)).toMatchObject({
    owed: 18_000,
    payable: 18_000,
  });
});

it('leaves out whom finance holds back, and who is owed less than the minimum', async () => {
  const held = await sold();
  const small = await sold();
  const { maker } = await afterTheEvent();
  await send(maker, `payables/${held.consignorId}/hold`, { reason: 'Which bank?' });
  expect(await read<PayableShown>(maker, `payables/${held.consignorId}`)).toMatchObject({
    hold: { reason: 'Which bank?', by: 'Mia Maker' },
  });
  const none = await send(maker, 'payout-runs', { minimum: 1_000_000 });
  expect(none.body.code).toBe('nothing_to_do');
  const run = await makeRun(maker);
  expect(ofConsignor(run, held.consignorId)).toBeUndefined();
  expect(ofConsignor(run, small.consignorId)).toBeDefined();
  await send(maker, `payout-runs/${run.id}/withdraw`, { reason: 'For the test' });
  await send(maker, `payables/${held.consignorId}/release`, { reason: 'They told us' });
  const next = await makeRun(maker);
  expect(ofConsignor(next, held.consignorId)).toBeDefined();
  await send(maker, `payout-runs/${next.id}/withdraw`, { reason: 'For the test' });
});

it('the consignor reads the same figures, and a statement whose months chain', async () => {
  const { consignorId, code } = await sold();
  const { maker, approver } = await afterTheEvent(40);
  await paidRun(maker, approver);
  const { who } = await somebody(app, ['consignor'], { consignorId });
  const own = (await who.ask<OwnPayouts>('GET', '/selling/payouts')).body;
  expect(own).toMatchObject({ owed: { amount: 0 }, payouts: [{ state: 'paid', reference: 'Check 1042' }] });
  const newest = (await who.ask<Statement>('GET', '/selling/statement')).body;
  expect(newest.months).toHaveLength(2);
  const first = (await who.ask<Statement>('GET', `/selling/statement?month=${newest.months[1]}`)).body;
  expect(first).toMatchObject({
    opening: 0,
    closing: 18_000,
    lines: [
      {
        kind: 'sale',
        order: code,
        seats: expect.stringMatching(/^section 101, row R\d+, seats 1, 2$/),
        price: 20_000,
        commission: 2_000,
        amount: 18_000,
      },
    ],
  });
  expect(newest).toMatchObject({
    opening: first.closing,
    closing: 0,
    lines: [{ kind: 'payout', amount: -18_000 }],
  });
  expect(await read<Statement>(maker, `payables/${consignorId}/statement?month=${newest.month}`)).toEqual(
    newest,
  );
  const csv = (await who.file(`/selling/statement.csv?month=${newest.month}`)).toString();
  expect(csv).toContain('payout,,,,,,-180,0');
  const report = (await maker.file(`/admin/payout-lines.csv?consignorId=${consignorId}`)).toString();
  expect(report).toContain(`Check 1042,sale,`);
  expect(report).toContain(`,${code},`);
});

it('an adjustment is an entry with a reason, and above the limit a second person decides', async () => {
  const consignorId = await buildConsignor(app.context);
  const finance = await signedIn(app, 'finance', 'Mia Maker');
  const adjust = (who: Fan, body: object) => send<PayableShown>(who, `payables/${consignorId}/adjust`, body);
  const given = await adjust(finance, { kind: 'goodwill', amount: 2_500, reason: 'A late game' });
  expect(given.body).toMatchObject({ owed: 2_500, payable: 2_500, orders: [{ note: 'A late game' }] });
  const limit = await app.context.db('approval_rule').first();
  await app.context.db('approval_rule').update({ limit_amount: 10_000 });
  const asked = await adjust(finance, { kind: 'penalty', amount: 20_000, reason: 'Sold twice' });
  await app.context.db('approval_rule').update({ limit_amount: limit.limit_amount });
  expect(asked.body).toMatchObject({
    owed: 2_500,
    requests: [{ state: 'waiting', amount: { amount: 20_000 } }],
  });
  const request = `approvals/${asked.body.requests[0]?.id}/approve`;
  const decision = { reason: 'Right', seenVersion: 0 };
  expect((await send(finance, request, decision)).body.code).toBe('four_eyes');
  expect((await send(await signedIn(app, 'support'), request, decision)).body.code).toBe('forbidden');
  const colleague = await signedIn(app, 'finance', 'Ann Approver');
  expect((await send(colleague, request, decision)).status).toBe(200);
  expect(await read<PayableShown>(colleague, `payables/${consignorId}`)).toMatchObject({
    owed: -17_500,
    payable: -17_500,
  });
  const { lines } = await read<Statement>(colleague, `payables/${consignorId}/statement`);
  expect(lines).toMatchObject([
    { kind: 'adjustment', note: 'A late game', amount: 2_500 },
    { kind: 'adjustment', note: 'Sold twice (asked by Mia Maker)', amount: -20_000 },
  ]);
});
