/** A feed calls off a game of ours: staff find the decision on Today, see what it hits, and decide. */
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
  await staff.sees('A feed calls off or moves a game');
  await staff.click(`.decisions a[href$="/feeds/decisions/${id}"]`);
  await staff.sees('What should happen?');
  await staff.sees(/says that it is canceled\. Our game is on sale/);
  expect(await staff.inspect('game-decision')).toEqual([]);
  await staff.press('Decide');
  await staff.sees('Choose what happens to the game.');
  await staff.click('input[value="cancel"]');
  await staff.sees(/withdrawn, and each consignor gets one email/);
  await staff.fill('Reason, goes into the log', 'The league called it off');
  expect(await staff.inspect('game-decision-cancel', [widths.desktop, widths.phone])).toEqual([]);
  await staff.press('Decide');
  await staff.sees('What was decided');
  await staff.sees('“The league called it off”');
  expect(await db('events').where({ id: entry.event_id }).first()).toMatchObject({ status: 'cancelled' });
  expect(await db('listings').where({ event_id: entry.event_id, state: 'live' })).toEqual([]);
  await staff.go('/feeds/decisions?decided=true', 'Games to decide');
  await staff.sees('Canceled by');
  expect(await staff.inspect('game-decisions')).toEqual([]);
});
