/**
 * `npm run bench`: starts what it needs, runs in one go, prints ratios with the absolute figures. Rounds are interleaved
 * with their baseline; medians of five; the baseline has its best client count. `npm run bench -- reserve pages` runs some.
 */
import { verify } from '../src/verify/verify.ts';
import { type Baseline, bestClients, prepareBaseline } from './baseline.ts';
import { approveAll } from './bulkActions.ts';
import { expireAll, heldTickets, makeHolds, transitionLoad } from './engine.ts';
import { engineLoad } from './engineThroughput.ts';
import { type BenchEnvironment, prepareEnvironment, startProcesses } from './environment.ts';
import { generatedDatabase } from './generated.ts';
import { importLoad } from './imports.ts';
import { makeListings } from './inventory.ts';
import { readGrid, readStatistics } from './latency.ts';
import type { LoadResult } from './load.ts';
import { etagOf, pageLoad, startHelloWorld, uncachedLoad } from './pages.ts';
import { makeTokens, type PurchaseResult, purchaseLoad } from './purchases.ts';
import { median, printRounds, printTable, say, whole } from './report.ts';
import { reserveLoad } from './reserve.ts';

const rounds = 5;
/** Of one measurement. */
const seconds = 3;

/** Everything answered 201, and not one ticket too many or too few. */
async function checkHeld(ground: BenchEnvironment, answered: number): Promise<void> {
  const held = await heldTickets(ground.app.db);
  if (held < answered) throw new Error(`${answered} holds were answered, ${held} tickets are held`);
}

function onlyCreated({ statuses, answers }: LoadResult): void {
  if (statuses.get(201) !== answers) throw new Error(`answers: ${JSON.stringify([...statuses])}`);
}

async function reserve(ground: BenchEnvironment, baseline: Baseline): Promise<void> {
  const hot = await makeListings(ground.app, 1, 10_000_000);
  const spread = await makeListings(ground.app, 1_000, 1_000_000);
  const processes = await startProcesses(ground, { web: webProcesses });
  let answered = 0;
  for (const [what, listings, count, goal] of [
    ['Reserve, one hot listing', hot, 1, '10 ×'],
    ['Reserve, 1,000 listings', spread, 1_000, '4 ×'],
  ] as const) {
    const clients = await bestClients(baseline, count);
    await reserveLoad(processes.port, listings, 1);
    const pairs: Array<{ ours: LoadResult; base: number }> = [];
    for (let round = 0; round < rounds; round++) {
      const base = await baseline.measure(count, clients, seconds);
      const ours = await reserveLoad(processes.port, listings, seconds);
      onlyCreated(ours);
      answered += ours.answers;
      pairs.push({ ours, base });
    }
    printRounds(what, pairs, 'holds/s', goal);
  }
  await checkHeld(ground, answered);
  await processes.stop();
}

async function pages(ground: BenchEnvironment): Promise<void> {
  await makeListings(ground.app, 30, 100);
  const [event] = await ground.app.db('events').select('slug').limit(1);
  const processes = await startProcesses(ground, { web: 1 });
  const hello = await startHelloWorld();
  for (const [name, path] of [
    ['Event list', '/games'],
    ['Event page', `/games/${event.slug}`],
  ] as const) {
    const etag = await etagOf(processes.port, path);
    const cached: Array<{ ours: LoadResult; base: number }> = [];
    const unchanged: typeof cached = [];
    for (let round = 0; round < rounds; round++) {
      const base = (await pageLoad(hello.port, '/', seconds)).rate;
      cached.push({ ours: await pageLoad(processes.port, path, seconds), base });
      unchanged.push({
        ours: await pageLoad(processes.port, path, seconds, `if-none-match: ${etag}\r\n`),
        base,
      });
    }
    printRounds(`${name}, cached`, cached, 'pages/s', '0.8 ×');
    printRounds(`${name}, 304`, unchanged, 'answers/s', '1.0 ×');
  }
  const uncached: Array<{ ours: LoadResult; base: number }> = [];
  for (let round = 0; round < rounds; round++)
    uncached.push({
      ours: await uncachedLoad(processes.port, '/games', seconds),
      base: (await pageLoad(hello.port, '/', seconds)).rate,
    });
  printRounds('Event list, rendered each time', uncached, 'pages/s', 'reported');
  await hello.stop();
  await processes.stop();
}

