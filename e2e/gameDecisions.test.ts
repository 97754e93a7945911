/** A feed calls off a game of ours: staff find the decision on Today, see what it hits, and decide. */
import { buildEvent } from '@holdfast/server/test/factories/catalog';
import { buildListing } from '@holdfast/server/test/factories/listings';
import { Fan } from '@holdfast/server/test/fan';
import { buildGameChange } from '@holdfast/server/test/gameChanges';
import { expect } from 'vitest';
import { runFeeds } from './admin/feeds.ts';
import { widths } from './admin/staffPage.ts';
import { test } from './fixtures.ts';

test('a game that a feed cancels waits for a decision, and nothing of it stays live afterwards', async ({
  app,
  staff,
}) => {
  await runFeeds(app);
  const { db } = app.context;
  const entry = await db('feed_events as f')
    .join('events as e', 'e.id', 'f.event_id')
    .whereExists(db('listings').whereRaw('listings.event_id = e.id').where({ state: 'live' }))
    .whereNotExists(db('feed_game_changes as g').whereRaw('g.event_id = e.id'))
    .select('f.*', 'e.name')
    .first();
  const id = await buildGameChange(app.context, entry.event_id, { status: 'cancelled' });
  await staff.start();
  await staff.sees('A game is called off or moves');
  await staff.click(`.decisions a[href$="/feeds/decisions/${id}"]`);
  await staff.sees('What should happen?');
  await staff.sees(/says that it is canceled\. Our game is on sale/);
  expect(await staff.inspect('game-decision')).toEqual([]);
  await staff.press('Decide');
  await staff.sees('Choose what happens to the game.');
  await staff.click('input[value="cancel"]');
  await staff.sees(/withdrawn, and .*email/);
  await staff.fill('Reason, goes into the log', 'The league called it off');
  expect(await staff.inspect('game-decision-cancel', [widths.desktop, widths.phone])).toEqual([]);
  await staff.press('Decide');
  await staff.sees('What was decided');
  await staff.sees('“The league called it off”');
  await staff.sees(/orders? had (its|their) turn|It had no paid order/);
  expect(await db('events').where({ id: entry.event_id }).first()).toMatchObject({ status: 'cancelled' });
  expect(await db('listings').where({ event_id: entry.event_id, state: 'live' })).toEqual([]);
  await staff.go('/feeds/decisions?decided=true', 'Games to decide');
  await staff.sees('Canceled by');
  expect(await staff.inspect('game-decisions')).toEqual([]);
});

test('staff postpone an event from its page, then cancel it: every paid order is refunded, and the page says how far', async ({
  app,
  staff,
}) => {
  const { db } = app.context;
  const eventId = await buildEvent(app.context, { name: 'Winter Gala' });
  const { id: listingId } = await buildListing(app.context, { eventId });
  const fan = new Fan(app);
  const order = await fan.buy(listingId, 1);
  await staff.start();
  await staff.go(`/events/${eventId}/show`, 'Winter Gala');
  await staff.sees('What a change affects now');
  expect(await staff.inspect('event', [widths.desktop, widths.phone])).toEqual([]);
  await staff.click('input[value="postpone"]');
  await staff.sees(/1 paid order gets an email; the tickets stay good/);
  await staff.fill('Reason, goes into the log', 'Snow');
  await staff.press('Change the event');
  await staff.sees(/It is postponed, for/);
  await staff.sees('“Snow”');
  await staff.click('input[value="cancel"]');
  await staff.sees(/1 paid order is refunded in full/);
  await staff.fill('Reason, goes into the log', 'The roof came down');
  await staff.press('Change the event');
  await staff.sees('“The roof came down”');
  await fan.until(order.id, ({ state }) => state === 'refunded');
  const change = await db('event_changes').where({ event_id: eventId, kind: 'cancel' }).first();
  await staff.go(`/event-changes/${change.id}`, 'Canceled: Winter Gala');
  await staff.sees(order.code);
  await staff.sees('1 order had its turn.');
  expect(await staff.inspect('event-change', [widths.desktop, widths.phone])).toEqual([]);
});
