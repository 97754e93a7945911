/** What staff read, over a generated house: a year's statistics by each dimension, and the grid of listings. */
import { statisticsDimensions } from '@holdfast/shared/stats';
import { demoAccounts } from '../src/accounts/index.ts';
import { encode, type LoadResult, load } from './load.ts';

/** Seconds of one measurement, and how many read at once: a desk, not a crowd. */
const seconds = 4;
const readers = 1;

export interface Reading {
  what: string;
  goal: string;
  result: LoadResult;
}

/** Signs in as the demo's member of staff. @returns the cookie header */
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

/** @throws Error when an answer isn't 200 */
export async function readingLoad(port: number): Promise<Reading[]> {
  const cookie = await staffCookie(port);
  const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
  const year = `from=${day(364)}&until=${day(0)}`;
  const questions: Array<[what: string, path: string, goal: string]> = [
    ...statisticsDimensions.map((by): [string, string, string] => [
      `A year by ${by}`,
      `/api/office/statistics?by=${by}&${year}`,
      by === 'event' ? '< 300 ms' : 'reported',
    ]),
    ['A year’s first five, three ways', `/api/office/statistics/tops?${year}`, 'reported'],
    ['A year over time', `/api/office/statistics/series?${year}`, 'reported'],
    ['Listings, first page', '/api/office/listings?perPage=100', '< 150 ms'],
    [
      'Listings, by consignor from the end',
      '/api/office/listings?perPage=100&sort=consignor&order=desc',
      '< 150 ms',
    ],
    ['Listings, by price, page 500', '/api/office/listings?perPage=100&sort=price&page=500', '< 150 ms'],
  ];
  const readings: Reading[] = [];
  for (const [what, path, goal] of questions) {
    const request = encode({ method: 'GET', path, headers: `cookie: ${cookie}\r\n` });
    await load(port, 1, 0.5, () => request);
    const result = await load(port, readers, seconds, () => request);
    if (result.statuses.get(200) !== result.answers)
      throw new Error(`${path} answered ${JSON.stringify([...result.statuses])}`);
    readings.push({ what, goal, result });
  }
  return readings;
}
