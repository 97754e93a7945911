/** `npm run client:generate`: writes the types of `shared/src/client` anew, from an application that is started for it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrateToLatest } from '@holdfast/migrations';
import { startEmbeddedPostgres, temporaryDataDirectory } from '../embedded/index.ts';
import { startTestApp } from '../test/runningApp.ts';
import { writeTypes } from './writeTypes.ts';

const log = { info() {}, warn: console.warn, error: console.error };
const postgres = await startEmbeddedPostgres({ dataDir: temporaryDataDirectory(), throwaway: true, log });
try {
  await migrateToLatest(postgres.url);
  const app = await startTestApp(
    {
      PORT: '0',
      SANDBOX_PORT: '0',
    },
    { url: postgres.url, drop: async () => {} },
  );
  try {
    writeFileSync(
      join(import.meta.dirname, '../../shared/src/client/endpoints.ts'),
      writeTypes(app.endpoints),
    );
    console.log('shared/src/client/endpoints.ts is written.');
  } finally {
    await app.close();
  }
} finally {
  await postgres.stop();
}
