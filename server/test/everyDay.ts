/**
 * `npm run demo:everyday`: seeds the demo on each day of a period, in a database and a process with the clock
 * of that day, and prints the days on which the demo breaks an invariant or an expectation of `demoShape.ts`.
 */
import { parseArgs } from 'node:util';
import { seedDemo } from '../demo/seed.ts';
import { startEmbeddedPostgres, temporaryDataDirectory } from '../embedded/index.ts';
import { importActor } from '../src/imports/index.ts';
import { listingActor } from '../src/listings/index.ts';
import { actors } from '../src/openAppContext.ts';
import { createEngine } from '../src/platform/actors/index.ts';
import { openDatabase } from '../src/platform/db/index.ts';
import { jobs } from '../src/platform/jobs/index.ts';
import { verify } from '../src/verify/verify.ts';
import { demoShapeFaults } from './demoShape.ts';
import { administer, copyDatabase, databaseUrl, makeTemplate } from './globalSetup.ts';
import { shiftDate } from './shiftDate.ts';
import { createDatabaseClock } from './testClock.ts';

const dayMs = 86_400_000;
const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '2026-11-01' },
    days: { type: 'string', default: '730' },
    /** Every how many days; 1: each. */
    step: { type: 'string', default: '1' },
    /** UTC hour at which each day is seeded; by default afternoons and evenings in turn, when UTC is a day ahead. */
    hour: { type: 'string' },
  },
});
const hourMs = 3_600_000;
const hourOf = (nth: number) => Number(values.hour ?? (nth % 2 === 0 ? 2 : 15));
const first = Date.parse(`${values.from}T00:00:00Z`);
if (Number.isNaN(first)) throw new RangeError(`--from ${values.from} is not a day, as in 2026-11-01`);

const adminLog = { info() {}, warn: console.warn, error: console.error };
const server = await startEmbeddedPostgres({
  dataDir: temporaryDataDirectory(),
  throwaway: true,
  settings: { fsync: 'off', full_page_writes: 'off' },
  log: adminLog,
});
const realNow = Date.now;
let failed = 0;
let tried = 0;
try {
  await makeTemplate(server.url, 'template_of_days', 0);
  for (let day = 0; day < Number(values.days); day += Number(values.step)) {
    const now = new Date(first + day * dayMs + hourOf(tried) * hourMs).toISOString();
    const faults = await faultsOn(now).catch((error: unknown) => [`it can't be seeded: ${String(error)}`]);
    tried++;
    if (faults.length > 0) failed++;
    for (const fault of faults) console.log(`${now.slice(0, 10)}  ${fault}`);
    if (tried % 50 === 0) console.log(`${tried} days tried, up to ${now.slice(0, 10)}; ${failed} failed`);
  }
} finally {
  await server.stop();
}
console.log(`${tried} days from ${values.from} on: ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** @returns what is wrong with the demo of this instant */
async function faultsOn(now: string): Promise<string[]> {
  shiftDate(0);
  const offsetMs = Date.parse(now) - realNow();
  const name = 'one_day';
  await copyDatabase(server.url, 'template_of_days', name);
  const url = databaseUrl(server.url, name);
  const db = openDatabase(url, { max: 4, onError: () => {} });
  try {
    await administer(url, (client) => createDatabaseClock(client, offsetMs));
    shiftDate(offsetMs);
    await seedDemo({ db, engine: createEngine([listingActor, importActor], jobs) }, () => {}, { now });
    const violations = await verify(db, createEngine(actors, jobs));
    return [
      ...violations.map(({ invariant, subject, detail }) => `${invariant} ${subject}: ${detail}`),
      ...(await demoShapeFaults(db)),
    ];
  } finally {
    await db.destroy();
    await administer(server.url, (admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`));
  }
}
