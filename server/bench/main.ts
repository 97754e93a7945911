/**
 * `npm run bench`: starts everything, measures, and prints ratios with the absolute figures and what an operation costs. Rounds are
 * interleaved with their baseline; medians of five; the baseline uses its best client count. `npm run bench -- reserve pages` runs
 * some, and `npm run bench -- reserve --compare <commit>` the same of another commit beside it.
 */
import { verify } from '../src/verify/verify.ts';
import { type Baseline, bestClients, prepareBaseline } from './baseline.ts';
import { approveAll } from './bulkActions.ts';
import { withCost } from './cost.ts';
import { expireAll, heldTickets, makeHolds, transitionLoad } from './engine.ts';
import { engineLoad } from './engineThroughput.ts';
import { type BenchEnvironment, prepareEnvironment, startProcesses } from './environment.ts';
import { exportLedger, payEverybody, readReports, walkHome } from './finance.ts';
import { generatedDatabase } from './generated.ts';
import { importLoad } from './imports.ts';
import { makeListings } from './inventory.ts';
import { readGrid, readStatistics } from './latency.ts';
import type { LoadResult } from './load.ts';
import { machineState, machineText } from './machine.ts';
import { comparedCommit, named, resultsFile, rounds } from './options.ts';
import { etagOf, pageLoad, startHelloWorld, uncachedLoad } from './pages.ts';
import { makeTokens, purchaseLoad } from './purchases.ts';
import { inMs, median, printRounds, printTable, recordResult, whole, writeResults } from './report.ts';
import { reserveLoad } from './reserve.ts';
import { makeEvents, searchLoad } from './search.ts';
import { nameFans, readMoments, readSearch } from './supportReads.ts';

/** Seconds of one measurement. */
const seconds = 3;

/** Checks that every request was answered 201, and that exactly as many tickets are held. */
async function checkHeld(environment: BenchEnvironment, answered: number): Promise<void> {
  const held = await heldTickets(environment.app.db);
  if (held < answered) throw new Error(`${answered} holds were answered, ${held} tickets are held`);
}

function onlyCreated({ statuses, answers }: LoadResult): void {
  if (statuses.get(201) !== answers) throw new Error(`answers: ${JSON.stringify([...statuses])}`);
}

async function reserve(environment: BenchEnvironment, baseline: Baseline): Promise<void> {
  const hot = await makeListings(environment.app, 1, 10_000_000);
  const spread = await makeListings(environment.app, 1_000, 1_000_000);
  const processes = await startProcesses(environment, { web: webProcesses });
  let answered = 0;
  for (const [what, listings, count, goal] of [
    ['Reserve, one hot listing', hot, 1, '10 ×'],
    ['Reserve, 1,000 listings', spread, 1_000, '4 ×'],
  ] as const) {
    const clients = await bestClients(baseline, count);
    await reserveLoad(processes.port, listings, 1);
    const pairs: Parameters<typeof printRounds>[1] = [];
    for (let round = 0; round < rounds; round++) {
      const base = await baseline.measure(count, clients, seconds);
      const { result: ours, cost } = await withCost(
        environment.app.db,
        processes,
        () => reserveLoad(processes.port, listings, seconds),
        ({ answers }) => answers,
      );
      onlyCreated(ours);
      answered += ours.answers;
      pairs.push({ ours, base, cost });
    }
    printRounds(what, pairs, 'holds/s', goal);
  }
  await checkHeld(environment, answered);
  await processes.stop();
}

async function pages(environment: BenchEnvironment): Promise<void> {
  await makeListings(environment.app, 30, 100);
  const [event] = await environment.app.db('events').select('slug').limit(1);
  const processes = await startProcesses(environment, { web: 1 });
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
  const uncached: Parameters<typeof printRounds>[1] = [];
  for (let round = 0; round < rounds; round++) {
    const { result: ours, cost } = await withCost(
      environment.app.db,
      processes,
      () => uncachedLoad(processes.port, '/games', seconds),
      ({ answers }) => answers,
    );
    uncached.push({ ours, cost, base: (await pageLoad(hello.port, '/', seconds)).rate });
  }
  printRounds('Event list, rendered each time', uncached, 'pages/s', 'reported');
  await hello.stop();
  await processes.stop();
}

async function purchases(environment: BenchEnvironment, baseline: Baseline): Promise<void> {
  const tickets = 1_000;
  const clients = await bestClients(baseline, 1);
  const processes = await startProcesses(environment, { web: 1, workers: 1, gateway: true });
  for (const [what, listings] of [
    ['Whole purchases, 100 listings', 100],
    ['Whole purchases, one listing', 1],
  ] as const) {
    const results: Parameters<typeof printRounds>[1] = [];
    for (let round = 0; round < rounds; round++) {
      const ids = await makeListings(environment.app, listings, tickets / listings);
      const tokens = await makeTokens(processes.gatewayUrl, tickets + 200);
      const base = await baseline.measure(1, clients, seconds);
      const { result: ours, cost } = await withCost(
        environment.app.db,
        processes,
        () => purchaseLoad(processes.port, ids, tickets, tokens),
        ({ sold }) => sold,
      );
      if (ours.failures > 0 || ours.sold !== tickets || ours.soldOut !== tickets * 3)
        throw new Error(
          `sold ${ours.sold} of ${tickets}, ${ours.soldOut} were told so, ${ours.failures} failures`,
        );
      results.push({ ours, base, cost });
    }
    printRounds(what, results, 'orders/s', '0.12 ×');
  }
  await processes.stop();
}

