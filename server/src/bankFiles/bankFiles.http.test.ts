/** Files for the bank and its answers, over HTTP, as stories: made once, paid, refused, returned, corrected, recalled. */
import type { BankData } from '@holdfast/shared/bankAccounts';
import type { BankFilePlan, BankFileShown } from '@holdfast/shared/bankFiles';
import { setMarketplaceCurrency } from '@holdfast/shared/money';
import type { PayoutShown } from '@holdfast/shared/payouts';
import { expect } from 'vitest';
import { achAnswer, camtAnswer, painAnswer } from '../../test/bankAnswers.ts';
import {
  answered,
  bookAnswer,
  giveBankData,
  makeFile,
  owedTo,
  payDay,
  payoutOf,
  sepaAccount,
  setUpBank,
  statesOf,
  textOf,
  traceIn,
  tryAnswer,
} from '../../test/bankClient.ts';
import { eventually } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { type PayoutClient, read, send, today, usePayouts } from '../../test/payoutClient.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
let client: PayoutClient;
usePayouts((started, its) => {
  app = started;
  client = its;
});
it.afterAll(() => setMarketplaceCurrency('USD'));

/** An approved run of so many consignors with bank data, and the two people of finance. */
async function approvedRun(consignors: number, account?: object) {
  const sold = [];
  for (let at = 0; at < consignors; at++) sold.push(await client.sold());
  const { maker, approver } = await client.afterTheEvent();
  await setUpBank(await signedIn(app, 'admin'));
  for (const { consignorId } of sold)
    expect((await giveBankData(maker, consignorId, account)).status).toBe(200);
  const run = await client.makeRun(maker);
  await send(approver, `payout-runs/${run.id}/approve`);
  return { runId: run.id, ids: sold.map(({ consignorId }) => consignorId), maker, approver };
}
it('a run becomes one file, whoever asks at the same time; what a bank would refuse stays to be paid', async () => {
  const { runId, ids, maker, approver } = await approvedRun(3);
  const [first, second, third] = ids as [string, string, string];
  // One of them is held back after the approval.
  await send(maker, `payables/${third}/hold`, { reason: 'Which bank?' });
  const plan = await read<BankFilePlan>(maker, `payout-runs/${runId}/bank-file?paysOn=${payDay()}`);
  expect(plan).toMatchObject({ format: 'nacha', lines: 2, amount: { amount: 36_000 }, problems: [] });
  expect(plan.leftOut).toMatchObject([
    { consignor: { id: third }, refusals: [{ rule: 'P1', field: 'hold' }] },
  ]);
  const weekend = await read<BankFilePlan>(maker, `payout-runs/${runId}/bank-file?paysOn=2037-12-25`);
  expect(weekend.problems).toMatchObject([{ field: 'paysOn' }]);
  expect((await makeFile(maker, runId, today())).body).toMatchObject({
    code: 'validation_failed',
    errors: [{ field: 'paysOn', code: 'F11' }],
  });
  const made = await Promise.all([makeFile(maker, runId), makeFile(approver, runId)]);
  expect(made.map(({ status }) => status).toSorted()).toEqual([200, 422]);
  const file = made.find(({ status }) => status === 200)?.body as BankFileShown;
  expect(file).toMatchObject({ lines: 2, amount: { amount: 36_000 }, counts: { sending: 2 } });
  expect(await statesOf(maker, runId)).toEqual({
    [first]: 'sending',
    [second]: 'sending',
    [third]: 'approved',
  });
  expect(await owedTo(maker, first)).toBe(0);
  expect(await owedTo(maker, third)).toBe(18_000);
  const text = await textOf(maker, file.id);
  expect(text.split('\r\n')[0]).toMatch(/^101 0210000211234567890/);
  for (const { reference, lastFour } of file.lineList) {
    expect(text).toContain(reference);
    expect(lastFour).toBe('6789');
  }
  // The text is in no row as it stands, and its taking is logged.
  const { rows } = await app.context.db.raw('SELECT f::text AS row FROM bank_files f WHERE id = ?', [
    file.id,
  ]);
  expect(rows[0].row).not.toContain('123456789');
  expect(
    await app.context.db('audit_entries').where({ what: 'bankFile.download', subject: file.id }),
  ).toHaveLength(1);
  // Paid by hand is what isn't in a file alone.
  const { version, id } = await payoutOf(maker, runId, first);
  expect(
    (await send(maker, `payouts/${id}/pay`, { way: 'check', reference: '1', paidOn: today(), version })).body
      .code,
  ).toBe('transition_refused');
});

