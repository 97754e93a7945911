/** Fills taxes: one in force with an order that it is within, of which a part was paid to the place, and an ended one. */
import { buildEvent, buildVenue } from '../../factories/catalog.ts';
import { buildListing } from '../../factories/listings.ts';
import { eventually, Fan } from '../../fan.ts';
import { somebody } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';
import { posted } from './listings.ts';

/** Fills the tables of taxes. */
export async function fillTaxes(running: TestApp): Promise<void> {
  const { who: admin } = await somebody(running, ['admin']);
  const rule = { country: 'US', region: 'PA', city: 'Reading', onPrice: true, onFee: true };
  await posted(admin, '/admin/tax-rules', { ...rule, name: 'Amusement tax', ratePpm: 48_750 });
  const ended = await posted(admin, '/admin/tax-rules', { ...rule, name: 'Old tax', ratePpm: 10_000 });
  await posted(admin, `/admin/tax-rules/${ended.id}/end`, {});
  const eventId = await buildEvent(running.context, {
    venueId: await buildVenue(running.context, { city: 'Reading' }),
  });
  const { id } = await buildListing(running.context, { eventId, seats: [1, 2] });
  await new Fan(running).buy(id, 2);
  const account = 'tax:US/PA/reading';
  const { who: finance } = await somebody(running, ['finance']);
  const owed = () => running.context.db('ledger_postings').where({ account, kind: 'tax' }).first();
  await eventually('the tax is booked', async () => (await owed()) !== undefined);
  const paidOn = new Date().toISOString().slice(0, 10);
  await posted(finance, '/admin/tax-payments', { account, amount: 100, paidOn, reference: 'Return 4711' });
}
