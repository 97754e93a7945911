import type { FeedEvent } from '@holdfast/shared/feeds';
import { expect } from 'vitest';
import { buildVenue } from '../../../test/factories.ts';
import { it } from '../../../test/fixtures.ts';
import { inTransaction } from '../../platform/db/index.ts';
import { randomText } from '../../platform/ids.ts';
import { makeEvent } from './makeEvent.ts';

it('makes no event at a venue that is retired', async ({ running: { context } }) => {
  const name = `Harbor Hall ${randomText(6)}`;
  const venueId = await buildVenue(context, { name });
  const facts: FeedEvent = {
    feedId: randomText(8),
    name: 'A concert',
    home: null,
    away: null,
    venueName: name,
    city: 'Pittsburgh',
    region: 'PA',
    country: 'US',
    timeZone: null,
    localStart: '2038-12-05T19:30',
    startsAt: null,
    timeTbd: false,
    status: 'scheduled',
    isGame: false,
  };
  const make = () => inTransaction(context.db, (trx) => makeEvent(trx, 'skybox', facts));
  await context.db('venues').where({ id: venueId }).update({ retired_at: new Date() });
  await expect(make()).rejects.toMatchObject({
    code: 'validation_failed',
    message: expect.stringContaining('is retired'),
  });
  await context.db('venues').where({ id: venueId }).update({ retired_at: null });
  const id = await make();
  expect(await context.db('events').where({ id }).first()).toMatchObject({ venue_id: venueId });
});
