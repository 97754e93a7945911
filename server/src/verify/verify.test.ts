/** Each invariant is broken on purpose, in a transaction that is rolled back, and must be named. */
import { describe, expect } from 'vitest';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { namedWhenBroken } from '../../test/namedWhenBroken.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { verify } from './verify.ts';

let app: TestApp;
let listingId: string;
let orderId: string;
let heldId: string;
let game: Awaited<ReturnType<typeof buildGame>>;

it.beforeAll(async ({ running: started }) => {
  app = started;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  listingId = (await buildListing(app.context, { seats: [1, 2, 3, 4, 5, 6] })).id;
  orderId = (await new Fan(app).buy(listingId, 2)).id;
  heldId = (await new Fan(app).hold(listingId, 2)).body.id;
  game = await buildGame(app.context);
});

const namedAfter = (breakIt: (trx: Trx) => Promise<unknown>) => namedWhenBroken(app.context, breakIt);

const paymentOf = async () =>
  (await app.context.db('payments').where({ reservation_id: orderId }).first()).id as string;

const consignorOf = async () =>
  (await app.context.db('listings').where({ id: listingId }).first()).consignor_id as string;

const noticeOf = (cause: string, recipientId: string) => ({
  id: 'ntc_broken',
  recipient_id: recipientId,
  kind: 'listingsSubmitted',
  cause,
  facts: {},
  count: 1,
  at: new Date(),
  in_inbox: true,
});