async function expiry(environment: BenchEnvironment): Promise<void> {
  const listings = await makeListings(environment.app, 100, 10_000);
  const results: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = await heldTickets(environment.app.db);
    await makeHolds(environment.app, listings, 100_000);
    const until = new Date(Date.now() + 16 * 60_000).toISOString();
    results.push(await expireAll(environment.app, until, 2));
    const left = await heldTickets(environment.app.db);
    if (left > before) throw new Error(`${left} tickets are still held`);
  }
  recordResult({
    what: '100,000 holds due at once',
    ours: `${median(results).toFixed(2)} s`,
    baseline: '–',
    ratio: '–',
    goal: '2.5 s',
    p50: '–',
    p99: '–',
  });
}

async function transitions(environment: BenchEnvironment): Promise<void> {
  const rate = await engineLoad(environment.app, 30);
  recordResult({
    what: 'Transitions of the engine, for 30 s',
    ours: `${whole(rate)}/s`,
    goal: '35,000/s',
  });
  const listings = await makeListings(environment.app, 4_000, 10);
  const listingTransitions = await transitionLoad(environment.app, listings, 10);
  recordResult({
    what: 'The same on listings, a timer each',
    ours: `${whole(listingTransitions)}/s`,
    goal: 'reported',
  });
}

async function desk(environment: BenchEnvironment): Promise<void> {
  const rates: number[] = [];
  for (let round = 0; round < rounds; round++) rates.push(await approveAll(environment.app, 10_000));
  recordResult({
    what: 'Bulk approval of 10,000 listings',
    ours: `${whole(median(rates))} listings/s`,
    goal: '5,000/s',
  });
}

async function imports(environment: BenchEnvironment): Promise<void> {
  const { rows: count, megabytes, checkMs, applied, applyMs } = await importLoad(environment.app, 50_000);
  recordResult({
    what: `Dry run of ${whole(count)} rows, ${megabytes.toFixed(1)} MB`,
    ours: `${(checkMs / 1000).toFixed(1)} s`,
    goal: '10 s',
  });
  recordResult({
    what: `Applying ${whole(applied)} of them`,
    ours: `${whole(applied / (applyMs / 1000))} rows/s`,
    goal: 'reported',
  });
}

/** Statistics over a million generated tickets. */
async function statistics(environment: BenchEnvironment): Promise<void> {
  await generatedDatabase(environment);
  const processes = await startProcesses(environment, { web: webProcesses });
  await readStatistics(processes.port);
  await readGrid(processes.port);
  await processes.stop();
}

/** Suggestions while typing, right and misspelled. */
async function search(environment: BenchEnvironment): Promise<void> {
  await makeEvents(environment.app);
  const { p50, p95, p99 } = await searchLoad(environment.app);
  recordResult({
    what: 'Search suggestions, 100,000 events, p95',
    ours: inMs(p95),
    goal: '20 ms',
    p50: inMs(p50),
    p99: inMs(p99),
  });
}

/** The support desk: `-- support --tickets 2200000` makes a million orders and ten million transitions. */
async function support(environment: BenchEnvironment): Promise<void> {
  await generatedDatabase(environment);
  await nameFans(environment.app);
  const processes = await startProcesses(environment, { web: webProcesses });
  await readSearch(environment.app, processes.port);
  await readMoments(environment.app, processes.port);
  await processes.stop();
}

/** Finance: 12,000 consignors are paid; `-- finance --tickets 100000` makes less data. */
async function finance(environment: BenchEnvironment): Promise<void> {
  await generatedDatabase(environment, { consignors: 12_000, paysOut: false });
  await payEverybody(environment.app);
  const processes = await startProcesses(environment, { web: webProcesses });
  await readReports(environment.app, processes.port);
  await walkHome(environment.app, processes.port);
  await exportLedger(processes.port);
  await processes.stop();
}

const webProcesses = 1;
const scenarios: Record<string, (environment: BenchEnvironment, baseline: Baseline) => Promise<void>> = {
  transitions,
  expiry,
  reserve,
  purchases,
  pages,
  desk,
  imports,
  statistics,
  support,
  finance,
  search,
};

const unknown = named.find((name) => !(name in scenarios));
if (unknown) {
  console.error(`There is no ${unknown}. Choose of: ${Object.keys(scenarios).join(', ')}.`);
  process.exit(1);
}
if (comparedCommit !== undefined) {
  const { compareWith } = await import('./compare.ts');
  await compareWith(comparedCommit, named);
  process.exit(0);
}
console.log(machineText(await machineState()));
for (const [name, scenario] of Object.entries(scenarios)) {
  if (named.length > 0 && !named.includes(name)) continue;
  console.log(`${name}…`);
  // Each has its own database, so that one doesn't slow the next.
  const environment = await prepareEnvironment();
  const baseline = await prepareBaseline(environment);
  await scenario(environment, baseline);
  const violations = await verify(environment.app.db, environment.app.engine);
  if (violations.length > 0) throw new Error(`${name}: ${JSON.stringify(violations.slice(0, 3))}`);
  if (name === 'reserve') console.log(`(baseline by ${baseline.client})`);
  await environment.stop();
}
console.log(machineText(await machineState()));
printTable();
if (resultsFile !== undefined) writeResults(resultsFile);
