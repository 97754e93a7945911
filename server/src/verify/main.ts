/** `npm run verify`: prints each invariant and its violations; exits with 1 when there is one. */
import { actors } from '../openAppContext.ts';
import { createEngine } from '../platform/actors/index.ts';
import { databaseOfCommand } from '../platform/databaseOfCommand.ts';
import { openDatabase } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { verify } from './verify.ts';

const database = await databaseOfCommand();
const db = openDatabase(database.url, { max: 2, onError: () => {} });
try {
  const violations = await verify(db, createEngine(actors, jobs), ({ id, says }, broken) =>
    console.log(`${broken === 0 ? 'holds ' : 'BROKEN'} ${id.padEnd(18)} ${says}`),
  );
  for (const { invariant, subject, detail } of violations)
    console.error(`${invariant}  ${subject}: ${detail}`);
  if (violations.length > 0) {
    console.error(
      `\n${violations.length} violations of ${new Set(violations.map(({ invariant }) => invariant)).size} invariants.`,
    );
    process.exitCode = 1;
  }
} finally {
  await db.destroy();
  await database.release();
}
