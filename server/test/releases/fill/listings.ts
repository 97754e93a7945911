/** Fills listings in every state, packages, rules and what staff do with them. */
import { randomUUID } from 'node:crypto';
import { plainComponents } from '@holdfast/shared/pricing';
import { buildGame } from '../../factories/catalog.ts';
import { buildConsignor } from '../../factories/consignors.ts';
import { buildListings } from '../../factories/listings.ts';
import { dayMs, fromNow } from '../../factories/times.ts';
import { eventually, type Fan } from '../../fan.ts';
import { somebody } from '../../people.ts';
import { pictureFile } from '../../pictureFiles.ts';
import type { TestApp } from '../../runningApp.ts';

/** @throws Error when it is refused */
export async function posted<T = { id: string }>(who: Fan, path: string, body: object): Promise<T> {
  const answer = await who.ask<T>('POST', path, body, { 'idempotency-key': randomUUID() });
  if (answer.status >= 300)
    throw new Error(`${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Fills the listings' tables. */
export async function fillListings(running: TestApp, staff: Fan, staffId: string): Promise<void> {
  const consignorId = await buildConsignor(running.context, { name: 'Marguerite Oyelaran' });
  await rules(staff, consignorId);
  await everyState(running, staff, staffId, consignorId);
  await packages(running, staff, consignorId);
  const { eventId } = await buildGame(running.context, { home: 'Albany Larks', away: 'Salem Wrens' });
  await staff.ask('PUT', `/admin/events/${eventId}/picture`, await pictureFile());
  const view = { page: 'pricing', name: 'Front rows', query: 'q=front', shared: true };
  await posted(staff, '/admin/views', view);
}

async function rules(staff: Fan, target: string): Promise<void> {
  const own = { scope: 'consignor', target, reason: 'Agreed on the phone' };
  const effectiveFrom = fromNow(2 * dayMs);
  await posted(staff, '/admin/percentages', {
    ...own,
    components: plainComponents(1_850, 1_200),
    effectiveFrom,
  });
  const draft = { components: plainComponents(1_900, 1_200), reason: 'Next season' };
  await posted(staff, '/admin/percentages/drafts', draft);
  await posted(staff, '/admin/price-caps', { country: 'US', region: 'PA', law: 'A law of Pennsylvania' });
}

async function everyState(running: TestApp, staff: Fan, staffId: string, consignorId: string): Promise<void> {
  const { context } = running;
  const { eventId } = await buildGame(context, { home: 'Pittsburgh Otters', away: 'Erie Gulls' });
  const built = await buildListings(context, [
    ...(['submitted', 'live', 'paused', 'withdrawn', 'rejected', 'submitted', 'submitted'] as const).map(
      (state) => ({ eventId, consignorId, state, faceValueAmount: 8_000 }),
    ),
    { eventId, consignorId, ticketType: 'VIP', quantity: 40, externalId: 'vip-1', state: 'submitted' },
  ]);
  const [owned, live, , , , returned, rejected] = built.map(({ id }) => id);
  const act = (action: object) => posted(staff, '/admin/listings/actions', action);
  await act({ action: 'return', ids: [returned], reason: 'The seats are missing' });
  await act({ action: 'reject', ids: [rejected], reason: 'No such row' });
  await act({
    action: 'price',
    ids: [live],
    change: { by: 'set', amount: 9_500 },
    reason: 'The market fell',
  });
  await context.db('listings').where({ id: owned }).update({ owner_id: staffId });
  const { who: seller } = await somebody(running, ['consignor'], { consignorId });
  await posted(seller, `/selling/listings/${live}/delist`, { reason: 'We go ourselves' });
  const filter = { consignorId };
  const view = await posted(staff, '/admin/bulk-runs/views', { filter });
  const bulk = await posted(staff, '/admin/bulk-runs', { action: { action: 'approve' }, view: view.id });
  const pricing = { change: { by: 'market', bps: -500 }, keepWithinLimits: true };
  await posted(staff, '/admin/price-rules', { name: 'Below the market', filter, pricing, runsAt: '06:30' });
  await eventually('the bulk run is done', async () => {
    const [run] = await context.db('bulk_runs').where({ id: bulk.id }).whereNotNull('done_at');
    return run !== undefined;
  });
  // One more waits for approval, and enough are live for a market price.
  const more = (['submitted', 'live', 'live', 'live'] as const).map((state) => ({ eventId, state }));
  await buildListings(
    context,
    more.map((wanted) => ({ ...wanted, consignorId, faceValueAmount: 8_000 })),
  );
}

async function packages({ context }: TestApp, staff: Fan, consignorId: string): Promise<void> {
  const { eventId, seasonId } = await buildGame(context, { home: 'Dallas Stallions', away: 'Reno Rams' });
  const price = { by: 'set', amount: 12_000 };
  const seats = { consignorId, seasonId, section: '234', seats: '5–8', price };
  const draft = await posted(staff, '/admin/packages', { ...seats, row: 'B' });
  const login = { login: 'wexler@example.com', password: 'a password of tests', note: '' };
  await staff.ask('PUT', `/admin/packages/${draft.id}/access`, login);
  const terms = { floorAmount: 9_000, ceilingAmount: 20_000, eventIds: [eventId] };
  const running = await posted(staff, '/admin/packages', { ...seats, ...terms, row: 'C' });
  await staff.ask('PUT', `/admin/packages/${running.id}/cost`, { costAmount: 480_000 });
  const ended = await posted(staff, '/admin/packages', { ...seats, row: 'D' });
  await posted(staff, `/admin/packages/${ended.id}/end`, { reason: 'He moved away' });
}
