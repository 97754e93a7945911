/** The database that a command works on: that of DATABASE_URL, or the embedded one, running or started for a moment. */

import { connectOrStartEmbedded, defaultDataDirectory } from '../../embedded/index.ts';
import { readConfig } from './config.ts';

export async function databaseOfCommand(): Promise<{ url: string; release(): Promise<void> }> {
  const { databaseUrl } = readConfig(process.env);
  if (databaseUrl !== null) return { url: databaseUrl, release: async () => {} };
  const log = { info() {}, warn: console.warn, error: console.error };
  const server = await connectOrStartEmbedded({ dataDir: defaultDataDirectory(), log });
  return { url: server.url, release: () => server.stop() };
}
