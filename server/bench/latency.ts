/**
 * What staff read from generated data over HTTP: a year's statistics by each dimension, and the grid of
 * listings.
 */
import { listingOrders } from '@holdfast/shared/listings';
import { statisticsDimensions } from '@holdfast/shared/stats';
import { demoAccounts } from '../src/accounts/index.ts';
import { encode, type LoadResult, load } from './load.ts';
import { inMs, recordResult } from './report.ts';

/** Seconds of a reported measurement; shorter ones only look for the slowest request. */
const seconds = 6;
const searchSeconds = 2;
/** Concurrent readers: one, to measure what one person waits for. */
const readers = 1;

/** Signs in as the demo's staff member. @returns the cookie header */
async function staffCookie(port: number): Promise<string> {
  const account = demoAccounts.find(({ role }) => role === 'staff');
  const response = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: account?.email, password: account?.password }),
  });
  if (!response.ok) throw new Error(`signing in answered ${response.status}`);
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

/** @returns a function that measures an address of the back office for `long` seconds */
async function reader(port: number): Promise<(path: string, long?: number) => Promise<LoadResult>> {
  const cookie = await staffCookie(port);
  return async (path, long = seconds) => {
    const request = encode({ method: 'GET', path: `/api/admin${path}`, headers: `cookie: ${cookie}\r\n` });
    await load(port, readers, 0.5, () => request);
    const result = await load(port, readers, long, () => request);
    if (result.statuses.get(200) !== result.answers)
      throw new Error(`${path} answered ${JSON.stringify([...result.statuses])}`);
    return result;
  };
}

const printReading = (what: string, { p50, p99 }: LoadResult, goal: string): void =>
  recordResult({ what, ours: inMs(p50), goal, p50: inMs(p50), p99: inMs(p99) });

/** Reads a year of statistics by each dimension. @throws Error when a response isn't 200 */
export async function readStatistics(port: number): Promise<void> {
  const measure = await reader(port);
  const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
  const year = `from=${day(364)}&until=${day(0)}`;
  const questions: Array<[what: string, path: string]> = [
    ...statisticsDimensions.map((by): [string, string] => [
      `A year by ${by}`,
      `/statistics?by=${by}&${year}`,
    ]),
    ['A year’s first five, three ways', `/statistics/tops?${year}`],
    ['A year over time', `/statistics/series?${year}`],
    ['A year by section', `/statistics/split?of=section&${year}`],
  ];
  for (const [what, path] of questions) printReading(what, await measure(path), '< 300 ms');
}

/**
 * Reads the grid's first page with its totals, in its default order and in the slowest one. @throws as above
 */
export async function readGrid(port: number): Promise<void> {
  const measure = await reader(port);
  const page = '/listings?perPage=100';
  const goal = 'p99 < 150 ms';
  printReading('Listings, first page', await measure(page), goal);
  let worst = { p99: 0, words: '' };
  for (const sort of listingOrders)
    for (const order of ['asc', 'desc']) {
      const { p99 } = await measure(`${page}&sort=${sort}&order=${order}`, searchSeconds);
      if (p99 > worst.p99) worst = { p99, words: `sort=${sort}&order=${order}` };
    }
  printReading(`Listings, worst order (${worst.words})`, await measure(`${page}&${worst.words}`), goal);
  const far = `${page}&sort=price&page=500&totals=false`;
  printReading('Listings, page 500 while scrolling', await measure(far), goal);
}
