/** The embedded PostgreSQL after every kind of end, and several starts at once. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { connectOrStartEmbedded } from './index.ts';
import {
  ask,
  dataDir,
  end,
  expectSeatKept,
  isListening,
  kill9,
  quiet,
  SEATS,
  start,
  startApp,
  startWithSeat,
  useFolder,
  useFolders,
  WAIT,
} from './testServers.ts';

useFolders();

describe('starting and stopping', () => {
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
  test('of several concurrent starts one gets the new folder', async () => {
    const all = await Promise.all([startApp(), startApp(), startApp()]);
    expect(all.filter(({ announced }) => announced.refused === undefined)).toHaveLength(1);
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
  test('of the application: the server ends, and the next start has the data', async () => {
    const app = await startWithSeat();
    await kill9(app.process);
    await vi.waitFor(async () => expect(await isListening(app.announced.port)).toBe(false), WAIT);
    await expectSeatKept();
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
