/** Audit cases of consignors' tax data: who they are to the IRS, and when payouts wait for that. */
import { owedTo, post, withheldTaxes } from '../../src/ledger/index.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { newId } from '../../src/platform/ids.ts';
import { issueAll } from '../../src/receipts/issueReceipts.ts';
import { rebuildSales } from '../../src/statistics/recount.ts';
import { buildEvent } from '../factories/catalog.ts';
import { buildConsignor } from '../factories/consignors.ts';
import { buildListing } from '../factories/listings.ts';
import { Fan } from '../fan.ts';
import { filer, w9 } from '../taxData.ts';
import { type Case, changes } from './case.ts';
import type { Bench } from './testBench.ts';

const reason = 'Second B notice';

/** 24.00 that were withheld of 100.00, which a fan paid. */
async function withheldFrom(bench: Bench): Promise<{ id: string; consignorId: string }> {
  const { app } = bench;
  const consignorId = await buildConsignor(app);
  const eventId = await buildEvent(app);
  const listing = await buildListing(app, { eventId, consignorId, priceAmount: 10_000 });
  const order = await new Fan(bench.running).buy(listing.id, 1);
  await bench.idle();
  const id = newId('withholding');
  await inTransaction(app.db, async (trx) => {
    const at = new Date();
    const [transactionId] = await post(trx, [
      {
        kind: 'backupWithholding',
        cause: id,
        reservationId: null,
        paymentId: null,
        currency: 'USD',
        at: at.toISOString(),
        entries: [
          { account: owedTo(consignorId), amount: 2_400 },
          { account: withheldTaxes, amount: -2_400 },
        ],
      },
    ]);
    await trx('payout_withholdings').insert({
      id,
      consignor_id: consignorId,
      why: 'noNumber',
      gross_amount: 10_000,
      amount: 2_400,
      transaction_id: transactionId,
      at,
      by: 'test',
    });
    await trx('payout_withheld_orders').insert({
      withholding_id: id,
      reservation_id: order.id,
      gross_amount: 10_000,
      amount: 2_400,
    });
  });
  return { id, consignorId };
}

let yearsBack = 0;

/** Two tickets of 300.00, sold for a consignor in Massachusetts in a year that is over and has no other sale. */
async function soldLastYear(bench: Bench): Promise<{ year: number; sum: number }> {
  const { app } = bench;
  const row = await app.db('tax_filer').first();
  if (!row) await bench.does('finance', 'PUT', '/admin/tax-filer', { ...filer, version: 0 });
  const consignorId = await buildConsignor(app);
  await bench.does('finance', 'PUT', `/admin/consignors/${consignorId}/tax-data`, { ...w9, region: 'MA' });
  const eventId = await buildEvent(app);
  const { id } = await buildListing(app, { eventId, consignorId, priceAmount: 30_000 });
  const order = await new Fan(bench.running).buy(id, 2);
  await bench.idle();
  yearsBack += 1;
  const year = new Date().getUTCFullYear() - yearsBack;
  const at = `${year}-06-15T12:00:00Z`;
  await app.db.transaction(async (trx) => {
    // The books are append-only: only a test moves a sale into the past, with what says when it was.
    await trx.raw('SET LOCAL session_replication_role = replica');
    await trx('reservations').where({ id: order.id }).update({ paid_at: at });
    await trx('ledger_transactions').where({ reservation_id: order.id }).update({ at });
    await trx('payout_open_entries').where({ reservation_id: order.id }).update({ at });
  });
  await inTransaction(app.db, rebuildSales);
  // What was paid before the last run of receipts has its own by the nightly look.
  await issueAll(app.db, { ever: true });
  return { year, sum: 60_000 };
}

/** The cases. */
export const taxDataCases: Case[] = [
  changes({ by: 'finance', route: 'PUT /admin/consignors/:id/tax-data' }, async (bench) => {
    const id = await buildConsignor(bench.app);
    return {
      path: `/admin/consignors/${id}/tax-data`,
      body: w9,
      entries: [
        {
          what: 'consignor.giveTaxData',
          subject: id,
          before: null,
          after: { kind: 'w9', lastFour: '6789', as: 'finance' },
        },
      ],
    };
  }),
  changes({ by: 'admin', route: 'PUT /admin/settings/tax-data' }, async (bench) => {
    const { version } = await bench.app.db('tax_data_settings').first();
    return {
      path: '/admin/settings/tax-data',
      body: { isAsked: false, limit: 50_000, version },
      entries: [
        {
          what: 'marketplace.changeTaxData',
          subject: 'taxData',
          before: { isAsked: false, limitAmount: 60_000 },
          after: { isAsked: false, limitAmount: 50_000 },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'PUT /admin/tax-filer' }, async (bench) => {
    const row = await bench.app.db('tax_filer').first();
    return {
      path: '/admin/tax-filer',
      body: { ...filer, version: row?.version ?? 0 },
      entries: [
        {
          what: 'taxYear.changeFiler',
          subject: 'filer',
          before: row ? { name: filer.name } : null,
          after: { name: filer.name, ein: filer.ein.replace('-', '') },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/tax-years/:id/forms' }, async (bench) => {
    const { year, sum } = await soldLastYear(bench);
    return {
      path: `/admin/tax-years/${year}/forms`,
      body: { withoutNumber: false },
      entries: [
        {
          what: 'taxYear.make',
          subject: String(year),
          before: null,
          after: { forms: 1, corrections: 0, grossAmount: sum, withoutNumber: false },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/tax-years/:id/file' }, async (bench) => {
    const { year } = await soldLastYear(bench);
    await bench.does('finance', 'POST', `/admin/tax-years/${year}/forms`, { withoutNumber: false });
    return {
      path: `/admin/tax-years/${year}/file`,
      entries: [
        {
          what: 'taxYear.download',
          subject: String(year),
          before: null,
          after: { name: `1099-K-${year}.csv` },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/payables/:id/withholding-notice' }, async (bench) => {
    const id = await buildConsignor(bench.app);
    return {
      path: `/admin/payables/${id}/withholding-notice`,
      body: { reason },
      entries: [
        {
          what: 'consignor.withholdingNotice',
          subject: id,
          reason,
          before: { reason: null },
          after: { reason },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/payables/:id/withholding-notice/end' }, async (bench) => {
    const id = await buildConsignor(bench.app);
    await bench.does('finance', 'POST', `/admin/payables/${id}/withholding-notice`, { reason });
    return {
      path: `/admin/payables/${id}/withholding-notice/end`,
      body: { reason },
      entries: [
        {
          what: 'consignor.endWithholdingNotice',
          subject: id,
          reason,
          before: { reason },
          after: { reason: null },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/withholdings/:id/return' }, async (bench) => {
    const { id, consignorId } = await withheldFrom(bench);
    return {
      path: `/admin/withholdings/${id}/return`,
      body: { reason },
      entries: [
        {
          what: 'consignor.returnWithheld',
          subject: consignorId,
          reason,
          before: { withheldAmount: 2_400 },
          after: { withheldAmount: 0 },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/withheld-tax/deposits' }, async (bench) => {
    await withheldFrom(bench);
    const paid = { amount: 2_400, paidOn: new Date().toISOString().slice(0, 10), reference: 'EFT 1' };
    return {
      path: '/admin/withheld-tax/deposits',
      body: paid,
      entries: [{ what: 'taxYear.deposit', subject: paid.paidOn.slice(0, 4), before: null, after: paid }],
    };
  }),
];
