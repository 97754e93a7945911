/** `npm run verify`: names each violation, and exits with 1 if there is one. */
import { actors } from '../house.ts';
import { createEngine } from '../platform/actors/index.ts';
import { databaseOfCommand } from '../platform/databaseOfCommand.ts';
import { openDatabase } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { invariants, verify } from './verify.ts';

const database = await databaseOfCommand();
const db = openDatabase(database.url, { max: 2, onError: () => {} });
try {
  const violations = await verify(db, createEngine(actors, jobs));
  for (const { invariant, subject, detail } of violations)
    console.error(`${invariant}  ${subject}: ${detail}`);
  if (violations.length > 0) {
    console.error(
      `\n${violations.length} violations of ${new Set(violations.map(({ invariant }) => invariant)).size} invariants.`,
    );
    process.exitCode = 1;
  } else {
    for (const { id, says } of invariants) console.log(`holds  ${id.padEnd(18)} ${says}`);
  }
} finally {
  await db.destroy();
  await database.release();
}
