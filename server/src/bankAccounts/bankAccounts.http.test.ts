/** Bank data over HTTP: given by consignor and finance, sealed, waited for, told, and what it holds back. */
import type { BankData, BankSettings, OwnBankData } from '@holdfast/shared/bankAccounts';
import type { OwnPayouts, PayableShown, PayoutRunShown } from '@holdfast/shared/payouts';
import { expect } from 'vitest';
import { appCode } from '../../test/appCode.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { dayMs } from '../../test/factories/times.ts';
import { eventually, type Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { ofConsignor, type PayoutClient, read, send, usePayouts } from '../../test/payoutClient.ts';
import { signedIn, somebody, somebodysPassword } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { travel } from '../../test/travel.ts';
import { inTransaction } from '../platform/db/index.ts';
import { openBankDetails, resealBankData } from './index.ts';

let app: TestApp;
let client: PayoutClient;
usePayouts((started, its) => {
  app = started;
  client = its;
});

const us = {
  kind: 'us',
  holder: 'Pat Owner',
  holderKind: 'person',
  routingNumber: '021000021',
  accountNumber: '9 876 543 210',
  accountType: 'checking',
} as const;

type Refused = { code: string; errors: Array<{ field: string; message: string }> };
const give = <T = BankData & Refused>(who: Fan, consignorId: string, body: object) =>
  who.ask<T>('PUT', `/admin/consignors/${consignorId}/bank-data`, body);

it('refuses what no bank takes, by its field', async () => {
  const finance = await signedIn(app, 'finance');
  const consignorId = await buildConsignor(app.context);
  const fieldsOf = async (body: object) =>
    (await give(finance, consignorId, body)).body.errors?.map(({ field }) => field);
  expect(await fieldsOf({ ...us, routingNumber: '021000022' })).toEqual(['routingNumber']);
  expect(await fieldsOf({ ...us, accountNumber: '12' })).toEqual(['accountNumber']);
  expect(await fieldsOf({ ...us, holder: ' ' })).toEqual(['holder']);
  expect(await fieldsOf({ ...us, accountType: undefined })).toEqual(['accountType']);
  const sepa = {
    kind: 'sepa',
    holder: 'Erika Mustermann',
    iban: 'DE89 3704 0044 0532 0130 01',
    bic: 'COBAXXFF',
    town: 'Köln',
    country: 'XX',
  };
  // In dollars nobody is paid to an IBAN, and this one is wrong besides.
  expect(await fieldsOf(sepa)).toEqual(['kind', 'iban', 'bic', 'country']);
  expect((await give(finance, 'con_01kz8m3qj4w0d9s7r6t5y2x1c0', us)).status).toBe(404);
});

it('waits three days, is told by email, is never shown whole, and keeps what was before', async () => {
  const finance = await signedIn(app, 'finance', 'Fin Ance');
  const consignorId = await buildConsignor(app.context);
  const given = (await give(finance, consignorId, us)).body;
  expect(given.current).toMatchObject({
    lastFour: '3210',
    holder: 'Pat Owner',
    givenAs: 'finance',
    givenBy: 'Fin Ance',
  });
  const waits = Date.parse(given.current?.usableFrom ?? '') - Date.parse(given.current?.givenAt ?? '');
  expect(waits).toBe(3 * dayMs);
  expect((await give(finance, consignorId, us)).body.code).toBe('nothing_to_do');
  const changed = (await give(finance, consignorId, { ...us, accountNumber: '55554444' })).body;
  // The address that it had is told, whatever it is a moment later.
  const theirs = app.context.db('consignors').where({ id: consignorId });
  await theirs.clone().update({ email: `thief-${consignorId}@example.com` });
  expect(changed.current?.lastFour).toBe('4444');
  expect(changed.past).toMatchObject([{ lastFour: '3210', endedAt: expect.any(String) }]);
  const { rows } = await app.context.db.raw(
    `SELECT b::text || coalesce((SELECT string_agg(a.after::text, ' ') FROM audit_entries a WHERE a.subject = b.consignor_id), '') AS text
     FROM bank_accounts b WHERE consignor_id = ?`,
    [consignorId],
  );
  expect(rows).toHaveLength(2);
  for (const { text } of rows) expect(text).not.toMatch(/9876543210|55554444|021000021/);
  expect(JSON.stringify(changed)).not.toMatch(/9876543210|55554444|021000021/);
  await eventually('the address of the consignor has two emails', async () => {
    const emails = await app.context
      .db('emails')
      .where({ kind: 'bankData', to_address: `${consignorId}@example.com` });
    return emails.length === 2 && emails.every(({ text_body }) => /ending in (3210|4444)/.test(text_body));
  });
});

it('a consignor changes it with a second factor alone', async () => {
  const consignorId = await buildConsignor(app.context);
  const { who } = await somebody(app, ['consignor'], { consignorId });
  const put = (body: object) => who.ask<OwnBankData & Refused>('PUT', '/selling/bank-data', body);
  expect((await who.ask<OwnBankData>('GET', '/selling/bank-data')).body).toEqual({
    current: null,
    waitingDays: 3,
    kinds: ['us'],
    secondFactor: null,
  });
  expect((await put(us)).body.code).toBe('second_factor_missing');
  const { body: begun } = await who.ask<{ secret: string }>('POST', '/account/second-factor', {
    currentPassword: somebodysPassword,
  });
  await who.ask('POST', '/account/second-factor/confirm', { code: appCode(begun.secret) });
  expect((await put(us)).body).toMatchObject({
    current: { lastFour: '3210', givenAs: 'consignor' },
    secondFactor: 'app',
  });
  expect((await put({ ...us, routingNumber: '1' })).body.errors).toMatchObject([{ field: 'routingNumber' }]);
});

const own = { waitingDays: 3, requiresBankData: false, sepa: null, us: null };

it('new bank data holds payouts back until it is old enough; missing bank data where the settings say so', async () => {
  const changed = await client.sold();
  const missing = await client.sold();
  const { maker, approver } = await client.afterTheEvent();
  await give(maker, changed.consignorId, us);
  expect(await read<PayableShown>(maker, `payables/${changed.consignorId}`)).toMatchObject({
    payable: 18_000,
    bankHold: { reason: 'bankChanged', until: expect.any(String) },
  });
  const { who } = await somebody(app, ['consignor'], { consignorId: changed.consignorId });
  expect((await who.ask<OwnPayouts>('GET', '/selling/payouts')).body.bankHold?.reason).toBe('bankChanged');
  const run = await client.makeRun(maker);
  expect(ofConsignor(run, changed.consignorId)).toBeUndefined();
  expect(ofConsignor(run, missing.consignorId)).toBeDefined();
  expect(run.heldBack).toMatchObject([
    {
      consignor: { id: changed.consignorId },
      amount: 18_000,
      hold: null,
      bankHold: { reason: 'bankChanged' },
    },
  ]);
  const admin = await signedIn(app, 'admin');
  const settings = (await admin.ask<BankSettings>('GET', '/admin/settings/bank')).body;
  const asks = (requiresBankData: boolean, version: number) =>
    admin.ask('PUT', '/admin/settings/bank', { ...own, requiresBankData, version });
  expect((await asks(true, settings.version)).status).toBe(200);
  expect((await asks(true, settings.version)).status).toBe(409);
  expect((await send(approver, `payout-runs/${run.id}/approve`)).body.code).toBe('nothing_to_do');
  const waiting = await read<PayoutRunShown>(maker, `payout-runs/${run.id}`);
  expect(waiting.state).toBe('draft');
  await send(maker, `payout-runs/${run.id}/withdraw`, { reason: 'For the test' });
  // From the beginning of the test on: four days after the bank data was given.
  await travel(app.context.db, 12 * dayMs);
  const again = await signedIn(app, 'finance');
  const next = await client.makeRun(again);
  expect(ofConsignor(next, changed.consignorId)).toBeDefined();
  expect(ofConsignor(next, missing.consignorId)).toBeUndefined();
  expect(next.heldBack).toMatchObject([
    { consignor: { id: missing.consignorId }, bankHold: { reason: 'bankMissing' } },
  ]);
  await send(again, `payout-runs/${next.id}/withdraw`, { reason: 'For the test' });
  const later = await signedIn(app, 'admin');
  await later.ask('PUT', '/admin/settings/bank', { ...own, version: settings.version + 1 });
});

it('keeps the marketplace’s own numbers sealed, and seals everything again under another secret', async () => {
  const admin = await signedIn(app, 'admin');
  const { db, secret } = app.context;
  const { body: before } = await admin.ask<BankSettings>('GET', '/admin/settings/bank');
  const us = {
    companyName: 'HOLDFAST',
    companyId: '1234567890',
    originName: 'HOLDFAST INC',
    immediateOrigin: '1234567890',
    destinationName: 'FIRST BANK',
    destination: '021000021',
    odfi: '021000021',
  };
  const sepa = {
    name: 'Holdfast',
    iban: 'DE89 3704 0044 0532 0130 00',
    bic: null,
    town: 'Berlin',
    country: 'DE',
  };
  const put = (change: object, version = before.version) =>
    admin.ask<BankSettings & Refused>('PUT', '/admin/settings/bank', { ...own, version, ...change });
  expect((await put({ us: { ...us, companyId: null } })).body.errors).toMatchObject([
    { field: 'us.companyId' },
  ]);
  expect((await put({ sepa: { ...sepa, iban: 'DE89 3704 0044 0532 0130 01' } })).body.errors).toMatchObject([
    { field: 'sepa.iban' },
  ]);
  const { body: saved } = await put({ us, sepa });
  expect(saved).toMatchObject({ us: { companyId: '7890' }, sepa: { iban: '3000' } });
  // A number that is left out stays.
  const { body: again } = await put(
    { us: { ...us, companyId: null, originName: 'HOLDFAST LLC' }, sepa: null },
    saved.version,
  );
  expect(again).toMatchObject({ us: { companyId: '7890', originName: 'HOLDFAST LLC' }, sepa: null });
  const { id } = await db('bank_accounts').first('id');
  const details = (of: string) => inTransaction(db, (trx) => openBankDetails(trx, of, [id]));
  const plain = (await details(secret)).get(id);
  const other = 'another secret of at least 32 characters';
  await inTransaction(db, (trx) => resealBankData(trx, { earlier: secret, current: other }));
  await expect(details(secret)).rejects.toMatchObject({ code: 'transition_refused' });
  expect((await details(other)).get(id)).toEqual(plain);
  await inTransaction(db, (trx) => resealBankData(trx, { earlier: other, current: secret }));
  expect((await details(secret)).get(id)).toEqual(plain);
});
