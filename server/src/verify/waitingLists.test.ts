/** Each invariant of waiting lists is broken on purpose, in a transaction that is rolled back, and must be named. */
import { expect } from 'vitest';
import { buildEvent } from '../../test/factories/catalog.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { it } from '../../test/fixtures.ts';
import { namedWhenBroken } from '../../test/namedWhenBroken.ts';
import { inLine } from '../../test/waitingClient.ts';
import type { Trx } from '../platform/db/index.ts';

it('names what is offered and not held, offered twice, served without a reason, and columns that differ', async ({
  running,
}) => {
  const { context } = running;
  await buildPercentages(context, { consignorId: null, commissionBps: 2_000, feeBps: 1_000 });
  const eventId = await buildEvent(context);
  const ahead = await inLine(running, eventId, 4);
  const { entryId, until } = await inLine(running, eventId, 2);
  await buildListing(context, { eventId });
  const { offer } = await until('offered');
  const offerId = offer?.id as string;
  const named = (breakIt: (trx: Trx) => Promise<unknown>) => namedWhenBroken(context, breakIt);
  const offers = (trx: Trx) => trx('waiting_offers').where({ id: offerId });
  expect(await named(async () => {})).toEqual([]);
  const ended = { outcome: 'lapsed', ended_at: new Date() };
  expect(await named((trx) => offers(trx).update(ended))).toEqual(
    expect.arrayContaining([`14.held ${entryId}`, `14.outcomes ${offerId}`]),
  );
  expect(
    await named((trx) => trx('waiting_entries').where({ id: entryId }).update({ state: 'waiting' })),
  ).toContain(`14.held ${offerId}`);
  // Those ahead were passed over without a word.
  expect(await named((trx) => offers(trx).update({ passed: '[]' }))).toEqual([`14.service ${offerId}`]);
  expect(await named((trx) => offers(trx).update({ size: 1 }))).toEqual([`14.service ${offerId}`]);
  expect(
    await named((trx) => trx('waiting_entries').where({ id: ahead.entryId }).update({ size: 3 })),
  ).toEqual([`14.rows ${ahead.entryId}`]);
  const twice = async (trx: Trx) => {
    await trx.raw('DROP INDEX waiting_offers_one_running, waiting_entries_one_open');
    await trx.raw(
      `INSERT INTO waiting_offers SELECT (jsonb_populate_record(o, '{"id": "wto_zz", "reservation_id": "rsv_zz"}')).* FROM waiting_offers o WHERE id = ?`,
      [offerId],
    );
  };
  expect(await named(twice)).toEqual(expect.arrayContaining([`14.once ${offerId}`, '14.held wto_zz']));
});
