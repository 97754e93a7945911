/** Fills somebody's inbox: a notice that is emailed, what they chose, and their quiet hours. */
import { buildListing } from '../../factories/listings.ts';
import { eventually } from '../../fan.ts';
import { somebody } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';

/** @throws Error when something is refused */
export async function fillNotices(running: TestApp): Promise<void> {
  const { who, id } = await somebody(running, ['staff'], { name: 'Ole Berg' });
  const { status } = await who.ask('PUT', '/notices/office/preferences', {
    choices: [{ kind: 'listingsSubmitted', inbox: true, email: true }],
    quiet: { from: '22:00', until: '07:00', timeZone: 'America/New_York' },
  });
  if (status >= 300) throw new Error(`the preferences answered ${status}`);
  await buildListing(running.context, { state: 'submitted' });
  await running.context
    .db('notice_held_rows')
    .insert({ rule: 'import', seq: 0, error: 'It fails', due_at: new Date(Date.now() + 86_400_000) });
  await eventually('it is on its way', async () =>
    Boolean(await running.context.db('notice_sendings').where({ recipient_id: id }).first()),
  );
}
