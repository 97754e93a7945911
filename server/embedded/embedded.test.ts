/** The embedded PostgreSQL: it starts, stops, is there once, and comes back after a kill. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { socketFolder } from './localSocket.ts';
import {
  ask,
  CREATE,
  dataDir,
  end,
  expectSeatKept,
  isListening,
  kill9,
  postmaster,
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
    // Its own address is the socket; programs of other users reach it by TCP.
    const byTcp = new URL(server.url);
    byTcp.searchParams.delete('host');
    const address = 'SELECT host(inet_server_addr()) AS address';
    expect(await ask(server.url, address)).toEqual([
      { address: socketFolder(join(dataDir, 'cluster')) === undefined ? '127.0.0.1' : null },
    ]);
    expect(await ask(byTcp.href, address)).toEqual([{ address: '127.0.0.1' }]);
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
});

describe('two starts', () => {
  test('a second start is refused with a message, and the first continues', async () => {
    useFolder();
    const first = await startApp();
    const second = await startApp();
    expect(second.announced.refused).toMatch(/already running on the database in .*: stop it first/);
    expect(await ask(first.announced.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
  });

  test('a command beside a running application uses its server and leaves it running', async () => {
    useFolder();
    const app = await startApp();
    const beside = await startApp('beside');
    expect(beside.announced).toEqual(app.announced);
    await end(beside.process);
    expect(await ask(app.announced.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
  });
});

describe('kill -9', () => {
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
});
