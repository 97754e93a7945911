/** What finance waits for over a million tickets: a run of payouts for everybody, the reports of a year, the file of the whole ledger. */

import { addToSums } from '../src/accounting/index.ts';
import { demoAccounts } from '../src/accounts/index.ts';
import { changeBankSettings, giveBankAccount } from '../src/bankAccounts/index.ts';
import { makeFile, settleFile } from '../src/bankFiles/index.ts';
import { beginApproval, beginRun, payRun, workRun } from '../src/payouts/index.ts';
import type { AppContext } from '../src/platform/appContext.ts';
import { inTransaction } from '../src/platform/db/index.ts';
import { marketToday } from '../src/stats/index.ts';
import { payDay, usAccount, usOrigin } from '../test/bankData.ts';
import { asker } from './asker.ts';
import { forgetPeaks, ownCpuMs, peakMemoryMb, serverCpuMs } from './cpu.ts';
import { recordResult, whole } from './report.ts';

const by = (name: string) => ({ by: name, requestId: null });

/** Consignors with bank data: giving it is one request each. */
const paidByFile = 2_000;

async function giveBankData({ db, secret }: AppContext): Promise<void> {
  const ids: string[] = await db('consignors')
    .where('id', 'like', 'con\\_00b%')
    .orderBy('id')
    .limit(paidByFile)
    .pluck('id');
  await inTransaction(db, async (trx) => {
    const { version } = await db('bank_settings').transacting(trx).first('version');
    const settings = { waitingDays: 0, requiresBankData: false, sepa: null, us: usOrigin, version };
    await changeBankSettings(trx, secret, settings, by('admin'));
    for (const consignorId of ids)
      await giveBankAccount(trx, { secret, consignorId, details: usAccount, as: 'finance' }, by('maker'));
  });
}

/** Makes a run of everything that is due, approves it, sends some of it to the bank and says that all of it was paid. */
export async function payEverybody(app: AppContext): Promise<void> {
  const { db, engine, secret } = app;
  let id = '';
  await giveBankData(app);
  const step = async (what: string, goal: string, take: () => Promise<unknown>) => {
    const [own, server] = [ownCpuMs(), await serverCpuMs(db)];
    const begun = performance.now();
    await take();
    const inSeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
    const took = inSeconds(performance.now() - begun);
    const used = await serverCpuMs(db);
    // This process does what the web process and the worker do.
    const cpu = `product ${inSeconds(ownCpuMs() - own)}, database ${inSeconds(used.database - server.database)}`;
    recordResult({ what, ours: `${took}, CPU: ${cpu}`, goal });
  };
  // The first part as the request makes it, the others as the job does.
  await step('A run of everything that is due, made', '10 s', async () => {
    await inTransaction(db, async (trx) => {
      id = await beginRun(trx, engine, { minimum: 1, note: null }, by('maker'));
    });
    await workRun({ db, engine }, id);
  });
  const { rows } = await db.raw(
    `SELECT (SELECT count(*) FROM payouts WHERE run_id = :id)::int AS payouts,
       (SELECT count(*) FROM payout_lines l JOIN payouts o ON o.id = l.payout_id WHERE o.run_id = :id)::int AS lines`,
    { id },
  );
  console.log(`  (${whole(rows[0].payouts)} payouts of ${whole(rows[0].lines)} entries)`);
  await step('It is approved', '60 s', async () => {
    await inTransaction(db, (trx) => beginApproval(trx, engine, id, by('approver')));
    await workRun({ db, engine }, id);
  });
  let file = '';
  await step(`A file for the bank of ${whole(paidByFile)} of them, made`, '60 s', () =>
    inTransaction(db, async (trx) => {
      file = await makeFile(trx, engine, { secret, runId: id, paysOn: payDay() }, by('maker'));
    }),
  );
  await step('The bank paid it', '60 s', () =>
    inTransaction(db, async (trx) => settleFile(trx, engine, file, await marketToday(trx), by('maker'))),
  );
  await step('The others were paid by check', '60 s', () =>
    inTransaction(db, async (trx) =>
      payRun(
        trx,
        engine,
        id,
        { way: 'check', reference: 'Checks', paidOn: await marketToday(trx) },
        by('maker'),
      ),
    ),
  );
  await addToSums(db);
  await db.raw(
    'VACUUM (ANALYZE) payouts, payout_lines, payout_open_entries, ledger_transactions, ledger_entries',
  );
}

