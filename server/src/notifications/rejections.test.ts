import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildListing } from '../../test/factories.ts';
import { eventually } from '../../test/fan.ts';
import { startTestedHouse, type TestedHouse } from '../../test/runningHouse.ts';
import { inTransaction } from '../platform/db/index.ts';

let house: TestedHouse;
beforeAll(async () => {
  house = await startTestedHouse();
});
afterAll(() => house.close());

it('tells a consignor of each rejection of a listing, once, with its reason', async () => {
  const { id } = await buildListing(house.house, { state: 'submitted' });
  const send = (message: { type: string; reason?: string }) =>
    inTransaction(house.house.db, (trx) => house.house.engine.apply(trx, [{ id, message, by: 'test' }]));
  const bodies = async () =>
    (await house.house.db('mails').where({ kind: 'listingRejected' }).orderBy('id')).map(
      (mail) => mail.text_body,
    );
  await send({ type: 'reject', reason: 'Row N has no seat 3' });
  await eventually('the first mail', async () => (await bodies()).length === 1);
  await send({ type: 'resubmit' });
  await send({ type: 'reject', reason: 'Still no seat 3' });
  await eventually('the second mail', async () => (await bodies()).length === 2);
  const [first, second] = await bodies();
  expect(first).toContain('Row N has no seat 3');
  expect(second).toContain('Still no seat 3');
});
