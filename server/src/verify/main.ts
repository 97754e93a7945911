/**
 * `npm run verify`: prints each invariant with the time that it took, and its violations; exits with 1 when there is one. With
 * `--stripe` it compares the books with Stripe's as well, or with the sandbox's, which must be running.
 */

import { actors } from '../openAppContext.ts';
import { sandboxKeys } from '../paymentService.ts';
import { openStripe, readKeys } from '../payments/index.ts';
import { createEngine } from '../platform/actors/index.ts';
import { readConfig } from '../platform/config.ts';
import { databaseOfCommand } from '../platform/databaseOfCommand.ts';
import { openDatabase } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { keptSecret } from '../platform/keptSecret.ts';
import { compareWithStripe } from './stripeBooks.ts';
import { verify } from './verify.ts';

const database = await databaseOfCommand();
const db = openDatabase(database.url, { max: 2, onError: () => {} });
try {
  const violations = await verify(db, createEngine(actors, jobs), ({ id, says }, broken, ms) =>
    console.log(
      `${broken === 0 ? 'holds ' : 'BROKEN'} ${id.padEnd(18)} ${(ms / 1000).toFixed(1).padStart(6)} s  ${says}`,
    ),
  );
  if (process.argv.includes('--stripe')) {
    const config = readConfig(process.env);
    const sandbox = { ...sandboxKeys, apiBase: `http://127.0.0.1:${config.sandboxPort}` };
    const kept = config.hasStripeKeys
      ? null
      : (await readKeys(db, { config, secret: keptSecret(config) })).stripe;
    const found = await compareWithStripe(db, openStripe(kept ?? config.stripe ?? sandbox));
    console.log(
      `${found.length === 0 ? 'holds ' : 'BROKEN'} ${'8.stripe'.padEnd(28)}payments, refunds and disputes equal Stripe’s`,
    );
    violations.push(...found);
  }
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
