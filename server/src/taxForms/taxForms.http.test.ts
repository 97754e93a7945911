/** Forms 1099-K over HTTP: who is reported and why, made once, drawn, told, corrected, taken as a file, and read by their consignor alone. */
import type { OwnTaxForms, TaxFile, TaxPayee, TaxYearShown } from '@holdfast/shared/taxForms';
import { expect } from 'vitest';
import { dayMs } from '../../test/factories/times.ts';
import { eventually, type Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { type PayoutClient, read, send, usePayouts } from '../../test/payoutClient.ts';
import { textOfPdf } from '../../test/pdfText.ts';
import { signedIn, somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { filer, giveTaxData, w9 } from '../../test/taxData.ts';
import { travel } from '../../test/travel.ts';

let app: TestApp;
let client: PayoutClient;
usePayouts((started, its) => {
  app = started;
  client = its;
});

/** Days from now until March 1 of the next year; `travel` counts from the real now. */
const toMarch = () => {
  const now = new Date();
  return Math.ceil((Date.UTC(now.getUTCFullYear() + 1, 2, 1, 18) - now.getTime()) / dayMs);
};
const pdfOf = (who: Fan, path: string) => who.file(path);
const payeesOf = async (finance: Fan, year: number, show: string) =>
  (await read<{ data: TaxPayee[] }>(finance, `tax-years/${year}/payees?show=${show}&perPage=100`)).data;

/** Six tickets of 100.00 in three orders for one consignor of a state, in March of the next year; and who makes the year's forms a year later. */
async function soldInYear(region: string) {
  const march = toMarch();
  await travel(app.context.db, march * dayMs);
  const year = new Date().getUTCFullYear();
  const first = await client.sold();
  const { consignorId } = first;
  await client.sold({ consignorId });
  await client.sold({ consignorId });
  const finance = await signedIn(app, 'finance');
  await giveTaxData(finance, consignorId, { ...w9, region });
  return { first, consignorId, year, march };
}
async function nextYear(march: number): Promise<Fan> {
  await travel(app.context.db, (march + 330) * dayMs);
  const finance = await signedIn(app, 'finance', 'Fin Ance');
  const { filer: before } = await read<TaxYearShown>(finance, `tax-years/${new Date().getUTCFullYear()}`);
  if (before.filer === null) {
    const said = await finance.ask('PUT', '/admin/tax-filer', { ...filer, version: before.version });
    expect(said.status, JSON.stringify(said.body)).toBe(200);
  }
  return finance;
}
const drawn = (year: number) =>
  eventually('every copy is drawn', async () => {
    const rows = await app.context.db('tax_forms').where({ year });
    return rows.length > 0 && rows.every(({ document }) => document !== null);
  });

it('a state’s lower threshold is reported, made once, drawn, and told once; its consignor alone reads it', async () => {
  const { first, consignorId, year, march } = await soldInYear('MA');
  // A refund doesn't reduce what is reported.
  await client.refund(first.paymentId, 22_400);
  await client.refunded(first.fan, first.reservationId);
  const early = await signedIn(app, 'finance');
  const tooEarly = await send(early, `tax-years/${year}/forms`, { withoutNumber: false });
  expect(tooEarly.body).toMatchObject({
    code: 'transition_refused',
    detail: expect.stringMatching(/isn’t over/),
  });
  const finance = await nextYear(march);
  const [payee] = await payeesOf(finance, year, 'reportable');
  const months = Array.from({ length: 12 }, (_, month) => (month === 2 ? 60_000 : 0));
  expect(payee).toMatchObject({
    id: consignorId,
    gross: 60_000,
    transactions: 3,
    withheld: 0,
    months,
    verdict: { isReportable: true, federal: false, state: 'MA' },
    form: null,
  });
  const before = await read<TaxYearShown>(finance, `tax-years/${year}`);
  expect(before).toMatchObject({ isOver: true, toMake: 1, toCorrect: 0, forms: 0 });
  expect(before.booked).toBe(before.proceeds);
  const { body } = await send<TaxYearShown>(finance, `tax-years/${year}/forms`, { withoutNumber: false });
  expect(body).toMatchObject({ forms: 1, toMake: 0 });
  expect((await send(finance, `tax-years/${year}/forms`, { withoutNumber: false })).body.code).toBe(
    'nothing_to_do',
  );
  await drawn(year);

  const { who: own } = await somebody(app, ['consignor'], { consignorId });
  const { data: forms } = (await own.ask<OwnTaxForms>('GET', '/selling/tax-forms')).body;
  expect(forms).toMatchObject([
    { year, version: 1, isCorrected: false, isDrawn: true, boxes: { gross: 60_000 } },
  ]);
  const id = forms[0]?.id ?? '';
  const text = await textOfPdf(await pdfOf(own, `/selling/tax-forms/${id}/copy`));
  for (const part of [
    'Form 1099-K',
    String(year),
    'Copy B',
    'OMB No. 1545-2205',
    'Holdfast Tickets Inc',
    '27-1234560',
    '***-**-6789',
    '$600.00',
    'Pat Owner',
    'This is important tax information and is being furnished to the IRS',
  ])
    expect(text).toContain(part);
  expect(text).not.toMatch(/123-?45-?6789|CORRECTED/);
  const { who: other } = await somebody(app, ['consignor'], {
    consignorId: (await client.sold()).consignorId,
  });
  expect((await other.ask('GET', `/selling/tax-forms/${id}/copy`)).status).toBe(404);
  await eventually('one email', async () => {
    const emails = await app.context.db('emails').where({ kind: 'taxForm' });
    return emails.length === 1 && emails[0].to_address === `${consignorId}@example.com`;
  });
});

it('other tax data makes a correction, marked as one; the file for the IRS has the newest, with whole numbers', async () => {
  const { consignorId, year, march } = await soldInYear('NJ');
  const lost = await client.sold();
  const finance = await nextYear(march);
  // 600.00 are below New Jersey's 1,000.00, and nothing is reported of the second one, whose state isn't known.
  expect((await payeesOf(finance, year, 'reportable')).map(({ id }) => id)).not.toContain(consignorId);
  await giveTaxData(finance, consignorId, { ...w9, region: 'VA' });
  const made = await send<TaxYearShown>(finance, `tax-years/${year}/forms`, { withoutNumber: false });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  await giveTaxData(finance, consignorId, { ...w9, region: 'VA', tinKind: 'ein', tin: '98-7654321' });
  const changed = (await payeesOf(finance, year, 'reportable')).find(({ id }) => id === consignorId);
  expect(changed).toMatchObject({ isChanged: true, form: { version: 1 } });
  await send(finance, `tax-years/${year}/forms`, { withoutNumber: false });
  await drawn(year);
  const newest = (await payeesOf(finance, year, 'reportable')).find(({ id }) => id === consignorId);
  expect(newest).toMatchObject({ isChanged: false, form: { version: 2, isCorrected: true } });
  const text = await textOfPdf(await pdfOf(finance, `/admin/tax-forms/${newest?.form?.id}/copy`));
  expect(text).toContain('CORRECTED');
  expect(text).toContain('**-***4321');
  const { status, body } = await finance.ask<TaxFile>('POST', `/admin/tax-years/${year}/file`);
  expect(status).toBe(200);
  expect(body.name).toBe(`1099-K-${year}.csv`);
  const lines = body.text.replace('\uFEFF', '').trim().split('\r\n');
  const heads = lines[0]?.split(',') ?? [];
  const row = lines.find((line) => line.includes(consignorId))?.split(',') ?? [];
  expect(Object.fromEntries(heads.map((head, at) => [head, row[at]]))).toMatchObject({
    Form: '1099-K',
    'Tax Year': String(year),
    Corrected: 'Yes',
    'Filer TIN (EIN)': '271234560',
    'Payee TIN Type': 'EIN',
    'Payee TIN': '987654321',
    'Payee State': 'VA',
    'Box 1a Gross Amount': '600.00',
    'Box 3 Number Of Payment Transactions': '3',
    'Box 4 Federal Income Tax Withheld': '0.00',
    'Box 5c March': '600.00',
    'Box 5l December': '0.00',
  });
  expect(body.text).not.toContain(lost.consignorId);
  // Exempt since: a correction to zero takes the form back.
  await giveTaxData(finance, consignorId, {
    ...w9,
    region: 'VA',
    tinKind: 'ein',
    tin: '98-7654321',
    classification: 'cCorporation',
    exemptCode: '3',
  });
  await send(finance, `tax-years/${year}/forms`, { withoutNumber: false });
  const all = await app.context.db('tax_forms').where({ consignor_id: consignorId }).orderBy('version');
  expect(all.map(({ version, gross_amount }) => [version, gross_amount])).toEqual([
    [1, 60_000],
    [2, 60_000],
    [3, 0],
  ]);
  await drawn(year);
  // Whole numbers stand in no answer that is kept, no email and no log.
  const { rows: tables } = await app.context.db.raw(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  for (const { name } of tables) {
    const { rows } = await app.context.db.raw(
      `SELECT count(*)::int AS n FROM ${name} t WHERE t::text ~ '123-?45-?6789|98-?7654321'`,
    );
    expect(rows, name).toEqual([{ n: 0 }]);
  }
});

it('whoever lacks a number is named, left out, and made only when finance says so', async () => {
  const march = toMarch();
  await travel(app.context.db, march * dayMs);
  const year = new Date().getUTCFullYear();
  const { consignorId } = await client.sold();
  for (let nth = 0; nth < 2; nth++) await client.sold({ consignorId });
  // The profile has the state; no W-9 was given.
  await app.context.db('consignors').where({ id: consignorId }).update({ region: 'MD', country: 'US' });
  const finance = await nextYear(march);
  expect(await payeesOf(finance, year, 'missing')).toMatchObject([
    { id: consignorId, missing: 'taxMissing', verdict: { state: 'MD' } },
  ]);
  expect((await send(finance, `tax-years/${year}/forms`, { withoutNumber: false })).body.code).toBe(
    'nothing_to_do',
  );
  await send(finance, `tax-years/${year}/forms`, { withoutNumber: true });
  await drawn(year);
  const [payee] = await payeesOf(finance, year, 'missing');
  const text = await textOfPdf(await pdfOf(finance, `/admin/tax-forms/${payee?.form?.id}/copy`));
  expect(text).toContain('None was given');
});
