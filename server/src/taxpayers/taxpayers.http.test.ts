/** Tax data over HTTP: given by consignor and finance, sealed, told, never shown whole, and what it holds back. */
import type { OwnPayouts, PayableShown, PayoutRunShown } from '@holdfast/shared/payouts';
import type { OwnTaxData, TaxDataSettings } from '@holdfast/shared/taxpayers';
import { expect } from 'vitest';
import { appCode } from '../../test/appCode.ts';
import type { Refused } from '../../test/bankData.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { dayMs } from '../../test/factories/times.ts';
import { eventually } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { ofConsignor, type PayoutClient, read, send, usePayouts } from '../../test/payoutClient.ts';
import { signedIn, somebody, somebodysPassword } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { askTaxData, giveTaxData, w9 } from '../../test/taxData.ts';
import { travel } from '../../test/travel.ts';
import { inTransaction } from '../platform/db/index.ts';
import { openTins, resealTaxData } from './index.ts';

let app: TestApp;
let client: PayoutClient;
usePayouts((started, its) => {
  app = started;
  client = its;
});

/** How many days from now on the second of January of the next year begins; `travel` counts from the real now. */
const toNewYear = () => {
  const now = new Date();
  return Math.ceil((Date.UTC(now.getUTCFullYear() + 1, 0, 2, 18) - now.getTime()) / dayMs);
};

it('refuses what can’t be, by its field and with the remedy', async () => {
  const finance = await signedIn(app, 'finance');
  const consignorId = await buildConsignor(app.context);
  const refusals = async (change: object) =>
    (await giveTaxData(finance, consignorId, change)).body.errors?.map(
      ({ field, message }) => `${field}: ${message}`,
    );
  const refused = (change: object) => refusals({ ...w9, ...change });
  expect(await refused({ tin: '000-12-3456' })).toEqual([
    expect.stringMatching(/^tin: No SSN begins with 000/),
  ]);
  expect(await refused({ tinKind: 'ein', tin: '07-1234567' })).toEqual([
    expect.stringMatching(/^tin: No EIN begins with 07/),
  ]);
  expect(await refused({ classification: 'partnership' })).toEqual([
    expect.stringMatching(/^tinKind: .*EIN/),
  ]);
  expect(await refused({ exemptCode: '5' })).toEqual([
    expect.stringMatching(/^exemptCode: .*Leave it empty/),
  ]);
  expect(await refused({ region: 'Pennsylvania', postalCode: '1650' })).toEqual([
    expect.stringMatching(/^region: .*PA/),
    expect.stringMatching(/^postalCode: .*16501/),
  ]);
  expect(await refused({ country: 'XX' })).toEqual([expect.stringMatching(/^country: /)]);
  expect(await refused({ certifies: false })).toEqual([expect.stringMatching(/^certifies: .*Tick/)]);
  expect(await refused({ signedOn: '2999-01-01' })).toEqual([expect.stringMatching(/^signedOn: .*ahead/)]);
  const old = { kind: 'w8', name: 'Ana Silva', country: 'PT', signedOn: '2020-03-01' };
  expect(await refusals(old)).toEqual([expect.stringMatching(/^signedOn: .*third year/)]);
  expect(await refusals({ kind: 'foreign', name: 'Ana', country: 'us' })).toEqual([
    expect.stringMatching(/^country: .*W-9/),
  ]);
  expect((await giveTaxData(finance, 'con_01kz8m3qj4w0d9s7r6t5y2x1c0')).status).toBe(404);
});