it('one is returned days later: owed again at once, paid once more with another key, and never twice by old word', async () => {
  const { runId, ids, maker } = await approvedRun(2);
  const [returned, paid] = ids as [string, string];
  const file = (await makeFile(maker, runId)).body;
  const text = await textOf(maker, file.id);
  expect((await send(maker, `bank-files/${file.id}/settle`, { paidOn: payDay() })).body).toMatchObject({
    errors: [{ field: 'paidOn' }],
  });
  expect(
    (await send<BankFileShown>(maker, `bank-files/${file.id}/settle`, { paidOn: today() })).body.counts,
  ).toEqual({ paid: 2 });
  await eventually('both have an email', async () => {
    const emails = await app.context.db('emails').where({ kind: 'payout' });
    return ids.every((id) =>
      emails.some(
        ({ to_address, text_body }) => to_address === `${id}@example.com` && /HFP\d{12}/.test(text_body),
      ),
    );
  });
  const before = await payoutOf(maker, runId, returned);
  const trace = traceIn(text, before.reference ?? '');
  const answer = achAnswer([
    { trace, code: 'R02', amount: 18_000 },
    { trace: '091000019999999', code: 'R03', amount: 5_000 },
  ]);
  const { body: tried } = await tryAnswer(maker, answer);
  expect(tried).toMatchObject({
    format: 'nacha',
    bookedAt: null,
    counts: { returned: 1, unknown: 1 },
    lines: [
      {
        line: 1,
        outcome: 'returned',
        code: 'R02',
        payout: { id: before.id },
        text: expect.stringContaining('The account is closed (R02)'),
      },
      { line: 2, outcome: 'unknown', text: expect.stringContaining('091000019999999') },
    ],
  });
  expect((await statesOf(maker, runId))[returned]).toBe('paid');
  expect((await bookAnswer(maker, answer, 'another digest')).body.code).toBe('version_conflict');
  const both = await Promise.all([1, 2].map(() => bookAnswer(maker, answer, tried.digest)));
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect((await tryAnswer(maker, answer)).body.bookedAt).not.toBeNull();
  expect(await owedTo(maker, returned)).toBe(18_000);
  expect(await owedTo(maker, paid)).toBe(0);
  const back = await payoutOf(maker, runId, returned);
  expect(back).toMatchObject({
    state: 'returned',
    returnReason: 'The account is closed (R02)',
    attempts: [{ number: 1, state: 'returned' }],
  });
  await send(maker, `payouts/${back.id}/retry`, { version: back.version });
  // The account is closed still, so it would come back again.
  const plan = await read<BankFilePlan>(maker, `payout-runs/${runId}/bank-file?paysOn=${payDay()}`);
  expect(plan.leftOut).toMatchObject([
    { payoutId: back.id, refusals: [{ rule: 'R02', field: 'accountNumber' }] },
  ]);
  // The consignor's other account, and another file with another key.
  await giveBankData(maker, returned, { ...sepaAccount });
  expect(
    (
      await giveBankData(maker, returned, {
        kind: 'us',
        holder: 'Pat Owner',
        holderKind: 'company',
        routingNumber: '322271627',
        accountNumber: '99887766',
        accountType: 'savings',
      })
    ).status,
  ).toBe(200);
  const next = (await makeFile(maker, runId)).body;
  expect(next).toMatchObject({ lines: 1, lineList: [{ lastFour: '7766' }] });
  expect(next.lineList[0]?.reference).not.toBe(before.reference);
  // The same return, in another file: it is of the first attempt.
  const again = await answered(maker, `${answer}\n`);
  expect(again.lines[0]).toMatchObject({ outcome: 'nothing', text: 'Known: it came back.' });
  expect((await payoutOf(maker, runId, returned)).attempts).toMatchObject([
    { number: 2, state: 'sending', fileId: next.id },
    { number: 1, state: 'returned', fileId: file.id },
  ]);
  expect(await owedTo(maker, returned)).toBe(0);
});

it('a notification of change corrects the bank data, and the next file has it', async () => {
  const { runId, ids, maker } = await approvedRun(1);
  const [consignorId] = ids as [string];
  const file = (await makeFile(maker, runId)).body;
  const trace = traceIn(await textOf(maker, file.id), file.lineList[0]?.reference ?? '');
  const wrong = achAnswer([{ trace, code: 'C02', amount: 0, data: '021000022', kind: '98' }]);
  expect((await answered(maker, wrong)).lines[0]?.outcome).toBe('contradiction');
  const correction = achAnswer([{ trace, code: 'C03', amount: 0, data: '322271627   11112222', kind: '98' }]);
  expect((await answered(maker, correction)).lines[0]).toMatchObject({ outcome: 'corrected', code: 'C03' });
  const data = await read<BankData>(maker, `consignors/${consignorId}/bank-data`);
  expect(data).toMatchObject({
    current: { lastFour: '2222', givenAs: 'bank' },
    past: [{ lastFour: '6789' }],
  });
  // The payout itself is on its way as before.
  expect((await statesOf(maker, runId))[consignorId]).toBe('sending');
});

