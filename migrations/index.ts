/**
 * The database's schema, forward only. Steps run in the order of this list, each once, in a transaction of its own;
 * a step works with the previous code still running. File names begin with their room.
 */

import { runMigrations } from 'graphile-worker';
import knex from 'knex';
import * as accounts001 from './steps/accounts_001_people.ts';
import * as catalog001 from './steps/catalog_001_events.ts';
import * as catalogs001 from './steps/catalogs_001_runs.ts';
import * as consignment001 from './steps/consignment_001_listings.ts';
import * as consignment002 from './steps/consignment_002_desk.ts';
import * as consignment003 from './steps/consignment_003_files.ts';
import * as consignment004 from './steps/consignment_004_news.ts';
import * as ledger001 from './steps/ledger_001_books.ts';
import * as notifications001 from './steps/notifications_001_mails.ts';
import * as payments001 from './steps/payments_001_payments.ts';
import * as platform001 from './steps/platform_001_actors.ts';
import * as platform002 from './steps/platform_002_tags.ts';
import * as pricing001 from './steps/pricing_001_percentages.ts';
import * as reservations001 from './steps/reservations_001_reservations.ts';
import * as stats001 from './steps/stats_001_sales.ts';

interface Step {
  up(db: knex.Knex): Promise<void>;
}

const steps: ReadonlyArray<readonly [name: string, step: Step]> = [
  ['platform_001_actors', platform001],
  ['platform_002_tags', platform002],
  ['accounts_001_people', accounts001],
  ['catalog_001_events', catalog001],
  ['pricing_001_percentages', pricing001],
  ['consignment_001_listings', consignment001],
  ['consignment_002_desk', consignment002],
  ['consignment_003_files', consignment003],
  ['consignment_004_news', consignment004],
  ['reservations_001_reservations', reservations001],
  ['payments_001_payments', payments001],
  ['ledger_001_books', ledger001],
  ['stats_001_sales', stats001],
  ['notifications_001_mails', notifications001],
  ['catalogs_001_runs', catalogs001],
];

const inListedOrder: knex.Knex.MigrationSource<(typeof steps)[number]> = {
  getMigrations: async () => [...steps],
  getMigrationName: ([name]) => name,
  getMigration: async ([, step]) => ({
    up: (db) => step.up(db),
    down: () => {
      throw new Error('Migrations only go forward. Restore a backup, or write a step that mends it.');
    },
  }),
};

/**
 * Brings a database to the newest schema, the job queue's own included. Safe to run from several processes at once.
 * @param databaseUrl a PostgreSQL 15 or newer; its user may create schemas
 * @throws when a step fails: nothing of that step remains
 */
export async function migrateToLatest(databaseUrl: string): Promise<void> {
  const db = knex({ client: 'pg', connection: databaseUrl, pool: { min: 0, max: 2 } });
  try {
    await db.migrate.latest({ migrationSource: inListedOrder, tableName: 'migrations' });
  } finally {
    await db.destroy();
  }
  await runMigrations({ connectionString: databaseUrl });
}
