/** What every room is handed: the running house. */
import type { Engine } from './actors/index.ts';
import type { Config } from './config.ts';
import type { Database } from './db/index.ts';
import type { Logger } from './logging.ts';

export interface AppContext {
  config: Config;
  db: Database;
  databaseUrl: string;
  engine: Engine;
  log: Logger;
  /** The address that fans see, without a slash at its end. */
  publicUrl: string;
  /** Signs cookies. */
  secret: string;
}