it('a file that wasn’t given to the bank is recalled; once the bank answered it isn’t', async () => {
  const { runId, ids, maker } = await approvedRun(2);
  const [first] = ids as [string, string];
  const file = (await makeFile(maker, runId)).body;
  const text = await textOf(maker, file.id);
  expect(
    (await send<BankFileShown>(maker, `bank-files/${file.id}/recall`, { reason: 'Wrong day' })).body,
  ).toMatchObject({
    recallReason: 'Wrong day',
    counts: { recalled: 2 },
  });
  expect(await owedTo(maker, first)).toBe(18_000);
  expect(new Set(Object.values(await statesOf(maker, runId)))).toEqual(new Set(['approved']));
  expect((await maker.ask('POST', `/admin/bank-files/${file.id}/text`)).status).toBe(409);
  expect((await send(maker, `bank-files/${file.id}/recall`, { reason: 'Again' })).body.code).toBe(
    'transition_refused',
  );
  // A bank that has it all the same is a contradiction for people.
  const trace = traceIn(text, file.lineList[0]?.reference ?? '');
  expect((await answered(maker, achAnswer([{ trace, code: 'R02', amount: 18_000 }]))).lines[0]?.outcome).toBe(
    'contradiction',
  );
  const next = (await makeFile(maker, runId)).body;
  const { id, version } = await payoutOf(maker, runId, first);
  expect(
    (await send<PayoutShown>(maker, `payouts/${id}/refuse`, { reason: 'By telephone', version })).body.state,
  ).toBe('failed');
  expect((await send(maker, `bank-files/${next.id}/recall`, { reason: 'Too late' })).body.code).toBe(
    'transition_refused',
  );
  expect(
    (await send<BankFileShown>(maker, `bank-files/${next.id}/settle`, { paidOn: today() })).body.counts,
  ).toEqual({ failed: 1, paid: 1 });
});

it('in euros: a valid pain.001, refused by pain.002, paid and returned by camt.053', async () => {
  setMarketplaceCurrency('EUR');
  await app.context.db('marketplace_settings').update({ currency: 'EUR' });
  const { runId, ids, maker } = await approvedRun(3, sepaAccount);
  const [refused, returned, paid] = ids as [string, string, string];
  const file = (await makeFile(maker, runId, payDay('target'))).body;
  expect(file).toMatchObject({ format: 'pain001', lines: 3, amount: { amount: 54_000, currency: 'EUR' } });
  expect(await textOf(maker, file.id)).toContain('<CtrlSum>540.00</CtrlSum>');
  const keyOf = (consignorId: string) =>
    file.lineList.find(({ consignor }) => consignor.id === consignorId)?.reference ?? '';
  const status = await answered(
    maker,
    painAnswer([
      { key: keyOf(refused), status: 'RJCT', code: 'AC04' },
      { key: keyOf(returned), status: 'ACSP' },
      { key: 'HFP999999999999', status: 'RJCT', code: 'AC01' },
    ]),
  );
  expect(status.counts).toEqual({ failed: 1, nothing: 1, unknown: 1 });
  expect(await owedTo(maker, refused)).toBe(18_000);
  const statement = camtAnswer([
    { key: keyOf(returned), amount: '180.00' },
    { key: keyOf(paid), amount: '180.00' },
    { key: keyOf(returned), amount: '180.00', isCredit: true, code: 'AC06' },
    { key: keyOf(paid), amount: '17.00', isCredit: true },
    { key: 'NOTPROVIDED', amount: '12.00' },
  ]);
  expect((await answered(maker, statement)).lines.map(({ outcome }) => outcome)).toEqual([
    'paid',
    'paid',
    'returned',
    'contradiction',
    'unknown',
  ]);
  expect(await statesOf(maker, runId)).toEqual({
    [refused]: 'failed',
    [returned]: 'returned',
    [paid]: 'paid',
  });
  expect(await owedTo(maker, returned)).toBe(18_000);
  expect((await payoutOf(maker, runId, returned)).returnReason).toBe('The account is blocked (AC06)');
  // Late word of a refusal, of what was paid: it came back.
  await answered(maker, painAnswer([{ key: keyOf(paid), status: 'RJCT', code: 'MS03' }]));
  expect(await owedTo(maker, paid)).toBe(18_000);
  for (const text of [
    '',
    '<html></html>',
    '<Document><CstmrPmtStsRpt>',
    '<!DOCTYPE x [<!ENTITY a "b">]><Document/>',
    '101 short',
  ])
    expect((await tryAnswer(maker, text)).body.code).toBe('file_not_recognized');
});

it('a file of a whole run is paid or refused by one word of it', async () => {
  const { runId, maker } = await approvedRun(2, sepaAccount);
  const file = (await makeFile(maker, runId, payDay('target'))).body;
  const whole = (status: string) =>
    `<Document><CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>${file.messageId}</OrgnlMsgId><GrpSts>${status}</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn></StsRsnInf></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>`;
  expect((await answered(maker, whole('ACTC'))).counts).toEqual({ nothing: 2 });
  expect((await answered(maker, whole('RJCT'))).counts).toEqual({ failed: 2 });
  expect(new Set(Object.values(await statesOf(maker, runId)))).toEqual(new Set(['failed']));
});