describe('verify', () => {
  it('finds nothing in a database that the app alone wrote', async () => {
    expect(await verify(app.context.db, app.context.engine)).toEqual([]);
  });

  it.each<[string, (trx: Trx) => Promise<unknown>, () => Promise<string> | string]>([
    [
      '16.cause',
      (trx) => trx('notices').insert(noticeOf('log/lst_nobody/1', 'con_nobody')),
      () => 'ntc_broken',
    ],
    [
      '16.reader',
      async (trx) => {
        const { actor_id, version } = await trx('transitions').where({ actor_id: listingId }).first();
        await trx('notices').insert(noticeOf(`log/${actor_id}/${version}`, 'per_nobody'));
      },
      () => 'ntc_broken',
    ],
    [
      '5.choice',
      async (trx) => {
        const change = { id: 'evc_choice', event_id: game.eventId, kind: 'move', from_status: 'scheduled' };
        const dates = { from_starts_at: new Date(), from_time_tbd: false, starts_at: new Date() };
        await trx('event_changes').insert({ ...change, ...dates, decided_by: 'test' });
        const chosen = { choice: 'refund', chosen_at: new Date(), outcome: 'done', done_at: new Date() };
        await trx('event_change_orders').insert({ change_id: change.id, reservation_id: orderId, ...chosen });
      },
      () => orderId,
    ],
    [
      '2.replacements',
      (trx) =>
        trx('ledger_transactions').insert({
          id: newId('ledgerTransaction'),
          kind: 'replacement',
          cause: `replacement/${orderId}/${heldId}`,
          at: new Date(),
        }),
      () => `${orderId}/${heldId}`,
    ],
    [
      '5.seats',
      (trx) =>
        queryPrepared(trx, `UPDATE reservation_items SET seats = '{98,99}' WHERE reservation_id = $1`, [
          orderId,
        ]),
      () => orderId,
    ],
    [
      '2.ticketRefunds',
      (trx) =>
        queryPrepared(
          trx,
          `INSERT INTO refund_lines (cause, reservation_id, listing_id, amount, at) VALUES ('never posted', $1, $2, 5, now())`,
          [orderId, listingId],
        ),
      () => 'never posted',
    ],
    [
      '1.counters',
      async (trx) => {
        await queryPrepared(trx, 'ALTER TABLE listings DROP CONSTRAINT listings_every_ticket_counted');
        await queryPrepared(trx, 'UPDATE listings SET available = available + 1 WHERE id = $1', [listingId]);
      },
      () => listingId,
    ],
    [
      '1.tickets',
      (trx) =>
        queryPrepared(
          trx,
          `UPDATE tickets SET state = 'withdrawn' WHERE listing_id = $1 AND state = 'free'`,
          [listingId],
        ),
      () => listingId,
    ],
    [
      '1.reservations',
      (trx) =>
        queryPrepared(trx, 'UPDATE listings SET held = held - 1, available = available + 1 WHERE id = $1', [
          listingId,
        ]),
      () => listingId,
    ],
    [
      '1.one-reservation',
      (trx) =>
        queryPrepared(
          trx,
          'UPDATE reservation_items SET seats = (SELECT seats FROM reservation_items WHERE reservation_id = $1) WHERE reservation_id = $2',
          [orderId, heldId],
        ),
      () => `${listingId} seat 1`,
    ],
    [
      '10.causes',
      async (trx) => {
        await queryPrepared(
          trx,
          `UPDATE emails SET state = 'failed', created_at = created_at - interval '1 hour' WHERE reservation_id = $1`,
          [orderId],
        );
      },
      async () => (await app.context.db('emails').where({ reservation_id: orderId }).first()).id,
    ],
    [
      '10.rows',
      (trx) =>
        queryPrepared(
          trx,
          `INSERT INTO cases (id, kind, subject, text, since, occurrence, is_present, times, created_at, state, snapshot, machine_version, version)
           VALUES ('cas_0', 'emailFailed', 'mal_0', 'x', now(), '', true, 2, now(), 'waiting',
             jsonb_build_object('context', jsonb_build_object('kind', 'emailFailed', 'isPresent', true, 'times', 1, 'occurrence', '', 'since', now())), 1, 1)`,
        ),
      () => 'cas_0',
    ],
    [
      '11.approvals',
      async (trx) => {
        await queryPrepared(
          trx,
          "INSERT INTO people (id, email, name, password_hash, roles) VALUES ('per_0', 'x@example.com', 'X', '', '{support}'), ('per_1', 'y@example.com', 'Y', '', '{support}')",
        );
        await queryPrepared(
          trx,
          `INSERT INTO approvals (id, command, subject, words, amount, currency, body, reason, made_by, created_at, expires_at, decided_by, decided_at,
             state, snapshot, machine_version, version)
           VALUES ('apv_0', 'case.action', 'pay_0', 'x', 5, 'USD', '{}', 'x', 'per_0', now(), now(), 'per_1', now(), 'approved',
             '{"value": "approved", "context": {"madeBy": "per_0"}}', 1, 1)`,
        );
      },
      () => 'apv_0',
    ],
    [
      '9.deactivated',
      (trx) =>
        queryPrepared(
          trx,
          'UPDATE consignors SET deactivated_at = now() WHERE id = (SELECT consignor_id FROM listings WHERE id = $1)',
          [listingId],
        ),
      consignorOf,
    ],
    [
      '9.merged',
      (trx) =>
        queryPrepared(
          trx,
          `WITH stayed AS (INSERT INTO consignors (id, name, email) VALUES ('con_0', 'Other', 'other@example.com') RETURNING id)
           UPDATE consignors c SET merged_into = stayed.id, deactivated_at = now() FROM listings l, stayed
           WHERE l.id = $1 AND c.id = l.consignor_id`,
          [listingId],
        ),
      consignorOf,
    ],
    [
      '2.zero-sum',
      (trx) => queryPrepared(trx, `UPDATE ledger_entries SET amount = amount - 1 WHERE account = 'fees'`),
      async () => (await app.context.db('ledger_transactions').where({ reservation_id: orderId }).first()).id,
    ],
    [
      '2.sales',
      async (trx) => {
        await queryPrepared(
          trx,
          `UPDATE ledger_entries SET amount = amount - 100 WHERE account = 'commission'`,
        );
        await queryPrepared(trx, `UPDATE ledger_entries SET amount = amount + 100 WHERE account = 'fees'`);
      },
      () => orderId,
    ],
    [
      '2.taxes',
      (trx) =>
        queryPrepared(
          trx,
          `INSERT INTO reservation_taxes (reservation_id, listing_id, rule_id, account, jurisdiction, name, rate_ppm, price_amount, fee_amount)
           VALUES ($1, $2, 'tax_0', 'tax:US//', 'US', 'A tax', 10000, 5, 0)`,
          [orderId, listingId],
        ),
      () => orderId,
    ],
    [
      '2.stripe',
      (trx) => queryPrepared(trx, `UPDATE ledger_entries SET amount = amount - 100 WHERE account = 'stripe'`),
      paymentOf,
    ],
    [
      '2.owed',
      (trx) => queryPrepared(trx, `UPDATE ledger_entries SET amount = -amount`),
      async () =>
        `consignor:${(await app.context.db('listings').where({ id: listingId }).first()).consignor_id}`,
    ],
    [
      '3.replay',
      (trx) =>
        queryPrepared(
          trx,
          `UPDATE reservations SET snapshot = jsonb_set(snapshot, '{context,holdMs}', '1') WHERE id = $1`,
          [orderId],
        ),
      () => orderId,
    ],
    [
      '3.replay',
      (trx) => queryPrepared(trx, 'DELETE FROM transitions WHERE actor_id = $1 AND version = 2', [orderId]),
      () => orderId,
    ],
    [
      '4.timers',
      (trx) => queryPrepared(trx, 'DELETE FROM timers WHERE actor_id = $1', [heldId]),
      () => heldId,
    ],
    [
      '4.timers',
      (trx) =>
        queryPrepared(trx, `UPDATE timers SET fire_at = fire_at + interval '1 second' WHERE actor_id = $1`, [
          heldId,
        ]),
      () => heldId,
    ],
    [
      '4.timers',
      (trx) =>
        queryPrepared(trx, `INSERT INTO timers VALUES ($1, 'late', 'reservation', 1, now())`, [orderId]),
      () => orderId,
    ],
    [
      '4.timers',
      (trx) =>
        queryPrepared(trx, `INSERT INTO timers VALUES ('rsv_nobody', 'late', 'reservation', 1, now())`),
      () => 'rsv_nobody',
    ],
    [
      '5.captured',
      (trx) => queryPrepared(trx, `UPDATE reservations SET state = 'expired' WHERE id = $1`, [orderId]),
      paymentOf,
    ],
    [
      '5.paid',
      (trx) =>
        queryPrepared(trx, `UPDATE payments SET state = 'failed' WHERE reservation_id = $1`, [orderId]),
      () => orderId,
    ],
    [
      '5.tickets',
      (trx) =>
        queryPrepared(
          trx,
          `UPDATE tickets SET state = 'withdrawn', reservation_id = NULL WHERE reservation_id = $1 AND seat = 1`,
          [orderId],
        ),
      () => orderId,
    ],
    [
      '5.deliveries',
      (trx) => queryPrepared(trx, 'DELETE FROM deliveries WHERE reservation_id = $1', [orderId]),
      () => orderId,
    ],
    [
      '5.deliveries',
      (trx) =>
        queryPrepared(trx, `UPDATE deliveries SET state = 'refunded' WHERE reservation_id = $1`, [orderId]),
      () => orderId,
    ],
    [
      '5.delivered',
      (trx) =>
        queryPrepared(trx, `UPDATE deliveries SET way = 'transfer' WHERE reservation_id = $1`, [orderId]),
      async () => (await app.context.db('deliveries').where({ reservation_id: orderId }).first()).id,
    ],
    [
      '5.calledOff',
      async (trx) => {
        const { event_id: eventId } = await trx('reservations').where({ id: orderId }).first();
        await queryPrepared(trx, `UPDATE events SET status = 'cancelled' WHERE id = $1`, [eventId]);
        await queryPrepared(
          trx,
          `INSERT INTO event_changes (id, event_id, kind, from_status, from_starts_at, from_time_tbd, decided_by, done_at)
           VALUES ($2, $1, 'cancel', 'scheduled', now(), false, 'system', now())`,
          [eventId, newId('eventChange')],
        );
      },
      () => orderId,
    ],
    [
      '6.days',
      (trx) => queryPrepared(trx, `UPDATE marketplace_settings SET time_zone = 'America/Chicago'`),
      () => 'America/Chicago',
    ],
    [
      '6.sales',
      (trx) => queryPrepared(trx, 'UPDATE event_sales SET tickets = tickets + 1'),
      async () => {
        const row = await app.context.db('event_sales').first();
        return `${row.event_id} ${row.sale_day}`;
      },
    ],
    [
      '6.listings',
      (trx) => queryPrepared(trx, 'UPDATE listing_sales SET commission_amount = commission_amount + 1'),
      async () => {
        const row = await app.context.db('listing_sales').first();
        return `${row.event_id} ${row.consignor_id} ${row.ticket_type} ${row.section} ${row.sale_day}`;
      },
    ],
    [
      '9.pictures',
      (trx) =>
        queryPrepared(trx, `INSERT INTO pictures (id, w320, w640, w1280) VALUES ($1, 'a', 'b', 'c')`, [
          'f'.repeat(32),
        ]),
      () => 'f'.repeat(32),
    ],
    [
      '9.seasons',
      (trx) => queryPrepared(trx, `UPDATE events SET league = 'XFL' WHERE id = $1`, [game.eventId]),
      () => game.eventId,
    ],
    [
      '9.sides',
      (trx) => queryPrepared(trx, 'UPDATE events SET away_id = home_id WHERE id = $1', [game.eventId]),
      () => game.eventId,
    ],
    [
      '9.merged',
      (trx) =>
        queryPrepared(trx, 'UPDATE performers SET merged_into = $2, retired_at = now() WHERE id = $1', [
          game.homeId,
          'prf_other',
        ]),
      () => game.eventId,
    ],
  ])('names %s when it is broken', async (id, breakIt, subject) => {
    expect(await namedAfter(breakIt)).toContain(`${id} ${await subject()}`);
  });
});
