/**
 * `node server/bench/exports.ts`: the whole general ledger as a file, at once and in the background, and how much memory each process
 * needs at most. It generates a database as `npm run bench -- finance` does (`--tickets 520000` makes about a million entries);
 * `--url postgres://…` takes a generated one that is there.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { AskedExport, ExportRow } from '@holdfast/shared/exports';
import { demoAccounts } from '../src/accounts/index.ts';
import { openDatabase } from '../src/platform/db/index.ts';
import { type CpuMs, forgetPeaks, peakMemoryMb, serverCpuMs } from './cpu.ts';
import { type BenchEnvironment, prepareEnvironment, startProcesses } from './environment.ts';
import { generatedDatabase } from './generated.ts';
import { printTable, recordResult, whole } from './report.ts';

const { values } = parseArgs({
  options: { url: { type: 'string' } },
  allowPositionals: true,
  strict: false,
});

async function environmentOf(url: string): Promise<BenchEnvironment> {
  const db = openDatabase(url, { max: 2, onError: () => {} });
  return { databaseUrl: url, app: { db } as BenchEnvironment['app'], stop: () => db.destroy() };
}

async function signIn(url: string): Promise<string> {
  const account = demoAccounts.find(({ role }) => role === 'finance');
  const session = await fetch(`${url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: account?.email, password: account?.password }),
  });
  return session.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

/** Reads an answer to its end, without keeping it. */
async function download(url: string, cookie: string): Promise<{ lines: number; bytes: number }> {
  const response = await fetch(url, { headers: { cookie, 'accept-encoding': 'identity' } });
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`);
  let lines = 0;
  let bytes = 0;
  for await (const part of response.body) {
    bytes += part.length;
    for (const byte of part) if (byte === 10) lines += 1;
  }
  return { lines, bytes };
}

const environment =
  typeof values.url === 'string' ? await environmentOf(values.url) : await prepareEnvironment();
if (values.url === undefined) await generatedDatabase(environment, { consignors: 12_000, paysOut: false });
const { db } = environment.app;
const processes = await startProcesses(environment, { web: 1, workers: 1 });
const url = `http://127.0.0.1:${processes.port}/api`;
const cookie = await signIn(url);

const sumOf = ({ product, database }: CpuMs) => product + database;

/** The web process answers, the worker writes in the background: what one of them needed says nothing of the other. */
const peaks = () =>
  `web ${whole(peakMemoryMb(processes.pids.web))}, worker ${whole(peakMemoryMb(processes.pids.worker))} MB`;

/** Measures what is done, and how large the processes of the product were at most meanwhile. */
async function measure(what: string, goal: string, act: () => Promise<string>): Promise<void> {
  forgetPeaks();
  const before = peaks();
  const used = sumOf(await serverCpuMs(db));
  const begun = performance.now();
  const made = await act();
  const seconds = (performance.now() - begun) / 1000;
  const cpu = (sumOf(await serverCpuMs(db)) - used) / 1000;
  recordResult({
    what: `${what}, ${made}`,
    ours: `${seconds.toFixed(1)} s, CPU ${cpu.toFixed(1)} s, at most ${peaks()} (${before} before)`,
    goal,
  });
}

await measure('The general ledger as CSV, at once', 'flat', async () => {
  const { lines, bytes } = await download(`${url}/admin/ledger-entries.csv`, cookie);
  return `${whole(lines)} lines, ${whole(bytes / 1e6)} MB`;
});
let asked: ExportRow | null = null;
await measure('The same in the background, written', 'flat', async () => {
  const answer = await fetch(`${url}/admin/exports`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'idempotency-key': `bench-${Date.now()}` },
    body: JSON.stringify({ table: '/admin/ledger-entries', format: 'csv', query: '' }),
  });
  asked = ((await answer.json()) as AskedExport).export;
  while (asked && asked.state !== 'ready') {
    if (asked.state === 'failed') throw new Error(asked.failure ?? 'it failed');
    await pause(250);
    asked = (await (
      await fetch(`${url}/admin/exports/${asked.id}`, { headers: { cookie } })
    ).json()) as ExportRow;
  }
  return `${whole(asked?.done ?? 0)} rows`;
});
await measure('and downloaded', 'flat', async () => {
  const { lines, bytes } = await download(`${url}/admin/exports/${asked?.id}/file`, cookie);
  return `${whole(lines)} lines, ${whole(bytes / 1e6)} MB`;
});
await processes.stop();
await environment.stop();
printTable();
