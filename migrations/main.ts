/** `npm run db:migrate`: brings the database of DATABASE_URL to the newest schema. */
import { MigrationError, migrateToLatest } from './index.ts';

const url = process.env.DATABASE_URL;
if (!url) {
  console.error('Set DATABASE_URL to the database to migrate. (`npm start` migrates its own by itself.)');
  process.exit(1);
}
try {
  await migrateToLatest(url, { log: console.log });
  console.log('The database is at the newest schema.');
} catch (error) {
  console.error(error instanceof MigrationError ? error.message : error);
  process.exitCode = 1;
}
