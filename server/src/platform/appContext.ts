/** The bundle that every room gets: configuration, database, engine, log. */
import type { Engine } from './actors/index.ts';
import type { Config } from './config.ts';
import type { Database } from './db/index.ts';
import type { Logger } from './logging.ts';

/** The bundle that rooms get. */
export interface AppContext {
  config: Config;
  db: Database;
  databaseUrl: string;
  engine: Engine;
  log: Logger;
  /** The public URL, without a trailing slash. */
  publicUrl: string;
  /** Signs cookies. */
  secret: string;
}
