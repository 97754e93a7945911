/** `npm run db:migrate`: brings the database of DATABASE_URL to the newest schema. */
import { migrateToLatest } from './index.ts';

const url = process.env.DATABASE_URL;
if (!url) {
  console.error('Set DATABASE_URL to the database to migrate. (`npm start` migrates its own by itself.)');
  process.exit(1);
}
await migrateToLatest(url);
console.log('The database is at the newest schema.');
