/** Fills what tax is withheld from payouts, who files Forms 1099-K, a form of the year before, and a report that is emailed. */
import type { PayableShown, PayoutRunShown } from '@holdfast/shared/payouts';
import type { TaxFormFacts } from '@holdfast/shared/taxForms';
import { inTransaction } from '../../../src/platform/db/index.ts';
import { newId } from '../../../src/platform/ids.ts';
import { jobs } from '../../../src/platform/jobs/index.ts';
import { drawTask } from '../../../src/taxForms/makeForms.ts';
import { TaxForm } from '../../../src/taxForms/TaxForm.ts';
import { buildEvent } from '../../factories/catalog.ts';
import { buildConsignor } from '../../factories/consignors.ts';
import { buildListing } from '../../factories/listings.ts';
import { fromNow } from '../../factories/times.ts';
import { eventually, Fan } from '../../fan.ts';
import { signedIn } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';
import { filer, giveTaxData } from '../../taxData.ts';
import { posted } from './listings.ts';

const reason = 'Second B notice';
/** Milliseconds from the first of 201 purchases to the event's begin: a busy machine makes three of them a second. */
const saleMs = 180_000;

/** @throws Error when something is refused, or nothing is withheld */
export async function fillTaxYear(running: TestApp, staffId: string): Promise<void> {
  const finance = await signedIn(running, 'finance', 'Fin Ance');
  const consignorId = await withhold(running, finance);
  const { status } = await finance.ask('PUT', '/admin/tax-filer', { ...filer, version: 0 });
  if (status !== 200) throw new Error(`who files wasn't stored: ${status}`);
  await fillForm(running, consignorId);
  await posted(finance, '/admin/scheduled-reports', {
    name: 'Revenue for Monday’s meeting',
    report: 'revenue',
    by: 'event',
    on: 'booked',
    event: null,
    team: null,
    league: null,
    consignor: null,
    period: 'thisYear',
    rhythm: 'weekly',
    sendDay: 1,
    recipients: [staffId],
  });
}

/**
 * A consignor of whom the IRS sent a notice, past both limits of the year: more than 20,000.00 in more than 200 payments. The
 * second payout has tax withheld, of which a part is paid to the IRS.
 */
async function withhold(running: TestApp, finance: Fan): Promise<string> {
  const { context } = running;
  const consignorId = await buildConsignor(context);
  await context.db('consignors').where({ id: consignorId }).update({ payout_days: 0 });
  const orders = 201;
  const listing = await buildListing(context, {
    eventId: await buildEvent(context, { startsAt: fromNow(saleMs) }),
    consignorId,
    priceAmount: 12_000,
    ticketType: 'VIP',
    quantity: orders,
  });
  const left = Array.from({ length: orders }, () => new Fan(running));
  const buyOne = async () => {
    for (let fan = left.pop(); fan; fan = left.pop()) await fan.buy(listing.id, 1);
  };
  await Promise.all(Array.from({ length: 8 }, buyOne));
  const given = await giveTaxData(finance, consignorId);
  if (given.status !== 200) throw new Error(`the tax data was refused: ${JSON.stringify(given.body)}`);
  await posted(finance, `/admin/payables/${consignorId}/withholding-notice`, { reason });
  const owed = async () =>
    (await finance.ask<PayableShown>('GET', `/admin/payables/${consignorId}`)).body.payable > 0;
  await eventually('it may be paid', owed, 2 * saleMs);
  const run = await posted<PayoutRunShown>(finance, '/admin/payout-runs', { minimum: 1 });
  const [withheld] = run.withheld;
  if (!withheld) throw new Error('nothing was withheld');
  await posted(await signedIn(running, 'finance'), `/admin/payout-runs/${run.id}/approve`, {});
  const paidOn = new Date().toISOString().slice(0, 10);
  await posted(finance, `/admin/payout-runs/${run.id}/pay`, {
    way: 'check',
    reference: 'Check 1041',
    paidOn,
  });
  const deposit = { amount: withheld.amount - 1, paidOn, reference: 'EFT 1' };
  await posted(finance, '/admin/withheld-tax/deposits', deposit);
  return consignorId;
}

/** A form of the year before, as if it had been made then: its year has to be over, and this database is minutes old. */
async function fillForm({ context }: TestApp, consignorId: string): Promise<void> {
  const gross = 2_500_000;
  const boxes = {
    gross,
    transactions: 201,
    withheld: 0,
    months: Array.from({ length: 12 }, (_, i) => (i ? 0 : gross)),
  };
  const recipient: TaxFormFacts['recipient'] = {
    name: 'Pat Owner',
    businessName: null,
    street: '12 Lake Drive',
    city: 'Erie',
    region: 'PA',
    postalCode: '16501',
    country: 'US',
    tinKind: 'ssn',
    lastFour: '6789',
  };
  const id = newId('taxForm');
  await inTransaction(context.db, async (trx) => {
    await TaxForm.query(trx).insert({
      id,
      year: new Date().getUTCFullYear() - 1,
      consignorId,
      version: 1,
      taxpayerId: null,
      facts: { filer: { ...filer, ein: filer.ein.replace('-', '') }, recipient, boxes },
      grossAmount: gross,
      transactions: boxes.transactions,
      withheldAmount: 0,
      madeAt: new Date(),
      madeBy: 'test',
      document: null,
    });
    await jobs.add(trx, [{ task: drawTask, payload: { formId: id }, key: `${drawTask} ${id}` }]);
  });
  await eventually(
    'its copy is drawn',
    async () => (await context.db('tax_forms').where({ id }).first()).document !== null,
  );
}
