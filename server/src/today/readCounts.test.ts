/** All counts in one answer: each equals what its own list says. */
import type { ListingList } from '@holdfast/shared/listings';
import { type Counts, counts } from '@holdfast/shared/today';
import { expect } from 'vitest';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { buildListings } from '../../test/factories/listings.ts';
import type { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let running: TestApp;
let staff: Fan;

it.beforeAll(async ({ running: started }) => {
  running = started;
  staff = await signedIn(running, 'staff');
  const { context } = running;
  const { eventId } = await buildGame(context);
  const consignorId = await buildConsignor(context);
  await buildListings(
    context,
    Array.from({ length: 30 }, (_, at) => ({
      eventId,
      consignorId,
      section: `${101 + at}`,
      priceAmount: 10_000 + at * 1_000,
      state: (['submitted', 'live', 'paused'] as const)[at % 3]!,
    })),
  );
});

const read = async (who: Fan, views: object[]): Promise<Counts> => {
  const { status, body } = await who.ask('POST', '/admin/counts', { views });
  expect(status).toBe(200);
  return counts.parse(body);
};
const listed = async (query: Record<string, string>): Promise<number> => {
  const address = new URLSearchParams({ ...query, totals: 'false', perPage: '1' });
  return (await staff.ask<ListingList>('GET', `/admin/listings?${address}`)).body.total;
};

it('counts every queue and every view as its own list does', async () => {
  const views: Record<string, string>[] = [
    {},
    { queue: 'toApprove' },
    { queue: 'toApprove', owner: 'none' },
    { queue: 'toApprove', owner: 'me' },
    { state: 'live,paused', priceFrom: '15000', priceUntil: '30000' },
    { state: 'live', marketFrom: '1500' },
    { queue: 'toPrice' },
    { queue: 'toPrice', q: 'nobody at all' },
  ];
  const { views: counted, queues, sidebar } = await read(staff, views);
  expect(counted).toEqual(await Promise.all(views.map(listed)));
  expect(counted.slice(0, 3)).toEqual([30, 10, 10]);
  for (const { queue, listings } of queues ?? []) expect(listings, queue).toBe(await listed({ queue }));
  expect(queues?.map(({ queue }) => queue)).toEqual([
    'toApprove',
    'toPrice',
    'delistRequested',
    'inHandPassed',
    'eventSoonUnsold',
  ]);
  expect(sidebar.pricing).toBe(20);
});

it('says nothing of listings and matches to those who may not open them', async () => {
  const support = await signedIn(running, 'support');
  expect(await read(support, [{ queue: 'toApprove' }])).toMatchObject({
    queues: null,
    matching: null,
    views: [],
    sidebar: { pricing: 20 },
  });
  const fan = await signedIn(running, 'fan');
  expect((await fan.ask('POST', '/admin/counts', { views: [] })).status).toBe(403);
});
