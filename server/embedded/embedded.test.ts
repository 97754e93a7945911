import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  connectOrStartEmbedded,
  type EmbeddedLog,
  type EmbeddedOptions,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
  temporaryDataDirectory,
} from './index.ts';

type Announced = { url: string; port: number; refused?: string };
type App = { announced: Announced; process: ChildProcess };

const WATCHDOG = /watchdog\.ts/;
const quiet: EmbeddedLog = { info() {}, warn() {}, error() {} };
const apps: ChildProcess[] = [];
const servers: EmbeddedPostgres[] = [];
let dataDir: string;
/** A folder whose server was started and stopped once. */
let usedDir: string;

beforeAll(async () => {
  usedDir = temporaryDataDirectory();
  const server = await startEmbeddedPostgres({ dataDir: usedDir, log: quiet });
  await server.stop();
});
afterAll(() => rmSync(usedDir, { recursive: true, force: true }));

beforeEach(() => {
  dataDir = temporaryDataDirectory();
});

/**
 * Tests that aren't about the first start use a folder that was started once: initdb takes longer than all
 * other tests together.
 */
function useFolder(): void {
  execFileSync('cp', ['-a', join(usedDir, 'cluster'), dataDir]);
}

afterEach(async () => {
  for (const app of apps.splice(0)) await end(app);
  for (const server of servers.splice(0)) await server.stop();
  await vi.waitFor(() => expect(postmaster()).toBeUndefined(), WAIT);
  rmSync(dataDir, { recursive: true, force: true });
});

/** The most that a condition is waited for; conditions come true within a second. */
const WAIT = { timeout: 60_000, interval: 20 };

