/** Backup withholding over HTTP: from whom, from when on, in the payout, the books and the form; given back, paid to the IRS, and refused. */
import type {
  PayableShown,
  PayoutRunShown,
  PayoutShown,
  Statement,
  WithheldTax,
} from '@holdfast/shared/payouts';
import type { TaxPayee } from '@holdfast/shared/taxForms';
import { expect } from 'vitest';
import type { Refused } from '../../test/bankData.ts';
import { buildEvent } from '../../test/factories/catalog.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { dayMs, fromNow, hourMs } from '../../test/factories/times.ts';
import { Fan } from '../../test/fan.ts';
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
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { askTaxData, giveTaxData, w9 } from '../../test/taxData.ts';
import { travel } from '../../test/travel.ts';

let app: TestApp;
let client: PayoutClient;
usePayouts((started, its) => {
  app = started;
  client = its;
});

/** So many orders of one ticket of 120.00, sold for a consignor now. */
async function sell(consignorId: string, orders: number): Promise<void> {
  const eventId = await buildEvent(app.context, { startsAt: fromNow(hourMs) });
  const listing = await buildListing(app.context, {
    eventId,
    consignorId,
    priceAmount: 12_000,
    ticketType: 'VIP',
    quantity: orders,
  });
  const atOnce = 8;
  for (let at = 0; at < orders; at += atOnce)
    await Promise.all(
      Array.from({ length: Math.min(atOnce, orders - at) }, () => new Fan(app).buy(listing.id, 1)),
    );
}
/** Days from now until January 3 of the next year; `travel` counts from the real now. */
const toJanuary = () => {
  const now = Date.now();
  return Math.ceil((Date.UTC(new Date(now).getUTCFullYear() + 1, 0, 3, 18) - now) / dayMs);
};
const owed = (finance: Fan, id: string) => read<PayableShown>(finance, `payables/${id}`);

