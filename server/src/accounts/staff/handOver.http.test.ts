/** What somebody looks after goes to a colleague, or to nobody, when they are deactivated. */
import type { StaffMemberShown } from '@holdfast/shared/accounts';
import { expect } from 'vitest';
import { buildPercentages } from '../../../test/factories/consignors.ts';
import { buildListing } from '../../../test/factories/listings.ts';
import type { Fan } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { somebody } from '../../../test/people.ts';
import type { TestApp } from '../../../test/runningApp.ts';

let app: TestApp;
let admin: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  admin = (await somebody(app, ['admin'])).who;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
});

const reason = 'Works elsewhere now';

async function ownerOfWork(): Promise<{ id: string; open: string; ended: string; rule: string }> {
  const { id, who } = await somebody(app, ['staff']);
  const open = await buildListing(app.context, { state: 'submitted' });
  const ended = await buildListing(app.context);
  const rule = await who.ask<{ id: string }>('POST', '/admin/price-rules', {
    name: `Rule of ${id}`,
    filter: { league: 'NHL', owner: 'me' },
    pricing: { change: { by: 'market', bps: -500 } },
    runsAt: '06:00',
  });
  expect(rule.status, JSON.stringify(rule.body)).toBe(201);
  await app.context.db('listings').whereIn('id', [open.id, ended.id]).update({ owner_id: id });
  const withdraw = { action: 'withdraw', ids: [ended.id], reason };
  expect((await who.ask('POST', '/admin/listings/actions', withdraw)).status).toBe(200);
  return { id, open: open.id, ended: ended.id, rule: rule.body.id };
}
const ownerOf = async (id: string) =>
  (await app.context.db('listings').where({ id }).first('owner_id')).owner_id;

it('goes to the chosen colleague, and the log of each record says so; what has ended stays', async () => {
  const { id, open, ended, rule } = await ownerOfWork();
  const heir = await somebody(app, ['staff']);
  const shown = await admin.ask<StaffMemberShown>('GET', `/admin/staff/${id}`);
  expect(shown.body.work).toEqual({
    listings: 1,
    imports: 0,
    deliveries: 0,
    feedEntries: 0,
    priceRules: 1,
    cases: 0,
  });
  const end = { handOverTo: heir.id, reason };
  expect((await admin.ask('POST', `/admin/staff/${id}/deactivate`, end)).status).toBe(200);
  expect([await ownerOf(open), await ownerOf(ended)]).toEqual([heir.id, id]);
  expect(
    await app.context.db('audit_entries').where({ subject: open, what: 'listing.assign' }),
  ).toMatchObject([{ before: { ownerId: id }, after: { ownerId: heir.id } }]);
  const [stored] = await app.context.db('saved_price_rules').where({ id: rule });
  // Its view was of their own listings, which are the heir's now.
  expect(stored).toMatchObject({ created_by: heir.id, filter: { owner: heir.id } });
});

it('goes to nobody when nobody is chosen, and never to who can’t look after it', async () => {
  const { id, open } = await ownerOfWork();
  const gone = await somebody(app, ['staff']);
  await admin.ask('POST', `/admin/staff/${gone.id}/deactivate`, { handOverTo: null, reason });
  for (const handOverTo of [gone.id, id, (await somebody(app, ['support'])).id])
    expect(
      (await admin.ask('POST', `/admin/staff/${id}/deactivate`, { handOverTo, reason })).body,
    ).toMatchObject({ errors: [{ field: 'handOverTo' }] });
  // Whoever calls without saying it learns what to say.
  expect((await admin.ask('POST', `/admin/staff/${id}/deactivate`, { reason })).body).toMatchObject({
    errors: [{ field: 'handOverTo', message: expect.stringContaining('or null for nobody') }],
  });
  await admin.ask('POST', `/admin/staff/${id}/deactivate`, { handOverTo: null, reason });
  expect(await ownerOf(open)).toBeNull();
});
