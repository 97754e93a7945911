/** Payouts, over HTTP: what is owed and why not yet, and runs that two people make. */
import type {
  AgingList,
  OwnPayouts,
  PayableList,
  PayableShown,
  PayoutRunShown,
  Statement,
} from '@holdfast/shared/payouts';
import { expect } from 'vitest';
import { bankDoes } from '../../test/bank.ts';
import { dayMs, fromNow } from '../../test/factories/times.ts';
import { eventually, type Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import {
  check,
  ofConsignor,
  type PayoutClient,
  read,
  send,
  today,
  usePayouts,
} from '../../test/payoutClient.ts';
import { textOfPdf } from '../../test/pdfText.ts';
import { signedIn, somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { travel } from '../../test/travel.ts';

let app: TestApp;
let client: PayoutClient;
usePayouts((started, its) => {
  app = started;
  client = its;
});

it('is owed from the sale on, and waits for the event and seven days', async () => {
  const { consignorId, code } = await client.sold();
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

it('what is owed stands by its age: from the day on which it may be paid', async () => {
  const { consignorId } = await client.sold();
  const finance = await signedIn(app, 'finance');
  const aged = async (who: Fan) => {
    const { data, totals } = await read<AgingList>(who, 'payable-ages?perPage=1000');
    expect(totals.owed).toBe(data.reduce((sum, { owed }) => sum + owed, 0));
    return data.find(({ id }) => id === consignorId);
  };
  const none = { waiting: 0, week: 0, month: 0, twoMonths: 0, older: 0, inPayouts: 0, owed: 18_000 };
  expect(await aged(finance)).toMatchObject({ ...none, waiting: 18_000 });
  for (const [days, age] of [
    [8, 'week'],
    [16, 'month'],
    [40, 'twoMonths'],
    [80, 'older'],
  ] as const) {
    await travel(app.context.db, days * dayMs);
    const later = await signedIn(app, 'finance');
    expect(await aged(later)).toMatchObject({ ...none, [age]: 18_000 });
  }
  const later = await signedIn(app, 'finance');
  const file = await later.file('/admin/payable-ages.csv?sort=name&order=asc');
  expect(file.toString()).toMatch(
    /^.?Consignor,Not to be paid yet,Up to 7 days,.*Owed,Currency\r\n(.+\r\n)*Total,/,
  );
});

it('is paid once, after somebody else approved the run', async () => {
  const { consignorId } = await client.sold();
  const { maker, approver } = await client.afterTheEvent();
  const run = await client.makeRun(maker);
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
  const { consignorId, paymentId } = await client.sold();
  const other = await client.sold();
  const { maker, approver } = await client.afterTheEvent();
  const run = await client.makeRun(maker);
  await client.refund(paymentId, 11_200);
  await eventually(
    'the books have it',
    async () =>
      (await app.context.db('ledger_transactions').where({ payment_id: paymentId, kind: 'refund' }))
        .length === 1,
  );
  const { body } = await send<PayoutRunShown>(approver, `payout-runs/${run.id}/approve`);
  expect(body.dropped).toBe(1);
  expect(ofConsignor(body, consignorId).state).toBe('dropped');
  expect(ofConsignor(body, other.consignorId).state).toBe('approved');
  const next = await client.makeRun(approver);
  expect(ofConsignor(next, consignorId)).toMatchObject({ amount: { amount: 9_000 }, lines: 2 });
  await send(approver, `payout-runs/${next.id}/withdraw`, { reason: 'For the test' });
});

it('waits while the bank disputes the payment, and says so', async () => {
  const { consignorId, intent, paymentId } = await client.sold();
  await bankDoes(app, 'disputes', { paymentIntent: intent });
  await eventually(
    'we hear of it',
    async () => (await app.context.db('disputes').where({ payment_id: paymentId })).length === 1,
  );
  const { maker } = await client.afterTheEvent();
  expect(await read<PayableShown>(maker, `payables/${consignorId}`)).toMatchObject({
    owed: 18_000,
    payable: 0,
    waiting: [{ reason: 'dispute', amount: 18_000 }],
  });
});

it('leaves out whom finance holds back, and who is owed less than the minimum', async () => {
  const held = await client.sold();
  const small = await client.sold();
  const { maker } = await client.afterTheEvent();
  await send(maker, `payables/${held.consignorId}/hold`, { reason: 'Which bank?' });
  expect(await read<PayableShown>(maker, `payables/${held.consignorId}`)).toMatchObject({
    hold: { reason: 'Which bank?', by: 'Mia Maker' },
  });
  const none = await send(maker, 'payout-runs', { minimum: 1_000_000 });
  expect(none.body.code).toBe('nothing_to_do');
  const run = await client.makeRun(maker);
  expect(ofConsignor(run, held.consignorId)).toBeUndefined();
  expect(ofConsignor(run, small.consignorId)).toBeDefined();
  await send(maker, `payout-runs/${run.id}/withdraw`, { reason: 'For the test' });
  await send(maker, `payables/${held.consignorId}/release`, { reason: 'They told us' });
  const next = await client.makeRun(maker);
  expect(ofConsignor(next, held.consignorId)).toBeDefined();
  await send(maker, `payout-runs/${next.id}/withdraw`, { reason: 'For the test' });
});

it('the consignor reads the same figures, and a statement whose months chain', async () => {
  const { consignorId, code } = await client.sold();
  const { maker, approver } = await client.afterTheEvent(40);
  await client.paidRun(maker, approver);
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
  expect(csv).toContain('payout,,"Check, Check 1042",,,,-180,0');
  const pdf = await textOfPdf(await who.file(`/selling/statement.pdf?month=${newest.months[1]}`));
  for (const text of ['$180.00', '$20.00', code, 'seats 1, 2']) expect(pdf).toContain(text);
  const theirs = `/admin/payables/${consignorId}/statement.pdf?month=${newest.months[1]}`;
  expect(await textOfPdf(await maker.file(theirs))).toBe(pdf);
  const report = (await maker.file(`/admin/payout-lines.csv?consignorId=${consignorId}`)).toString();
  expect(report).toContain(`Check 1042,sale,`);
  expect(report).toContain(`,${code},`);
});