/** The reports of a year, and what is owed. A year that doesn't begin with a month costs most. */
export async function readReports({ db }: AppContext, port: number): Promise<void> {
  const ask = await asker(db, port, 'finance');
  const dayOf = (date: Date) => date.toISOString().slice(0, 10);
  const year = `from=${dayOf(new Date(Date.now() - 365 * 86_400_000))}&until=${dayOf(new Date())}`;
  const run = (await db('payout_runs').orderBy('id', 'desc').first('id')).id;
  for (const [what, path] of [
    ['Revenue by month', 'reports?report=revenue&by=month'],
    ['Proceeds by consignor', 'reports?report=earned&by=consignor'],
    ['Proceeds by consignor, a year', `reports?report=earned&by=consignor&${year}`],
    ['Revenue by event, a year', `reports?report=revenue&by=event&${year}`],
    ['Revenue by team', 'reports?report=revenue&by=team'],
    ['Revenue by event', 'reports?report=revenue&by=event'],
    ['Sales by month of the event', 'reports?report=sales&by=month&on=event'],
    ['Trial balance', 'ledger-accounts'],
    ['General ledger, first page', 'ledger-entries'],
    ['Owed to consignors', 'payables'],
    ['Owed by age', 'payable-ages'],
    ['The run', `payout-runs/${run}`],
    ['Its payouts, a page', `payout-runs/${run}/payouts?perPage=50`],
  ] as const)
    await ask(what, [`/${path}`], '500 ms');
}

/** From a figure to what it is made of: each step of the way from a payout to the charge of a fan. */
export async function walkHome({ db }: AppContext, port: number): Promise<void> {
  const ask = await asker(db, port, 'finance');
  const some = async (text: string): Promise<Record<string, string>[]> => (await db.raw(text)).rows;
  const payouts = await some(`SELECT id, consignor_id FROM payouts ORDER BY md5(id) LIMIT 50`);
  const files = await some('SELECT id FROM bank_files');
  const orders = await some(
    `SELECT r.id FROM reservations r
     WHERE r.id IN (SELECT id FROM reservations TABLESAMPLE SYSTEM (1)) AND r.state = 'paid' ORDER BY md5(r.id) LIMIT 50`,
  );
  for (const [what, paths] of [
    ['A bank file with its lines', files.map(({ id }) => `/bank-files/${id}`)],
    ['A payout with its lines', payouts.map(({ id }) => `/payouts/${id}`)],
    ['What a consignor is owed', payouts.map(({ consignor_id: id }) => `/payables/${id}`)],
    ['Their statement', payouts.map(({ consignor_id: id }) => `/payables/${id}/statement`)],
    ['An order with its payment', orders.map(({ id }) => `/reservations/${id}`)],
    ['The entries of a figure', ['/ledger-entries?report=revenue&column=commission']],
  ] as const)
    await ask(what, [...paths], '300 ms');
}

/** The whole ledger as CSV and every line of the payouts, and how much memory the web process needed for each. */
export async function exportLedger(port: number): Promise<void> {
  await exportFile(port, 'The general ledger', 'ledger-entries.csv');
  await exportFile(port, 'Every line of the payouts', 'payout-lines.csv');
}

async function exportFile(port: number, name: string, path: string): Promise<void> {
  const url = `http://127.0.0.1:${port}/api`;
  const account = demoAccounts.find(({ role }) => role === 'finance');
  const session = await fetch(`${url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: account?.email, password: account?.password }),
  });
  const cookie = session.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const before = peakMemoryMb();
  forgetPeaks();
  const begun = performance.now();
  const response = await fetch(`${url}/admin/${path}`, { headers: { cookie } });
  if (!response.ok || !response.body) throw new Error(`the export answered ${response.status}`);
  let lines = 0;
  for await (const part of response.body) for (const byte of part) if (byte === 10) lines += 1;
  recordResult({
    what: `${name} as CSV, ${whole(lines)} lines`,
    ours: `${((performance.now() - begun) / 1000).toFixed(1)} s, at most ${whole(peakMemoryMb())} MB (${whole(before)} MB before)`,
    goal: 'flat',
  });
}
