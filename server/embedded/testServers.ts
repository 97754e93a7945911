/** Servers and applications of the tests of the embedded PostgreSQL. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import {
  type EmbeddedLog,
  type EmbeddedOptions,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
  temporaryDataDirectory,
} from './index.ts';

type Announced = { url: string; port: number; refused?: string };
/** A process with a server of its own, or beside one. */
export type App = { announced: Announced; process: ChildProcess };

const WATCHDOG = /watchdog\.ts/;
/** Logs nothing. */
export const quiet: EmbeddedLog = { info() {}, warn() {}, error() {} };
const apps: ChildProcess[] = [];
const servers: EmbeddedPostgres[] = [];
/** The folder of the running test. */
export let dataDir: string;
/** A folder whose server was started and stopped once. */
let usedDir: string;

/**
 * Tests that aren't about the first start use a folder that was started once: initdb takes longer than all
 * other tests together.
 */
export function useFolder(): void {
  execFileSync('cp', ['-a', join(usedDir, 'cluster'), dataDir]);
}

/** The most that a condition is waited for; conditions come true within a second. */
export const WAIT = { timeout: 60_000, interval: 20 };

/** @param how 'own': as the application does; 'beside': as a command beside it */
export async function startApp(how: 'own' | 'beside' = 'own'): Promise<App> {
  const app = spawn(process.execPath, [join(import.meta.dirname, 'crashes.fixture.ts'), how, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  apps.push(app);
  const [line] = (await once(createInterface({ input: app.stdout! }), 'line')) as [string];
  return { announced: JSON.parse(line) as Announced, process: app };
}

/** A server in this process that is stopped after the test, whatever its outcome. */
export async function start(
  options: EmbeddedOptions,
  how = startEmbeddedPostgres,
): Promise<EmbeddedPostgres> {
  const server = await how(options);
  servers.push(server);
  return server;
}

/** Ends an application as Ctrl-D does: it stops its server cleanly. */
export async function end(app: ChildProcess): Promise<void> {
  if (app.exitCode !== null || app.signalCode !== null) return;
  app.stdin!.end();
  await once(app, 'exit');
}

/** Kills the process, and waits for its end. */
export async function kill9(app: ChildProcess): Promise<void> {
  app.kill('SIGKILL');
  await once(app, 'exit');
}

/** Asks on a connection of its own. */
export async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The server's process id, while its file exists. */
export function postmaster(): number | undefined {
  const file = join(dataDir, 'cluster', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

/** The process that started this one. */
export function parentOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }));
}

/** Whether somebody listens there. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** Statements that the tests use. */
export const CREATE = 'CREATE TABLE sold (seat text PRIMARY KEY)';
/** The seats that are stored. */
export const SEATS = 'SELECT seat FROM sold ORDER BY seat';

/** Each test of the calling file gets a new folder; what it started ends with it. */
export function useFolders(): void {
  beforeAll(async () => {
    usedDir = temporaryDataDirectory();
    const server = await startEmbeddedPostgres({ dataDir: usedDir, log: quiet });
    await server.stop();
  });
  afterAll(() => rmSync(usedDir, { recursive: true, force: true }));

  beforeEach(() => {
    dataDir = temporaryDataDirectory();
  });
  afterEach(async () => {
    for (const app of apps.splice(0)) await end(app);
    for (const server of servers.splice(0)) await server.stop();
    await vi.waitFor(() => expect(postmaster()).toBeUndefined(), WAIT);
    rmSync(dataDir, { recursive: true, force: true });
  });
}

/** An application with one sold seat in the database. */
export async function startWithSeat(): Promise<App & { server: number; watchdog: number }> {
  useFolder();
  const app = await startApp();
  await ask(app.announced.url, CREATE);
  await ask(app.announced.url, "INSERT INTO sold VALUES ('A1')");
  const server = postmaster()!;
  const watchdog = parentOf(server);
  expect(execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(watchdog)], { encoding: 'utf8' })).toMatch(
    WATCHDOG,
  );
  return { ...app, server, watchdog };
}

/** Expects that the next start has the seat. */
export async function expectSeatKept(): Promise<void> {
  const again = await startApp();
  expect(await ask(again.announced.url, SEATS)).toEqual([{ seat: 'A1' }]);
}
