/** Migrates the database of DATABASE_URL with a slow second step, for tests that kill the process there. */
import { migrateToLatest, type NamedStep } from './index.ts';

/** The step before the slow one. */
export const firstStep: NamedStep = [
  'first_001',
  { up: async (db) => void (await db.raw('CREATE TABLE first (id int)')) },
];

const slowly = 'SELECT pg_sleep(600)';
const slowSteps: Record<string, NamedStep> = {
  inTransaction: [
    'second_001',
    { up: async (db) => void (await db.raw(`CREATE TABLE second (id int); ${slowly}`)) },
  ],
  withoutTransaction: [
    'second_001',
    {
      config: { transaction: false },
      up: async (db) => {
        await db.raw('CREATE TABLE IF NOT EXISTS second (id int)');
        await db.raw(slowly);
      },
    },
  ],
};

if (import.meta.main) {
  const slow = slowSteps[process.argv[2] ?? ''];
  if (!slow) throw new Error(`Which step? ${Object.keys(slowSteps).join(' or ')}`);
  await migrateToLatest(process.env.DATABASE_URL ?? '', { steps: [firstStep, slow] });
}
