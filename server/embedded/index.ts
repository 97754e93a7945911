import { chmodSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { findBinaries } from './binaries.ts';
import { ensureCluster, HOLDFAST } from './cluster.ts';
import { type DataFolder, dataFolder, prepareDataFolder } from './dataFolder.ts';
import { connectionUrl, socketFolder } from './localSocket.ts';
import { type EmbeddedLog, EmbeddedPostgresError } from './log.ts';
import { takeOwnership } from './ownership.ts';
import { readPostmasterFile } from './postmaster.ts';
import { startServer } from './server.ts';
import { findServerUser } from './serverUser.ts';
import { DEFAULT_SETTINGS } from './settings.ts';

export { defaultDataDirectory, temporaryDataDirectory } from './dataFolder.ts';
export { type EmbeddedLog, EmbeddedPostgresError } from './log.ts';

/** How to run the embedded server. */
export type EmbeddedOptions = {
  /** A folder for this server alone, created when missing. `defaultDataDirectory()` is this clone's. */
  dataDir: string;
  /** Server settings that override `settings.ts`, by their PostgreSQL name. */
  settings?: Readonly<Record<string, string>>;
  /** Removes `dataDir` when the server ends, even if this process is killed. For tests. */
  throwaway?: boolean;
  log: EmbeddedLog;
};

/** A running embedded server. */
export type EmbeddedPostgres = {
  /**
   * `postgres://…@127.0.0.1:<port>/holdfast?host=<folder of its socket>`, with the password of the server's superuser: never log
   * it. Without `host` it's the server's address by TCP.
   */
  url: string;
  port: number;
  /** Stops the server, or only disconnects when another process owns it. Can be called twice. */
  stop(): Promise<void>;
};

/** How long a command waits for a server that another process is starting or stopping, ms. */
const OTHER_PROCESS_LIMIT_MS = 150_000;
const POLL_MS = 50;

/**
 * Starts Holdfast's own PostgreSQL on a data folder, which is created at the first start: a real server with
 * durable commits, reachable on 127.0.0.1 only, with a database `holdfast`. It ends with this process,
 * however that ends, and committed data is there at the next start.
 * @throws EmbeddedPostgresError when another running process has the folder, or when the server can't be
 * started; the message contains the remedy
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const folder = openFolder(options.dataDir);
  const release = takeOwnership(folder.lock);
  if (!release) {
    throw new EmbeddedPostgresError(
      `Holdfast is already running on the database in ${folder.path}: stop it first, or give this one a folder of its own.`,
    );
  }
  return startOwned(folder, release, options);
}

/**
 * For a command that may run beside `npm start`: connects to the server of that process when there is one,
 * otherwise starts its own, which `stop` ends.
 * @throws EmbeddedPostgresError as `startEmbeddedPostgres`, and when the other process neither becomes ready
 * nor ends within 150 s
 */
export async function connectOrStartEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const folder = openFolder(options.dataDir);
  const limit = Date.now() + OTHER_PROCESS_LIMIT_MS;
  while (Date.now() < limit) {
    const release = takeOwnership(folder.lock);
    if (release) return startOwned(folder, release, options);
    const connection = readConnection(folder);
    if (connection) return { ...connection, stop: async () => {} };
    await delay(POLL_MS);
  }
  throw new EmbeddedPostgresError(
    `Another process has the database in ${folder.path}, but its server doesn't come up.`,
  );
}

async function startOwned(
  folder: DataFolder,
  release: () => void,
  options: EmbeddedOptions,
): Promise<EmbeddedPostgres> {
  const { log } = options;
  try {
    rmSync(folder.connection, { force: true });
    const user = findServerUser(folder.cluster);
    prepareDataFolder(folder, user);
    const binaries = findBinaries(user, log);
    const made = await ensureCluster(folder, binaries, user);
    const sockets = socketFolder(folder.cluster);
    const server = await startServer({
      folder,
      binaries,
      user,
      settings: { ...DEFAULT_SETTINGS, unix_socket_directories: sockets ?? '', ...options.settings },
      removeAfter: options.throwaway ? folder.path : undefined,
      log,
    });
    let stopping: Promise<void> | undefined;
    const stop = () => {
      rmSync(folder.connection, { force: true });
      stopping ??= server.stop().finally(release);
      return stopping;
    };
    try {
      const password = readFileSync(folder.password, 'utf8').trim();
      const urlOf = (database: string) => connectionUrl(password, server.port, database, sockets);
      await ensureDatabase(urlOf('postgres'));
      const connection = { url: urlOf(HOLDFAST), port: server.port };
      writeConnection(folder, connection);
      const runsAs = user ? `, run by ${user.name}` : '';
      log.info(
        `PostgreSQL 18 on 127.0.0.1:${server.port}${runsAs}, ${made ? 'new ' : ''}data in ${folder.path}`,
      );
      return { ...connection, stop };
    } catch (error) {
      await server.stop();
      throw error;
    }
  } catch (error) {
    release();
    if (options.throwaway) rmSync(folder.path, { recursive: true, force: true });
    throw error;
  }
}

function openFolder(path: string): DataFolder {
  try {
    mkdirSync(path, { recursive: true });
    // The real path: an orphaned server is recognized by the path that it was started with.
    return dataFolder(realpathSync(path));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The database folder ${path} can't be made by this user: choose another folder.`,
      { cause },
    );
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {}); // The running query rejects with the same error.
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [HOLDFAST]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${HOLDFAST}`);
  } finally {
    await client.end();
  }
}

type Connection = { url: string; port: number };

function writeConnection(folder: DataFolder, connection: Connection): void {
  const unfinished = `${folder.connection}.new`;
  writeFileSync(unfinished, JSON.stringify(connection), { mode: 0o600 });
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, folder.connection);
}

/** The owner's server; undefined while it is starting or stopping. */
function readConnection(folder: DataFolder): Connection | undefined {
  try {
    const connection = JSON.parse(readFileSync(folder.connection, 'utf8')) as Connection;
    // A killed owner leaves its file, and the next owner may not have removed it yet.
    const server = readPostmasterFile(folder.cluster);
    return server?.ready && server.port === connection.port ? connection : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new EmbeddedPostgresError(
      `The running server of ${folder.path} belongs to another user: use this command as that user.`,
      {
        cause: error,
      },
    );
  }
}
