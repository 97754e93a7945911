/** The one timeline of an order, over HTTP: beside its machines the emails, deliveries, cases and what staff did by hand. */
import type { SupportCase } from '@holdfast/shared/support';
import { expect } from 'vitest';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { lookedOver } from '../../test/lookedOver.ts';
import { somebody } from '../../test/people.ts';
import { inTransaction } from '../platform/db/index.ts';
import { setAttention } from '../reservations/index.ts';

it('has what fan, staff, Stripe, the clock and emails did, each with before and after, and cases for who works on them', async ({
  running: app,
}) => {
  const support = await somebody(app, ['support'], { name: 'Sam Support' });
  const finance = await somebody(app, ['finance']);
  const { eventId } = await buildGame(app.context, {});
  const { id } = await new Fan(app).buy((await buildListing(app.context, { eventId })).id, 2);
  const read = async ({ who }: typeof support) =>
    (await who.ask<SupportCase>('GET', `/admin/reservations/${id}`)).body;
  const email = () => app.context.db('emails').where({ reservation_id: id, state: 'kept' }).first();
  await eventually('the email is written', async () => (await email()) !== undefined);

  await support.who.ask('POST', `/admin/reservations/${id}/as-fan`);
  await inTransaction(app.context.db, (trx) => setAttention(trx, [id], 'other', 'Look at its seats'));
  await lookedOver(app.context);
  const [opened] = (await read(support)).cases;
  await support.who.ask('POST', `/admin/cases/${opened?.id}/comments`, { text: 'Asked the consignor.' });
  await support.who.ask('POST', `/admin/reservations/${id}/attention`, {
    cause: 'other',
    reason: 'They are right',
  });

  const shown = await read(support);
  const entry = (text: string) => shown.timeline.find((each) => each.text === text);
  const { subject } = await email();
  expect(entry(`Email to fan@example.com: ${subject}.`)).toMatchObject({
    byKind: 'email',
    from: null,
    to: 'kept',
  });
  expect(shown.timeline.find(({ actorType }) => actorType === 'delivery')).toMatchObject({
    text: expect.stringMatching(/^Delivery: Sold/),
    from: null,
  });
  expect(entry('Looked at the fan’s page.')).toMatchObject({ by: 'Sam Support', byKind: 'staff' });
  expect(entry('Said that what needed attention is done.')).toMatchObject({
    reason: 'They are right',
    data: { before: { attention: 'Look at its seats' }, after: { attention: null } },
  });
  expect(entry('Case “Other orders that need attention”: Opened.')).toMatchObject({ byKind: 'system' });
  expect(entry('Comment: Asked the consignor.')).toMatchObject({ by: 'Sam Support', byKind: 'staff' });
  expect(entry('Captured. The money is ours.')).toMatchObject({ byKind: 'stripe' });
  expect(new Set(shown.timeline.map(({ byKind }) => byKind))).toEqual(
    new Set(['fan', 'system', 'stripe', 'staff', 'email']),
  );
  expect(shown.timeline.map(({ at }) => at)).toEqual(
    shown.timeline.map(({ at }) => at).toSorted((a, b) => (a < b ? 1 : -1)),
  );

  // Their kind is support's alone.
  const others = await read(finance);
  expect(others.timeline.filter(({ actorType }) => actorType === 'case')).toEqual([]);
  expect(others.timeline.length).toBeGreaterThan(5);
});
