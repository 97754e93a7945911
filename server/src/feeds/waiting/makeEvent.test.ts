import { expect } from 'vitest';
import { buildVenue } from '../../../test/factories/catalog.ts';
import { feedFacts } from '../../../test/feedEntries.ts';
import { it } from '../../../test/fixtures.ts';
import { inTransaction } from '../../platform/db/index.ts';
import { randomText } from '../../platform/ids.ts';
import { makeEvent } from './makeEvent.ts';

it('makes no event at a venue that is retired', async ({ running: { context } }) => {
  const name = `Harbor Hall ${randomText(6)}`;
  const venueId = await buildVenue(context, { name });
  const facts = feedFacts({ venueName: name });
  const make = () =>
    inTransaction(context.db, (trx) =>
      makeEvent(trx, { feed: 'skybox', facts }, [], { by: 'system', requestId: null }),
    );
  await context.db('venues').where({ id: venueId }).update({ retired_at: new Date() });
  await expect(make()).rejects.toMatchObject({
    code: 'validation_failed',
    message: expect.stringContaining('is retired'),
  });
  await context.db('venues').where({ id: venueId }).update({ retired_at: null });
  const id = await make();
  expect(await context.db('events').where({ id }).first()).toMatchObject({ venue_id: venueId });
});