it('is sealed, told at the address that was, never shown whole, and what was before stays', async () => {
  const finance = await signedIn(app, 'finance', 'Fin Ance');
  const consignorId = await buildConsignor(app.context);
  const given = (await giveTaxData(finance, consignorId)).body;
  expect(given).toMatchObject({
    current: { kind: 'w9', lastFour: '6789', tinKind: 'ssn', givenAs: 'finance', givenBy: 'Fin Ance' },
    missing: null,
    isAsked: true,
    limit: null,
  });
  expect((await giveTaxData(finance, consignorId)).body.code).toBe('nothing_to_do');
  await app.context
    .db('consignors')
    .where({ id: consignorId })
    .update({ email: `thief-${consignorId}@example.com` });
  const ein = { tinKind: 'ein', tin: '12 3456780', classification: 'llcP', businessName: 'Owner Seats LLC' };
  const changed = (await giveTaxData(finance, consignorId, { ...w9, ...ein })).body;
  expect(changed.current).toMatchObject({ lastFour: '6780', classification: 'llcP' });
  expect(changed.past).toMatchObject([{ lastFour: '6789', endedAt: expect.any(String) }]);
  expect(JSON.stringify(changed)).not.toMatch(/123456789|123456780|123-45/);
  await eventually('the address of the consignor has an email of the first', async () => {
    const rows = await app.context
      .db('emails')
      .where({ kind: 'taxData', to_address: `${consignorId}@example.com` });
    return rows.length === 1;
  });
  await eventually('and the address that it had at the second, one of that', async () => {
    const rows = await app.context
      .db('emails')
      .where({ kind: 'taxData', to_address: `thief-${consignorId}@example.com` });
    return rows.length === 1;
  });
  // Nothing in the whole database has a number, sealed rows, jobs, audits, answers and emails included.
  const { rows: tables } = await app.context.db.raw(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  for (const { name } of tables) {
    const { rows } = await app.context.db.raw(
      `SELECT count(*)::int AS n FROM ${name} t WHERE t::text ~ '123-?45-?6789|12[- ]?3456780'`,
    );
    expect(rows, name).toEqual([{ n: 0 }]);
  }
});

it('a new secret of the marketplace seals the numbers anew', async () => {
  const finance = await signedIn(app, 'finance');
  const consignorId = await buildConsignor(app.context);
  const { body } = await giveTaxData(finance, consignorId);
  const { db, secret } = app.context;
  const id = body.current?.id ?? '';
  const other = 'another secret of at least thirty-two characters';
  await inTransaction(db, async (trx) => {
    expect(await openTins(trx, secret, [id])).toEqual(new Map([[id, '123456789']]));
    await resealTaxData(trx, { earlier: secret, current: other });
    expect(await openTins(trx, other, [id])).toEqual(new Map([[id, '123456789']]));
    await expect(openTins(trx, secret, [id])).rejects.toMatchObject({ code: 'transition_refused' });
    await resealTaxData(trx, { earlier: other, current: secret });
  });
});

it('a consignor gives it with a second factor alone', async () => {
  const consignorId = await buildConsignor(app.context);
  const { who } = await somebody(app, ['consignor'], { consignorId });
  const put = (body: object) => who.ask<OwnTaxData & Refused>('PUT', '/selling/tax-data', body);
  expect((await who.ask<OwnTaxData>('GET', '/selling/tax-data')).body).toEqual({
    current: null,
    missing: 'taxMissing',
    isAsked: true,
    limit: null,
    secondFactor: null,
  });
  expect((await put(w9)).body.code).toBe('second_factor_missing');
  const { body: begun } = await who.ask<{ secret: string }>('POST', '/account/second-factor', {
    currentPassword: somebodysPassword,
  });
  await who.ask('POST', '/account/second-factor/confirm', { code: appCode(begun.secret) });
  const today = new Date().toISOString().slice(0, 4);
  // Whatever day a client says, it is signed now.
  const { body } = await put({ ...w9, signedOn: '2001-01-01' });
  expect(body.current).toMatchObject({ lastFour: '6789', givenAs: 'consignor' });
  expect(body.current?.signedOn?.startsWith(today)).toBe(true);
  expect((await put({ kind: 'w8', name: 'Pat', country: 'CA', signedOn: '2026-01-01' })).status).toBe(422);
  expect((await put({ kind: 'foreign', name: 'Pat', country: 'CA' })).body).toMatchObject({
    current: { kind: 'foreign', lastFour: null },
    missing: 'w8Missing',
  });
});

it('a Form W-8 is valid until the end of the third year after its signing', async () => {
  const finance = await signedIn(app, 'finance');
  const consignorId = await buildConsignor(app.context);
  const signedOn = new Date(Date.now() - 2 * dayMs).toISOString().slice(0, 10);
  const { body } = await giveTaxData(finance, consignorId, {
    kind: 'w8',
    name: 'Ana Silva',
    country: 'pt',
    signedOn,
  });
  const until = `${Number(signedOn.slice(0, 4)) + 3}-12-31`;
  expect(body).toMatchObject({ current: { validUntil: until, country: 'PT' }, missing: null });
  await app.context
    .db('taxpayers')
    .where({ consignor_id: consignorId })
    .update({ valid_until: '2020-12-31' });
  const { body: later } = await finance.ask('GET', `/admin/consignors/${consignorId}/tax-data`);
  expect(later).toMatchObject({ missing: 'w8Expired' });
});

it('payouts wait for it above the amount of the settings, in words, and are paid once it is there', async () => {
  const january = toNewYear();
  await travel(app.context.db, january * dayMs);
  const { consignorId } = await client.sold();
  const foreign = await client.sold();
  const small = await client.sold();
  const { maker, approver } = await client.afterTheEvent(january + 8);
  const { who: own } = await somebody(app, ['consignor'], { consignorId });
  const [admin, finance] = [await signedIn(app, 'admin'), await signedIn(app, 'finance')];
  await giveTaxData(finance, foreign.consignorId, { kind: 'foreign', name: 'Ana', country: 'PT' });
  // Proceeds are 180.00: what is as much as the limit doesn't wait.
  expect(await askTaxData(admin, 18_000)).toBe(200);
  expect(await read<PayableShown>(maker, `payables/${small.consignorId}`)).toMatchObject({ taxHold: null });
  expect(await askTaxData(admin, 17_999)).toBe(200);
  const hold = { reason: 'taxMissing', limit: 17_999 };
  expect(await read<PayableShown>(maker, `payables/${consignorId}`)).toMatchObject({
    taxHold: hold,
    payable: 18_000,
  });
  expect((await own.ask<OwnPayouts>('GET', '/selling/payouts')).body.taxHold).toEqual(hold);
  await giveTaxData(finance, small.consignorId, { ...w9, name: 'Small Owner' });
  const run = await client.makeRun(maker);
  expect(ofConsignor(run, consignorId)).toBeUndefined();
  expect(ofConsignor(run, small.consignorId).amount.amount).toBe(18_000);
  expect(run.heldBack).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ consignor: expect.objectContaining({ id: consignorId }), taxHold: hold }),
      expect.objectContaining({
        consignor: expect.objectContaining({ id: foreign.consignorId }),
        taxHold: { ...hold, reason: 'w8Missing' },
      }),
    ]),
  );
  await send(approver, `payout-runs/${run.id}/withdraw`, { reason: 'Once more, with tax data' });
  await giveTaxData(finance, consignorId);
  const next = await client.makeRun(maker);
  expect(ofConsignor(next, consignorId).amount.amount).toBe(18_000);
  expect(await read<PayableShown>(maker, `payables/${consignorId}`)).toMatchObject({ taxHold: null });
  // What is missing by the time of the approval drops the payout to the next run.
  await giveTaxData(finance, consignorId, { kind: 'foreign', name: 'Pat Owner', country: 'CA' });
  const { body: approved } = await send<PayoutRunShown>(approver, `payout-runs/${next.id}/approve`);
  expect(ofConsignor(approved, consignorId).state).toBe('dropped');
  expect(ofConsignor(approved, small.consignorId).state).toBe('approved');
  await askTaxData(admin, null);
});

