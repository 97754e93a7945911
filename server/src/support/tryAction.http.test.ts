/** What if, over HTTP: what an action is said to do equals what it then does, and nothing of the trial stays. */
import type { SupportCase, TriedAction } from '@holdfast/shared/support';
import { expect } from 'vitest';
import { buildListing } from '../../test/factories/listings.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
let support: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  support = await signedIn(app, 'support');
});

const caseOf = async (id: string) =>
  (await support.ask<SupportCase>('GET', `/admin/reservations/${id}`)).body;
/** How much persons did at all, and is booked and due of this order. Jobs and looks for cases move other actors meanwhile. */
const rowsOf = async (id: string) => {
  const { db } = app.context;
  const booked = db('ledger_transactions').select('id').where('reservation_id', id);
  const counts = await Promise.all([
    db('transitions').whereNot('by', 'system').count(),
    db('audit_entries').whereNot('by', 'system').count(),
    db('ledger_entries').whereIn('transaction_id', booked).count(),
    db('timers').where('actor_id', id).count(),
  ]);
  return counts.map(([row]) => Number(row?.count));
};

/** Tries an action, does it, and compares. */
async function triedAndDone(
  id: string,
  type: string,
  message: string,
  more: object = {},
): Promise<TriedAction> {
  const actor = (await caseOf(id)).actors.find((each) => each.type === type);
  const body = { actorId: actor?.id, message, version: actor?.version };
  const before = await rowsOf(id);
  const { cause } = more as { cause?: string };
  const tried = await support.ask<TriedAction>('POST', `/admin/reservations/${id}/actions/try`, {
    ...body,
    ...(cause ? { cause } : {}),
  });
  expect(tried.status).toBe(200);
  expect(await rowsOf(id)).toEqual(before);
  const tickets = async () =>
    (
      await app.context.db.raw(
        `SELECT string_agg(n || ' ' || state, ', ' ORDER BY state) AS text FROM (SELECT state, count(*) AS n FROM tickets WHERE reservation_id = ? GROUP BY state) t`,
        [id],
      )
    ).rows[0]?.text ?? 'none';
  const done = await support.ask('POST', `/admin/reservations/${id}/actions`, {
    ...body,
    reason: 'The fan rang',
    ...more,
  });
  expect(done.status).toBe(200);
  if (tried.body.tickets) expect(await tickets()).toBe(tried.body.tickets.to);
  const log = await app.context
    .db('transitions')
    .whereIn('actor_id', [
      id,
      ...tried.body.states.flatMap(({ id: actorId }) => (actorId === null ? [] : [actorId])),
    ]);
  for (const { id: actorId, to } of tried.body.states)
    if (actorId !== null)
      expect(log.filter((row) => row.actor_id === actorId).map((row) => row.to_state)).toContain(to);
  return tried.body;
}

it('a broken hold, a refund and a voided free order do what was said', async () => {
  const fan = new Fan(app);
  const { body: held } = await fan.hold((await buildListing(app.context, { seats: [1, 2] })).id, 2);
  const { code } = held;
  expect(
    await triedAndDone(held.id, 'reservation', 'breakHold', { cause: 'doubleSale', confirmCode: code }),
  ).toMatchObject({
    isPossible: true,
    states: [{ type: 'reservation', from: 'pending.holding', to: 'cancelled' }],
    tickets: { from: '2 held', to: 'none' },
    books: [],
    jobs: ['notifications.mailHoldBroken'],
  });

  const order = await new Fan(app).buy((await buildListing(app.context)).id, 2);
  await eventually('its payment is settled', async () =>
    (await caseOf(order.id)).actors.some(
      ({ type, state }) => type === 'payment' && state.startsWith('settled'),
    ),
  );
  expect(await triedAndDone(order.id, 'payment', 'refund')).toMatchObject({
    isPossible: true,
    states: [{ id: null, type: 'refund', from: null }],
    jobs: ['payments.refund'],
  });

  const free = await buildListing(app.context, { ticketType: 'Lawn', quantity: 20, priceAmount: 0 });
  const guest = new Fan(app);
  const { body: claimed } = await guest.hold(free.id, 2);
  await guest.ask('POST', `/reservations/${claimed.id}/claim`, { email: 'free@example.com' });
  expect(await triedAndDone(claimed.id, 'reservation', 'voidOrder')).toMatchObject({
    states: expect.arrayContaining([
      expect.objectContaining({ type: 'reservation', from: 'paid', to: 'refunded' }),
    ]),
    jobs: ['notifications.mailRefund'],
  });
});

it('what isn’t possible is said with why, by the trial and on the case', async () => {
  const order = await new Fan(app).buy((await buildListing(app.context)).id, 1);
  const { actors } = await caseOf(order.id);
  const [reservation] = actors;
  expect(reservation?.refused).toEqual(
    expect.arrayContaining([
      { message: 'breakHold', label: 'Break this hold', because: [] },
      { message: 'voidOrder', label: 'Void this free order', because: ['isFree'] },
    ]),
  );
  const tried = await support.ask<TriedAction>('POST', `/admin/reservations/${order.id}/actions/try`, {
    actorId: reservation?.id,
    message: 'voidOrder',
    version: reservation?.version,
  });
  expect(tried.body).toMatchObject({
    isPossible: false,
    because: expect.stringMatching(/./),
    states: [],
    jobs: [],
  });
});
