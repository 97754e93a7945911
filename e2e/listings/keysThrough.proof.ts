/** A long queue, worked through as fast as somebody presses keys. */
import { test } from '../fixtures.ts';
import { approveByKeys } from './keysThrough.ts';

test('a Enter Enter every 120 ms approves 100 listings, and never trips over the own last action', async ({
  app,
  staff,
}) => {
  await approveByKeys(app, staff, 100);
});
