/** What becomes of held and sold tickets, on a real PostgreSQL: seats and counters always agree. */
import { listingMachine } from '@holdfast/shared/listings/machines';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import type { TestAppContext } from '../../test/appContext.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { buildHold } from '../../test/factories/holds.ts';
import { buildListing, listingCounts } from '../../test/factories/listings.ts';
import { fromNow } from '../../test/factories/times.ts';
import { test } from '../../test/fixtures.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { releaseHeld, sellHeld, takeSoldBack } from './inventory.ts';
import { reacquirable, reacquire } from './reacquire.ts';

let app: TestAppContext;
let listingId: string;
let admissionId: string;
let held: string;

test.beforeAll(({ context }) => {
  app = context;
});
beforeEach(async () => {
  const consignorId = await buildConsignor(app);
  ({ id: listingId } = await buildListing(app, { consignorId, seats: [1, 2, 3, 4] }));
  ({ id: admissionId } = await buildListing(app, { consignorId, ticketType: 'Floor', quantity: 10 }));
  held = (await buildHold(app, [{ listingId, quantity: 2 }])).id;
});

const act = <A>(work: (trx: Trx) => Promise<A>) => inTransaction(app.db, work);
const sell = (...ids: string[]) =>
  act((trx) =>
    sellHeld(
      trx,
      ids.map((reservationId) => ({ reservationId, at: fromNow(0) })),
    ),
  );
const withdraw = async (id: string) => {
  const message = { type: 'withdraw', reason: 'For a test' } as const;
  const [outcome] = await act((trx) =>
    app.engine.apply(trx, [messageTo(listingMachine, id, message, { by: 'test' })]),
  );
  expect(outcome?.kind).toBe('applied');
};
const seatsOf = async (id: string): Promise<string[]> =>
  (await app.db('tickets').where({ listing_id: id }).orderBy(['seat', 'id'])).map(
    ({ seat, state }) => `${seat} ${state}`,
  );
const countsOf = async (id: string) => {
  const { available, held, sold, withdrawn } = await listingCounts(app, id);
  return { available, held, sold, withdrawn };
};

afterEach(async () => {
  // Seats are the truth of seated listings; the counters must say the same.
  const { rows } = await app.db.raw(`
    SELECT l.id FROM listings l JOIN tickets t ON t.listing_id = l.id WHERE l.kind = 'seated' GROUP BY l.id
    HAVING (l.available, l.held, l.sold, l.withdrawn) IS DISTINCT FROM
      (count(*) FILTER (WHERE t.state = 'free'), count(*) FILTER (WHERE t.state = 'held'),
       count(*) FILTER (WHERE t.state = 'sold'), count(*) FILTER (WHERE t.state = 'withdrawn'))`);
  expect(rows).toEqual([]);
});

describe('a hold that ends', () => {
  test('frees its seats and no others', async () => {
    const other = await buildHold(app, [{ listingId, quantity: 1 }]);
    await act((trx) => releaseHeld(trx, [held]));
    expect(await seatsOf(listingId)).toEqual(['1 free', '2 free', '3 held', '4 free']);
    expect(await countsOf(listingId)).toEqual({ available: 3, held: 1, sold: 0, withdrawn: 0 });
    await act((trx) => releaseHeld(trx, [other.id]));
    expect(await countsOf(listingId)).toEqual({ available: 4, held: 0, sold: 0, withdrawn: 0 });
  });

  test('frees admissions of the same listing once for each of several holds', async () => {
    const holds = await Promise.all(
      [2, 3].map((quantity) => buildHold(app, [{ listingId: admissionId, quantity }])),
    );
    await act((trx) =>
      releaseHeld(
        trx,
        holds.map(({ id }) => id),
      ),
    );
    expect(await countsOf(admissionId)).toEqual({ available: 10, held: 0, sold: 0, withdrawn: 0 });
  });

  test('withdraws what it held when its listing has left the sale', async () => {
    await withdraw(listingId);
    expect(await countsOf(listingId)).toEqual({ available: 0, held: 2, sold: 0, withdrawn: 2 });
    await act((trx) => releaseHeld(trx, [held]));
    expect(await seatsOf(listingId)).toEqual(['1 withdrawn', '2 withdrawn', '3 withdrawn', '4 withdrawn']);
    expect(await countsOf(listingId)).toEqual({ available: 0, held: 0, sold: 0, withdrawn: 4 });
  });
});