it('what was paid in the year counts, and the next year begins anew', async () => {
  const january = toNewYear();
  await travel(app.context.db, january * dayMs);
  const { consignorId } = await client.sold();
  const { maker, approver } = await client.afterTheEvent(january + 8);
  await askTaxData(await signedIn(app, 'admin'), 20_000);
  const run = await client.makeRun(maker);
  await send(approver, `payout-runs/${run.id}/approve`);
  const paidOn = new Date().toISOString().slice(0, 10);
  const paid = await send(maker, `payout-runs/${run.id}/pay`, { way: 'check', reference: 'Check 1', paidOn });
  expect(paid.status).toBe(200);
  await client.sold({ consignorId });
  await travel(app.context.db, (january + 16) * dayMs);
  const owed = async () => read<PayableShown>(await signedIn(app, 'finance'), `payables/${consignorId}`);
  expect(await owed()).toMatchObject({ taxHold: { reason: 'taxMissing', limit: 20_000 }, payable: 18_000 });
  await travel(app.context.db, (january + 366) * dayMs);
  expect(await owed()).toMatchObject({ taxHold: null, payable: 18_000 });
  await askTaxData(await signedIn(app, 'admin'), null);
});

it('only an administrator changes the amount, and not over somebody else’s change', async () => {
  const admin = await signedIn(app, 'admin');
  const finance = await signedIn(app, 'finance');
  const { body } = await finance.ask<TaxDataSettings>('GET', '/admin/settings/tax-data');
  expect(body).toMatchObject({ isPossible: true });
  const change = { isAsked: false, limit: -1, version: body.version };
  expect((await admin.ask<Refused>('PUT', '/admin/settings/tax-data', change)).body.errors).toMatchObject([
    { field: 'limit' },
  ]);
  expect((await finance.ask('PUT', '/admin/settings/tax-data', { ...change, limit: 1 })).status).toBe(403);
  const stale = { isAsked: false, limit: 1, version: body.version - 1 };
  expect((await admin.ask<Refused>('PUT', '/admin/settings/tax-data', stale)).body.code).toBe(
    'version_conflict',
  );
});
