import { expect } from 'vitest';
import type { TestAppContext } from '../../test/appContext.ts';
import { buildListings } from '../../test/factories/listings.ts';
import { test } from '../../test/fixtures.ts';
import { marketplaceConsignor } from '../consignors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { type ListingNotification, notifyConsignors } from './notifyConsignors.ts';

let app: TestAppContext;

test.beforeAll(({ context }) => {
  app = context;
});

test('the marketplace gets no notification of its own events, whoever sends it', async () => {
  const consignorId = await inTransaction(app.db, marketplaceConsignor);
  const [own, consigned] = await buildListings(app, [{ consignorId, quantity: 10 }, {}]);
  const notifications = [own, consigned].map(
    (listing): ListingNotification => ({
      kind: 'seatsWithdrawn',
      cause: `test/${listing?.id}`,
      listingId: listing?.id ?? '',
      consignorId: listing?.consignorId ?? '',
      at: new Date().toISOString(),
      facts: { reason: null, asked: false, seats: [], left: 2, held: 0, sold: 0 },
    }),
  );
  await inTransaction(app.db, (trx) => notifyConsignors(trx, notifications));
  expect(await app.db('consignor_notifications').pluck('consignor_id')).toEqual([consigned?.consignorId]);
  const { rows } = await app.db.raw(
    `SELECT j.payload ->> 'consignorId' AS id FROM graphile_worker._private_jobs j
     JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'notifications.mailConsignorNews'`,
  );
  expect(rows).toEqual([{ id: consigned?.consignorId }]);
});
