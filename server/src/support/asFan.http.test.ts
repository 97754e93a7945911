/** The fan's page for staff, over HTTP: what the fan sees, without secrets, logged, and with codes for who may read them. */
import type { Reservation } from '@holdfast/shared/reservations';
import { expect } from 'vitest';
import { buildListing } from '../../test/factories/listings.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';

it('is the fan’s own page, with codes for support alone, and without what pays', async ({ running: app }) => {
  const lawn = { ticketType: 'Lawn', quantity: 20 };
  const fan = new Fan(app);
  const order = await fan.buy((await buildListing(app.context, lawn)).id, 2);
  const own = await fan.until(order.id, ({ items }) =>
    items.every(({ tickets }) => tickets.every(({ code }) => code)),
  );
  const path = `/admin/reservations/${order.id}/as-fan`;
  const support = await signedIn(app, 'support');
  const { status, body } = await support.ask<Reservation>('POST', path);
  expect([status, body.code, body.timeline]).toEqual([200, own.code, own.timeline]);
  expect(body.items[0]?.tickets).toEqual(own.items[0]?.tickets);
  const finance = await signedIn(app, 'finance');
  const masked = await finance.ask<Reservation>('POST', path);
  expect(masked.body.items[0]?.tickets.map(({ code }) => code)).toEqual([null, null]);
  const log = await app.context.db('audit_entries').where({ what: 'reservation.asFan', subject: order.id });
  expect(log).toHaveLength(2);
  expect((await fan.ask('POST', path)).status).toBe(401);

  const payer = new Fan(app);
  const { body: held } = await payer.hold((await buildListing(app.context)).id, 1);
  await payer.pay(held.id, '4000002500003155');
  await payer.until(held.id, ({ payment }) => payment?.state === 'requiresAction');
  const seen = await support.ask<Reservation>('POST', `/admin/reservations/${held.id}/as-fan`);
  expect(seen.body.payment).toMatchObject({ clientSecret: null, nextActionUrl: null });
});
