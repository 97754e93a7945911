/** What finance waits for over a million tickets: a run of payouts for everybody, the reports of a year, the file of the whole ledger. */

import { addToSums } from '../src/accounting/index.ts';
import { demoAccounts } from '../src/accounts/index.ts';
import { beginApproval, beginRun, payRun, workRun } from '../src/payouts/index.ts';
import type { AppContext } from '../src/platform/appContext.ts';
import { inTransaction } from '../src/platform/db/index.ts';
import { marketToday } from '../src/stats/index.ts';
import { asker } from './asker.ts';
import { forgetPeaks, ownCpuMs, peakMemoryMb, serverCpuMs } from './cpu.ts';
import { recordResult, whole } from './report.ts';

const by = (name: string) => ({ by: name, requestId: null });

/** Makes a run of everything that is due, approves it and says that it was paid. */
export async function payEverybody({ db, engine }: AppContext): Promise<void> {
  let id = '';
  const step = async (what: string, goal: string, take: () => Promise<unknown>) => {
    const cpuMs = async () => ownCpuMs() + (await serverCpuMs(db));
    const used = await cpuMs();
    const begun = performance.now();
    await take();
    const seconds = (performance.now() - begun) / 1000;
    const cpu = ((await cpuMs()) - used) / 1000;
    recordResult({ what, ours: `${seconds.toFixed(1)} s, CPU ${cpu.toFixed(1)} s`, goal });
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
  await step('It was paid by check', '60 s', () =>
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
  const orders = await some(
    `SELECT r.id FROM reservations r
     WHERE r.id IN (SELECT id FROM reservations TABLESAMPLE SYSTEM (1)) AND r.state = 'paid' ORDER BY md5(r.id) LIMIT 50`,
  );
  for (const [what, paths] of [
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