describe('a sale', () => {
  test('gives each seat a code of its own, and each admission a ticket', async () => {
    const floor = await buildHold(app, [{ listingId: admissionId, quantity: 3 }]);
    await sell(held, floor.id);
    const tickets = await app.db('tickets').whereIn('reservation_id', [held, floor.id]);
    expect(tickets.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'sold'));
    expect(new Set(tickets.map(({ code }) => code)).size).toBe(5);
    expect(await countsOf(listingId)).toEqual({ available: 2, held: 0, sold: 2, withdrawn: 0 });
    expect(await countsOf(admissionId)).toEqual({ available: 7, held: 0, sold: 3, withdrawn: 0 });
  });

  test('that is refunded voids its tickets, and puts the places back on sale', async () => {
    await sell(held);
    await act((trx) => takeSoldBack(trx, [held]));
    expect(await seatsOf(listingId)).toEqual(
      expect.arrayContaining(['1 refunded', '1 free', '2 refunded', '2 free', '3 free', '4 free']),
    );
    expect(await countsOf(listingId)).toEqual({ available: 4, held: 0, sold: 0, withdrawn: 0 });
  });

  test('that is refunded after its listing left the sale puts nothing back', async () => {
    await sell(held);
    await withdraw(listingId);
    await act((trx) => takeSoldBack(trx, [held]));
    expect(await countsOf(listingId)).toEqual({ available: 0, held: 0, sold: 0, withdrawn: 4 });
  });
});

const granted = async (trx: Trx, id: string) => (await reacquirable(trx, [id])).get(id) ?? null;
const canHaveAgain = async (trx: Trx, id: string) => (await granted(trx, id)) !== null;

describe('a payment after the end of its hold', () => {
  test('gets the very seats again while they are free', async () => {
    await act((trx) => releaseHeld(trx, [held]));
    expect(await act((trx) => canHaveAgain(trx, held))).toBe(true);
    expect(await act((trx) => granted(trx, held))).toEqual([]);
    await act((trx) => reacquire(trx, [{ reservationId: held, moved: [] }]));
    expect(await seatsOf(listingId)).toEqual(['1 held', '2 held', '3 free', '4 free']);
    expect(await countsOf(listingId)).toEqual({ available: 2, held: 2, sold: 0, withdrawn: 0 });
  });

  test('gets as good ones of the same listing when one of them is taken, and none when too few are free', async () => {
    await act((trx) => releaseHeld(trx, [held]));
    await buildHold(app, [{ listingId, quantity: 1 }]);
    const moved = await act((trx) => granted(trx, held));
    expect(moved).toEqual([{ listingId, from: [1, 2], to: [2, 3] }]);
    await act((trx) => reacquire(trx, [{ reservationId: held, moved: moved ?? [] }]));
    expect(await seatsOf(listingId)).toEqual(['1 held', '2 held', '3 held', '4 free']);
    await act((trx) => releaseHeld(trx, [held]));
    await buildHold(app, [{ listingId, quantity: 2 }]);
    expect(await act((trx) => granted(trx, held))).toBe(null);
  });

  test('gets none of a listing that has left the sale', async () => {
    await act((trx) => releaseHeld(trx, [held]));
    await withdraw(listingId);
    expect(await act((trx) => canHaveAgain(trx, held))).toBe(false);
  });

  test('waits for a hold that is being made of them, and then gets none', async () => {
    await act((trx) => releaseHeld(trx, [held]));
    const asked = Promise.withResolvers<Promise<boolean>>();
    await act(async (trx) => {
      await trx.raw('SELECT FROM listings WHERE id = ? FOR NO KEY UPDATE', [listingId]);
      asked.resolve(act((other) => canHaveAgain(other, held)));
      await trx.raw(`UPDATE tickets SET state = 'withdrawn' WHERE listing_id = ? AND seat <= 3`, [listingId]);
      await trx.raw('UPDATE listings SET available = 1, withdrawn = 3 WHERE id = ?', [listingId]);
    });
    expect(await await asked.promise).toBe(false);
  });
});
