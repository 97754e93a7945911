/**
 * `npm run lighthouse [-- order checkout]`: what Google's Lighthouse says of the pages on which fans arrive, choose, pay and have their tickets, on a phone
 * slowed down as it does by default (a fourth of the processor, 1.6 Mbit/s, 150 ms). Prints the median of three runs each, and
 * asserts nothing: performance wants a quiet machine. Lighthouse is fetched from npm when it runs: it is larger than our tests.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { migrateToLatest } from '@holdfast/migrations';
import { seedDemo } from '@holdfast/server/demo/seed';
import { startEmbeddedPostgres, temporaryDataDirectory } from '@holdfast/server/embedded/index';
import { Fan } from '@holdfast/server/test/fan';
import { startTestApp, type TestApp } from '@holdfast/server/test/runningApp';
import { findBrowser } from './browser.ts';
import { createMarket } from './fan/others.ts';

const version = '13.5.0';
const runs = 3;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const shown = {
  'first-contentful-paint': 'first paint',
  'largest-contentful-paint': 'largest paint',
  'total-blocking-time': 'blocked',
  'cumulative-layout-shift': 'shift',
} as const;

/** A page, and who opens it. */
interface Opened {
  name: string;
  url: string;
  /** The header `Cookie` of its fan. */
  cookie?: string;
}
/** What a report has that is printed. */
interface Report {
  categories: Record<string, { score: number | null }>;
  audits: Record<string, { id: string; title: string; score: number | null; displayValue?: string }>;
}

const run = promisify(execFile);

/** Landing, event, a checkout with a held pair, and the order of another pair. */
async function pagesOf(app: TestApp): Promise<Opened[]> {
  const findOffer = createMarket(app.url);
  const offer = await findOffer((_, all) => all.length > 3);
  const bought = await findOffer(() => true);
  const held = new Fan(app);
  const { body } = await held.hold(offer.listing.id, 2);
  const owner = new Fan(app);
  const order = await owner.buy(bought.listing.id, 2);
  return [
    { name: 'Landing', url: `${app.url}/` },
    { name: 'Events', url: `${app.url}/games` },
    { name: 'Event', url: `${app.url}/games/${offer.slug}` },
    { name: 'Checkout', url: `${app.url}/checkout/${body.id}`, cookie: held.cookieLine() },
    { name: 'Order', url: `${app.url}/orders/${order.id}`, cookie: owner.cookieLine() },
  ];
}

/** @throws Error with the output of Lighthouse when it fails */
async function reportOn({ url, cookie }: Opened, folder: string): Promise<Report> {
  const { executablePath, env } = await findBrowser();
  const path = join(folder, 'report.json');
  const { NODE_OPTIONS: _, ...inherited } = env;
  const flags = `--chrome-flags=--headless ${process.getuid?.() === 0 ? '--no-sandbox' : ''} --disable-dev-shm-usage`;
  const headers = cookie ? [`--extra-headers=${JSON.stringify({ Cookie: cookie })}`] : [];
  await run(
    'npx',
    [
      '--yes',
      `lighthouse@${version}`,
      url,
      '--quiet',
      '--output=json',
      `--output-path=${path}`,
      flags,
      ...headers,
    ],
    { env: { ...inherited, CHROME_PATH: executablePath }, maxBuffer: 1e8 },
  );
  return JSON.parse(readFileSync(path, 'utf8')) as Report;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function print(name: string, reports: readonly Report[]): void {
  const scores = categories.map((category) => {
    const of = reports.flatMap(({ categories: found }) => found[category]?.score ?? []);
    return `${category} ${Math.round(median(of) * 100)}`;
  });
  console.log(`${name}: ${scores.join(', ')}`);
  const [middle] = reports
    .toSorted((a, b) => (a.categories.performance?.score ?? 0) - (b.categories.performance?.score ?? 0))
    .slice(Math.floor(reports.length / 2));
  if (!middle) return;
  const facts = Object.entries(shown).map(([id, what]) => `${what} ${middle.audits[id]?.displayValue}`);
  console.log(`  ${facts.join(', ')}`);
  const failed = Object.values(middle.audits).filter(({ id, score }) => score === 0 && !(id in shown));
  for (const { title, displayValue } of failed)
    console.log(`  - ${title}${displayValue ? `: ${displayValue}` : ''}`);
}

const quiet = { info() {}, warn: console.warn, error: console.error };
const postgres = await startEmbeddedPostgres({
  dataDir: temporaryDataDirectory(),
  throwaway: true,
  log: quiet,
});
const folder = mkdtempSync(join(tmpdir(), 'holdfast-lighthouse-'));
try {
  await migrateToLatest(postgres.url);
  const app = await startTestApp({}, { url: postgres.url, drop: async () => {} });
  await seedDemo(app.context, () => {});
  const wanted = process.argv.slice(2).map((name) => name.toLowerCase());
  const pages = (await pagesOf(app)).filter(
    ({ name }) => wanted.length === 0 || wanted.includes(name.toLowerCase()),
  );
  for (const page of pages) {
    const reports: Report[] = [];
    for (let nth = 0; nth < runs; nth++) reports.push(await reportOn(page, folder));
    print(page.name, reports);
  }
  await app.close();
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