it('24 % of what fans paid are withheld once both limits are passed, in the books, on the payout, and for the IRS', async () => {
  const january = toJanuary();
  const consignorId = await buildConsignor(app.context);
  await travel(app.context.db, january * dayMs);
  const year = new Date().getUTCFullYear();
  await sell(consignorId, 200);
  // 24,000.00 in 200 payments: not more than 200, so nothing is withheld.
  const { maker, approver } = await client.afterTheEvent(january + 8);
  const first = await client.paidRun(maker, approver);
  expect(ofConsignor(first, consignorId).amount.amount).toBe(200 * 10_800);
  await sell(consignorId, 1);
  await travel(app.context.db, (january + 16) * dayMs);
  const finance = await signedIn(app, 'finance');
  const other = await signedIn(app, 'finance');
  // Tax data isn't asked for, so nobody is without a number by their own doing.
  const notAsked = await client.makeRun(finance);
  expect(ofConsignor(notAsked, consignorId).amount.amount).toBe(10_800);
  await send(finance, `payout-runs/${notAsked.id}/withdraw`, { reason: 'Tax data is asked for from now on' });
  // Above more than was paid, so that payouts don't wait for it.
  expect(await askTaxData(await signedIn(app, 'admin'), 10_000_000)).toBe(200);
  const drafted = await client.makeRun(finance);
  const withheld = 2_880;
  const payout = ofConsignor(drafted, consignorId);
  expect(drafted.withheld).toMatchObject([
    { consignor: { id: consignorId }, why: 'noNumber', amount: withheld },
  ]);
  expect(payout.amount.amount).toBe(10_800 - withheld);
  const { lineList } = await read<PayoutShown>(finance, `payouts/${payout.id}`);
  expect(lineList.map(({ kind, amount }) => [kind, amount]).toSorted()).toEqual([
    ['sale', 10_800],
    ['withheld', -withheld],
  ]);
  // Withdrawn: nothing is paid, so nothing stays withheld; the next run withholds once.
  await send(finance, `payout-runs/${drafted.id}/withdraw`, { reason: 'Once more' });
  expect(await read<WithheldTax>(finance, 'withheld-tax')).toMatchObject({ liability: 0 });
  const run = await client.makeRun(finance);
  expect(ofConsignor(run, consignorId).amount.amount).toBe(10_800 - withheld);
  await send(other, `payout-runs/${run.id}/approve`);
  const paid = await send<PayoutRunShown>(other, `payout-runs/${run.id}/pay`, { ...check, paidOn: today() });
  expect(paid.body.state).toBe('done');

  const tax = await read<WithheldTax>(finance, 'withheld-tax');
  expect(tax).toMatchObject({ liability: withheld });
  expect(tax.withholdings[0]).toMatchObject({
    consignor: { id: consignorId },
    why: 'noNumber',
    gross: 12_000,
    amount: withheld,
    returned: null,
    mayReturn: true,
  });
  const { lines, closing } = await read<Statement>(finance, `payables/${consignorId}/statement`);
  expect(lines.map(({ kind, amount }) => [kind, amount])).toContainEqual(['withheld', -withheld]);
  expect(closing).toBe(0);
  const payees = await read<{ data: TaxPayee[] }>(finance, `tax-years/${year}/payees?show=reportable`);
  expect(payees.data.find(({ id }) => id === consignorId)).toMatchObject({
    withheld,
    gross: 201 * 12_000,
    transactions: 201,
    verdict: { isReportable: true, federal: true, withheld: true },
  });

  const deposit = (amount: number) =>
    send<WithheldTax & Refused>(finance, 'withheld-tax/deposits', {
      amount,
      paidOn: today(),
      reference: 'EFT 1',
    });
  expect((await deposit(withheld + 1)).body.errors).toMatchObject([{ field: 'amount' }]);
  expect((await deposit(withheld)).body).toMatchObject({ liability: 0, deposits: [{ amount: withheld }] });
  const returned = await send(finance, `withholdings/${tax.withholdings[0]?.id}/return`, {
    reason: 'They ask',
  });
  expect(returned.body).toMatchObject({
    code: 'transition_refused',
    detail: expect.stringMatching(/tax return/),
  });

  // With a number nothing is withheld; with a notice of the IRS it is, and what was in error is given back and paid.
  await giveTaxData(finance, consignorId);
  await sell(consignorId, 1);
  await travel(app.context.db, (january + 24) * dayMs);
  const again = await signedIn(app, 'finance');
  const approves = await signedIn(app, 'finance');
  await send(again, `payables/${consignorId}/withholding-notice`, { reason: 'Second B notice' });
  expect(await owed(again, consignorId)).toMatchObject({ withholdingNotice: { reason: 'Second B notice' } });
  const noticed = await client.makeRun(again);
  expect(ofConsignor(noticed, consignorId).amount.amount).toBe(10_800 - withheld);
  await send(approves, `payout-runs/${noticed.id}/approve`);
  await send(approves, `payout-runs/${noticed.id}/pay`, { ...check, paidOn: today() });
  await send(again, `payables/${consignorId}/withholding-notice/end`, {
    reason: 'It was about somebody else',
  });
  const [wrong] = (await owed(again, consignorId)).withholdings;
  expect(wrong).toMatchObject({ why: 'notice', mayReturn: true });
  const given = await send<WithheldTax>(again, `withholdings/${wrong?.id}/return`, { reason: 'In error' });
  expect(given.body).toMatchObject({ liability: 0 });
  expect((await send(again, `withholdings/${wrong?.id}/return`, { reason: 'Twice' })).body.code).toBe(
    'transition_refused',
  );
  const last = await client.makeRun(again);
  expect(ofConsignor(last, consignorId).amount.amount).toBe(withheld);
  await send(approves, `payout-runs/${last.id}/approve`);
  // Exempt payees and foreign persons with a valid Form W-8 have nothing withheld.
  const exempt = { classification: 'cCorporation', tinKind: 'ein', tin: '27-1234560', exemptCode: '3' };
  const w8 = { kind: 'w8', name: 'Ana Silva', country: 'PT', signedOn: today() };
  for (const [nth, data] of [{ ...w9, ...exempt, isSubject: true }, w8].entries()) {
    const giving = await signedIn(app, 'finance');
    expect((await giveTaxData(giving, consignorId, data)).status).toBe(200);
    await sell(consignorId, 1);
    await travel(app.context.db, (january + 32 + nth * 8) * dayMs);
    const makes = await signedIn(app, 'finance');
    const whole = await client.makeRun(makes);
    expect(ofConsignor(whole, consignorId).amount.amount).toBe(10_800);
    await send(await signedIn(app, 'finance'), `payout-runs/${whole.id}/approve`);
  }
  const after = await read<{ data: TaxPayee[] }>(
    await signedIn(app, 'finance'),
    `tax-years/${year}/payees?show=all`,
  );
  expect(after.data.find(({ id }) => id === consignorId)).toMatchObject({ withheld, transactions: 204 });
});

it('nothing is withheld below a limit, whatever the Form W-9 says', async () => {
  const january = toJanuary();
  await travel(app.context.db, january * dayMs);
  const { consignorId } = await client.sold();
  const { maker } = await client.afterTheEvent(january + 8);
  const finance = await signedIn(app, 'finance');
  await giveTaxData(finance, consignorId, { ...w9, isSubject: true });
  const run = await client.makeRun(maker);
  expect(ofConsignor(run, consignorId).amount.amount).toBe(18_000);
  expect((await owed(finance, consignorId)).withholdings).toEqual([]);
});