async function startApp(how: 'own' | 'beside' = 'own'): Promise<App> {
  const app = spawn(process.execPath, [join(import.meta.dirname, 'crashes.fixture.ts'), how, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  apps.push(app);
  const [line] = (await once(createInterface({ input: app.stdout! }), 'line')) as [string];
  return { announced: JSON.parse(line) as Announced, process: app };
}

/** A server in this process that is stopped after the test, whatever its outcome. */
async function start(options: EmbeddedOptions, how = startEmbeddedPostgres): Promise<EmbeddedPostgres> {
  const server = await how(options);
  servers.push(server);
  return server;
}

/** Ends an application as Ctrl-D does: it stops its server cleanly. */
async function end(app: ChildProcess): Promise<void> {
  if (app.exitCode !== null || app.signalCode !== null) return;
  app.stdin!.end();
  await once(app, 'exit');
}

async function kill9(app: ChildProcess): Promise<void> {
  app.kill('SIGKILL');
  await once(app, 'exit');
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
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
function postmaster(): number | undefined {
  const file = join(dataDir, 'cluster', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

function parentOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }));
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

const CREATE = 'CREATE TABLE sold (seat text PRIMARY KEY)';
const SEATS = 'SELECT seat FROM sold ORDER BY seat';

describe('starting and stopping', () => {
  test('a new folder gets a durable UTF-8 cluster with a password that only its owner can read', async () => {
    const server = await start({ dataDir, log: quiet });
    const settings = `SELECT current_setting('server_encoding') AS encoding, current_setting('data_checksums') AS checksums,
        current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit, current_setting('jit') AS jit,
        current_database() AS database, (SELECT datlocale FROM pg_database WHERE datname = current_database()) AS locale`;
    expect(await ask(server.url, settings)).toEqual([
      {
        encoding: 'UTF8',
        checksums: 'on',
        fsync: 'on',
        commit: 'on',
        jit: 'off',
        database: 'holdfast',
        locale: 'C.UTF-8',
      },
    ]);
    for (const file of ['connection.json', 'cluster/holdfast.password']) {
      expect(statSync(join(dataDir, file)).mode & 0o777).toBe(0o600);
    }
    const wrong = new URL(server.url);
    wrong.password = 'guessed';
    await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    expect(readdirSync(dataDir).sort()).toEqual(['cluster', 'connection.json', 'lock', 'postgres.log']);
    await server.stop();
  });

  test('data survives a restart, and stop can be called twice', async () => {
    useFolder();
    const first = await start({ dataDir, log: quiet });
    await ask(first.url, CREATE);
    await Promise.all([first.stop(), first.stop()]);
    expect(await isListening(first.port)).toBe(false);

    const second = await start({ dataDir, settings: { work_mem: '5MB' }, log: quiet });
    expect(await ask(second.url, SEATS)).toEqual([]);
    expect(await ask(second.url, 'SHOW work_mem')).toEqual([{ work_mem: '5MB' }]);
    await second.stop();
  });

  test('an interrupted initdb is repeated', async () => {
    const interrupted = join(dataDir, 'cluster.new-0a0b0c0d');
    writeFileSync(interrupted, 'half a cluster');
    const server = await start({ dataDir, log: quiet });
    expect(existsSync(interrupted)).toBe(false);
    await server.stop();
  });

  test('a setting that the server refuses is reported with the server’s message, and the folder is unlocked', async () => {
    useFolder();
    const settings = { shared_buffers: 'plenty' };
    await expect(start({ dataDir, settings, log: quiet })).rejects.toThrow(/shared_buffers/);
    const server = await start({ dataDir, log: quiet });
    await server.stop();
  });

  test('a throwaway server removes its folder', async () => {
    useFolder();
    const server = await start({ dataDir, throwaway: true, log: quiet });
    await server.stop();
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe('two starts', () => {
  test('a second start is refused with a message, and the first continues', async () => {
    useFolder();
    const first = await startApp();
    const second = await startApp();
    expect(second.announced.refused).toMatch(/already running on the database in .*: stop it first/);
    expect(await ask(first.announced.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
  });

  test('of several concurrent starts one gets the new folder', async () => {
    const all = await Promise.all([startApp(), startApp(), startApp()]);
    expect(all.filter(({ announced }) => announced.refused === undefined)).toHaveLength(1);
  });

  test('a command beside a running application uses its server and leaves it running', async () => {
    useFolder();
    const app = await startApp();
    const beside = await startApp('beside');
    expect(beside.announced).toEqual(app.announced);
    await end(beside.process);
    expect(await ask(app.announced.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
  });

  test('a command beside an application that is just starting waits for its server', async () => {
    const [app, beside] = await Promise.all([startApp(), startApp('beside')]);
    // The first of the two owns the server; the application is refused when the command was first.
    const owner = app.announced.refused ? beside : app;
    expect(await ask(beside.announced.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
    expect(beside.announced.port).toBe(owner.announced.port);
  });

  test('a command alone starts a server and stops it', async () => {
    useFolder();
    const alone = await start({ dataDir, log: quiet }, connectOrStartEmbedded);
    expect(await ask(alone.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
    await alone.stop();
    expect(await isListening(alone.port)).toBe(false);
  });
});

describe('kill -9', () => {
  /** An application with one sold seat in the database. */
  async function startWithSeat(): Promise<App & { server: number; watchdog: number }> {
    useFolder();
    const app = await startApp();
    await ask(app.announced.url, CREATE);
    await ask(app.announced.url, "INSERT INTO sold VALUES ('A1')");
    const server = postmaster()!;
    const watchdog = parentOf(server);
    expect(
      execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(watchdog)], { encoding: 'utf8' }),
    ).toMatch(WATCHDOG);
    return { ...app, server, watchdog };
  }

  async function expectSeatKept(): Promise<void> {
    const again = await startApp();
    expect(await ask(again.announced.url, SEATS)).toEqual([{ seat: 'A1' }]);
  }

  test('of the application: the server ends, and the next start has the data', async () => {
    const app = await startWithSeat();
    await kill9(app.process);
    await vi.waitFor(async () => expect(await isListening(app.announced.port)).toBe(false), WAIT);
    await expectSeatKept();
  });

  test('of the application: a start at the same moment has the data', async () => {
    const app = await startWithSeat();
    await kill9(app.process);
    await expectSeatKept();
  });

  test('of the server: it restarts on its port with the data', async () => {
    const app = await startWithSeat();
    process.kill(app.server, 'SIGKILL');
    await vi.waitFor(async () => expect(await ask(app.announced.url, SEATS)).toEqual([{ seat: 'A1' }]), WAIT);
    expect(postmaster()).not.toBe(app.server);
  });

  test('of the watchdog and the application: the next start ends the orphan and has the data', async () => {
    const app = await startWithSeat();
    process.kill(app.watchdog, 'SIGKILL');
    await kill9(app.process);
    expect(await isListening(app.announced.port)).toBe(true);
    await expectSeatKept();
    expect(await isListening(app.announced.port)).toBe(false);
  });

  test('of all three: the next start recovers the data from the log', async () => {
    const app = await startWithSeat();
    for (const pid of [app.watchdog, app.server]) process.kill(pid, 'SIGKILL');
    await kill9(app.process);
    await expectSeatKept();
  });

  test('of the watchdog alone: the application continues, and still stops the server', async () => {
    const app = await startWithSeat();
    process.kill(app.watchdog, 'SIGKILL');
    expect(await ask(app.announced.url, SEATS)).toEqual([{ seat: 'A1' }]);
    await end(app.process);
    expect(await isListening(app.announced.port)).toBe(false);
  });

  test('a process id that belongs to another program now isn’t waited for', async () => {
    const app = await startWithSeat();
    for (const pid of [app.watchdog, app.server]) process.kill(pid, 'SIGKILL');
    await kill9(app.process);
    const file = join(dataDir, 'cluster', 'postmaster.pid');
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, [process.pid, ...lines.slice(1)].join('\n'));
    await expectSeatKept();
  });
});
