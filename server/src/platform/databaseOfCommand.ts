/** The database of a command-line tool: DATABASE_URL, or the embedded one, started if it isn't running. */

import { connectOrStartEmbedded, defaultDataDirectory } from '../../embedded/index.ts';
import { readConfig } from './config.ts';

/**
 * Finds or starts the database of a command-line tool. `release` stops what it started.
 * @throws EmbeddedPostgresError when it can't be started
 */
export async function databaseOfCommand(): Promise<{ url: string; release(): Promise<void> }> {
  const { databaseUrl } = readConfig(process.env);
  if (databaseUrl !== null) return { url: databaseUrl, release: async () => {} };
  const log = { info() {}, warn: console.warn, error: console.error };
  const server = await connectOrStartEmbedded({ dataDir: defaultDataDirectory(), log });
  return { url: server.url, release: () => server.stop() };
}
