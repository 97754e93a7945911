/** A list that rows leave while it is read: nothing is lost or repeated, in any order. */
import { randomUUID } from 'node:crypto';
import { type ListingList, listingOrders } from '@holdfast/shared/listings';
import { describe, expect } from 'vitest';
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
});

/** Twenty-four listings that wait for approval: with ties in every order, and nulls where there can be any. */
async function waiting(): Promise<{ consignorId: string; ids: string[] }> {
  const { context } = running;
  const consignorId = await buildConsignor(context);
  const games = [await buildGame(context), await buildGame(context)];
  const built = await buildListings(
    context,
    Array.from({ length: 24 }, (_, at) => ({
      eventId: games[at % 2]!.eventId,
      consignorId,
      state: 'submitted' as const,
      priceAmount: 10_000 + (at % 3) * 500,
      faceValueAmount: at % 4 === 0 ? null : 8_000,
      ...(at % 5 === 0
        ? { ticketType: 'Standing', quantity: 2 }
        : { section: `${(at % 3) + 9}`, row: at % 2 === 0 ? '7' : '12', seats: [at * 2 + 1, at * 2 + 2] }),
    })),
  );
  const ids = built.map(({ id }) => id);
  await context.db.raw(
    `UPDATE listings SET in_hand_on = CASE WHEN n % 3 = 0 THEN NULL ELSE date '2038-01-01' + (n % 2)::int END,
       delist_requested_at = CASE WHEN n % 3 = 1 THEN NULL ELSE timestamptz '2037-11-20 12:00:00.123456Z' + (n % 2) * interval '1 microsecond' END,
       submitted_at = CASE WHEN n % 6 = 5 THEN NULL ELSE submitted_at END
     FROM unnest(?::text[]) WITH ORDINALITY AS given (given_id, n) WHERE id = given_id`,
    [ids],
  );
  return { consignorId, ids };
}

const read = async (query: string): Promise<ListingList> => {
  const { status, body } = await staff.ask<ListingList>('GET', `/admin/listings?totals=false&${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};

describe('listings that are approved between two pages of the queue', () => {
  for (const sort of listingOrders)
    for (const order of ['asc', 'desc'])
      it(`leave each other row in its place, by ${sort} ${order}`, async () => {
        const { consignorId, ids } = await waiting();
        const view = `queue=toApprove&consignorId=${consignorId}&sort=${sort}&order=${order}`;
        const whole = (await read(`${view}&perPage=100`)).data.map(({ id }) => id);
        const seen: string[] = [];
        let place = '';
        for (;;) {
          const { data, next } = await read(`${view}&perPage=7${place}`);
          seen.push(...data.map(({ id }) => id));
          if (next === null) break;
          place = `&after=${next}`;
          const { status } = await staff.ask(
            'POST',
            '/admin/listings/actions',
            { action: 'approve', ids: data.slice(1, 5).map(({ id }) => id) },
            { 'idempotency-key': randomUUID() },
          );
          expect(status).toBe(200);
        }
        expect(seen).toEqual(whole);
        expect(new Set(seen)).toEqual(new Set(ids));
      });
});

it('pages are counted from the place where they begin, so that a part far below can be opened', async () => {
  const { consignorId } = await waiting();
  const all = `consignorId=${consignorId}&state=submitted&sort=price`;
  const view = `${all}&perPage=5`;
  const whole = (await read(`${all}&perPage=100`)).data.map(({ id }) => id);
  const first = await read(view);
  const third = await read(`${view}&after=${first.next}&page=2`);
  expect(third.data.map(({ id }) => id)).toEqual(whole.slice(10, 15));
  expect(third.total).toBe(24);
});

it('a page past the end is empty, and still says how many there are', async () => {
  const { consignorId } = await waiting();
  const past = await read(`consignorId=${consignorId}&state=submitted&page=99`);
  expect(past).toMatchObject({ data: [], total: 24, next: null });
});

it('the place of another order, and what is no place, are refused by field', async () => {
  const { consignorId } = await waiting();
  const view = `consignorId=${consignorId}&state=submitted&perPage=5`;
  const { next } = await read(`${view}&sort=price`);
  const forged = Buffer.from(JSON.stringify(['price', '1; DROP TABLE listings', null])).toString('base64url');
  for (const place of [`sort=startsAt&after=${next}`, 'after=nonsense', `sort=price&after=${forged}`]) {
    const { status, body } = await staff.ask<{ errors: { field: string }[] }>(
      'GET',
      `/admin/listings?${view}&${place}`,
    );
    expect(status).toBe(422);
    expect(body.errors.map(({ field }) => field)).toEqual(['after']);
  }
});