async function purchases(ground: BenchEnvironment, baseline: Baseline): Promise<void> {
  const tickets = 1_000;
  const clients = await bestClients(baseline, 1);
  const processes = await startProcesses(ground, { web: 1, workers: 1, gateway: true });
  for (const [what, listings] of [
    ['Whole purchases, 100 listings', 100],
    ['Whole purchases, one listing', 1],
  ] as const) {
    const results: Array<{ ours: PurchaseResult; base: number }> = [];
    for (let round = 0; round < rounds; round++) {
      const ids = await makeListings(ground.app, listings, tickets / listings);
      const tokens = await makeTokens(processes.gatewayUrl, tickets + 200);
      const base = await baseline.measure(1, clients, seconds);
      const ours = await purchaseLoad(processes.port, ids, tickets, tokens);
      if (ours.failures > 0 || ours.sold !== tickets || ours.soldOut !== tickets * 3)
        throw new Error(
          `sold ${ours.sold} of ${tickets}, ${ours.soldOut} were told so, ${ours.failures} failures`,
        );
      results.push({ ours, base });
    }
    printRounds(what, results, 'orders/s', '0.12 ×');
  }
  await processes.stop();
}

async function expiry(ground: BenchEnvironment): Promise<void> {
  const listings = await makeListings(ground.app, 100, 10_000);
  const results: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = await heldTickets(ground.app.db);
    await makeHolds(ground.app, listings, 100_000);
    const until = new Date(Date.now() + 16 * 60_000).toISOString();
    results.push(await expireAll(ground.app, until, 2));
    const left = await heldTickets(ground.app.db);
    if (left > before) throw new Error(`${left} tickets are still held`);
  }
  say({
    what: '100,000 holds due at once',
    ours: `${median(results).toFixed(2)} s`,
    baseline: '–',
    ratio: '–',
    goal: '2.5 s',
    p50: '–',
    p99: '–',
  });
}

async function transitions(ground: BenchEnvironment): Promise<void> {
  const rate = await engineLoad(ground.app, 30);
  say({
    what: 'Transitions of the engine, for 30 s',
    ours: `${whole(rate)}/s`,
    goal: '35,000/s',
  });
  const listings = await makeListings(ground.app, 4_000, 10);
  const listingTransitions = await transitionLoad(ground.app, listings, 10);
  say({
    what: 'The same on listings, a timer each',
    ours: `${whole(listingTransitions)}/s`,
    goal: 'reported',
  });
}

async function desk(ground: BenchEnvironment): Promise<void> {
  const rates: number[] = [];
  for (let round = 0; round < rounds; round++) rates.push(await approveAll(ground.app, 10_000));
  say({
    what: 'Bulk approval of 10,000 listings',
    ours: `${whole(median(rates))} listings/s`,
    goal: '5,000/s',
  });
}

async function imports(ground: BenchEnvironment): Promise<void> {
  const { rows: count, megabytes, checkMs, applied, applyMs } = await importLoad(ground.app, 50_000);
  say({
    what: `Dry run of ${whole(count)} rows, ${megabytes.toFixed(1)} MB`,
    ours: `${(checkMs / 1000).toFixed(1)} s`,
    goal: '10 s',
  });
  say({
    what: `Applying ${whole(applied)} of them`,
    ours: `${whole(applied / (applyMs / 1000))} rows/s`,
    goal: 'reported',
  });
}

/** What staff read over a house of a million tickets. */
async function statistics(ground: BenchEnvironment): Promise<void> {
  await generatedDatabase(ground);
  const processes = await startProcesses(ground, { web: webProcesses });
  await readStatistics(processes.port);
  await readGrid(processes.port);
  await processes.stop();
}

const webProcesses = 1;
const scenarios: Record<string, (ground: BenchEnvironment, baseline: Baseline) => Promise<void>> = {
  transitions,
  expiry,
  reserve,
  purchases,
  pages,
  desk,
  imports,
  statistics,
};

/** Names come first; what begins with two dashes is a size (generated.ts). */
const flagsAt = process.argv.findIndex((word) => word.startsWith('--'));
const wanted = process.argv.slice(2, flagsAt < 0 ? undefined : flagsAt);
const unknown = wanted.find((name) => !(name in scenarios));
if (unknown) {
  console.error(`There is no ${unknown}. Choose of: ${Object.keys(scenarios).join(', ')}.`);
  process.exit(1);
}
for (const [name, scenario] of Object.entries(scenarios)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`${name}…`);
  // Each on a database of its own: what one leaves behind doesn't slow the next.
  const ground = await prepareEnvironment();
  const baseline = await prepareBaseline(ground);
  await scenario(ground, baseline);
  const violations = await verify(ground.app.db, ground.app.engine);
  if (violations.length > 0) throw new Error(`${name}: ${JSON.stringify(violations.slice(0, 3))}`);
  if (name === 'reserve') console.log(`(baseline by ${baseline.client})`);
  await ground.stop();
}
printTable();
