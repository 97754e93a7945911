/** Everything about one reservation on one page. */
import type { Role } from '@holdfast/shared/accounts';
import { kindsOf } from '@holdfast/shared/cases';
import type { Reservation } from '@holdfast/shared/reservations';
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import type { SupportCase } from '@holdfast/shared/support';
import { mayReadTickets } from '../accounts/index.ts';
import { approvalsOf } from '../approvals/index.ts';
import { casesOf } from '../cases/index.ts';
import { handoverActors } from '../handovers/index.ts';
import { presentOrders } from '../orders/index.ts';
import { paymentActors } from '../payments/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { findReservation, reservationActors } from '../reservations/index.ts';
import { type LogRow, type TimerRow, viewActor } from './actorView.ts';
import { presentAttention } from './attention.ts';
import { blockedFacts } from './blockBuyer.ts';
import { booksOf } from './books.ts';
import { happeningsOf } from './happenings.ts';
import { type MoneyTroubles, sentenceOf } from './sentence.ts';
import { readTickets } from './tickets.ts';
import { newestFirst, presentTimeline, whoDid } from './timeline.ts';
import { withFriends } from './withFriends.ts';

/**
 * @param idOrCode a reservation's id or order code
 * @throws Problem `not_found`
 */
export async function readCase(trx: Trx, engine: Engine, idOrCode: string): Promise<SupportCase> {
  const row = await findReservation(trx, idOrCode);
  const [reservation] = await presentOrders(trx, engine, [row]);
  if (!reservation) throw new Error(`${row.id} could not be presented`);
  const handovers = await handoverActors(trx, row.id);
  const actors = [
    ...(await reservationActors(trx, row.id)),
    ...(await paymentActors(trx, row.id)),
    ...handovers,
  ];
  const ids = actors.map(({ id }) => id);
  const { log, timers } = await historyOf(trx, ids);
  const cases = await casesOf(trx, row.id);
  const approvals = await approvalsOf(trx, { reservationId: row.id });
  const blocked = await blockedFacts(trx, engine, row);
  const otherIds = [...approvals, ...blocked.blocks].map(({ id }) => id);
  const happenings = await happeningsOf(trx, { reservationId: row.id, actorIds: ids, log, cases, otherIds });
  const names = await namesOf(trx, [
    ...log.map(({ by }) => by),
    ...happenings.flatMap(({ by }) => by ?? []),
    row.fan_id,
  ]);
  const { broken } = engine.contextOf(reservationMachine, row);
  const accepts = await engine.accepts(trx, ids);
  const facts = {
    code: reservation.code,
    // Those that a refund made void already are nobody's any more.
    tickets: reservation.items.reduce(
      (sum, { quantity, tickets }) =>
        sum + quantity - tickets.filter(({ state }) => state === 'refunded').length,
      0,
    ),
    amount: reservation.total.amount,
    currency: reservation.total.currency,
  };
  const fanName = names.get(row.fan_id) ?? null;
  return {
    reservation,
    sentence: sentenceOf(reservation, fanName, broken, await troublesOf(trx, row.id)),
    fan: {
      id: row.fan_id,
      email: row.email,
      name: fanName,
      phone: await phoneOf(trx, row.fan_id),
      ...blocked,
    },
    attention: presentAttention(row.attention_causes),
    approvals,
    cases,
    actors: actors.map((actor) =>
      viewActor(engine, actor, {
        log: log.filter(({ actor_id }) => actor_id === actor.id),
        accepts: accepts.get(actor.id) ?? [],
        timers: timers.filter(({ actor_id }) => actor_id === actor.id),
        facts,
      }),
    ),
    tickets: await readTickets(trx, row.id),
    timeline: newestFirst([
      ...presentTimeline(withFriends(log, handovers), names, row.fan_id),
      ...happenings.map((happening) => ({
        ...happening,
        ...whoDid(happening.by ?? row.fan_id, names, row.fan_id),
        ...(happening.byKind ? { byKind: happening.byKind } : {}),
      })),
    ]),
    books: await booksOf(trx, row.id, reservation.total),
    ...(await relatedTo(trx, row.id)),
    serverNow: reservation.serverNow,
  };
}

/**
 * The case as one of these roles reads it: gate codes, barcodes and files are for who may read tickets, and what happened in
 * cases for who works on their kind.
 */
export function caseFor(roles: readonly Role[], shown: SupportCase): SupportCase {
  const kinds: ReadonlySet<unknown> = new Set(kindsOf(roles));
  return {
    ...shown,
    timeline: shown.timeline.filter(({ actorType, data }) => actorType !== 'case' || kinds.has(data.kind)),
    reservation: mayReadTickets(roles) ? shown.reservation : withoutTickets(shown.reservation),
  };
}

/** An order without what opens a gate. */
export function withoutTickets(reservation: Reservation): Reservation {
  const items = reservation.items.map((item) => ({
    ...item,
    tickets: item.tickets.map((ticket) => ({ ...ticket, code: null })),
    tracking: item.tracking && { ...item.tracking, barcodes: [], files: [] },
  }));
  return { ...reservation, items };
}

async function historyOf(trx: Trx, actorIds: string[]): Promise<{ log: LogRow[]; timers: TimerRow[] }> {
  const log = await queryPrepared<LogRow>(
    trx,
    `SELECT actor_id, actor_type, version, message, payload, from_state, to_state, at, by, reason, cause FROM platform_transition_log
     WHERE actor_id = ANY($1::text[]) ORDER BY at, version`,
    [actorIds],
  );
  const timers = await queryPrepared<TimerRow>(
    trx,
    'SELECT actor_id, timer_id, fire_at FROM platform_armed_timers WHERE actor_id = ANY($1::text[])',
    [actorIds],
  );
  return { log, timers };
}

interface SentEmail {
  id: string;
  to_address: string;
  subject: string;
  state: string;
  created_at: Date;
}

/** The emails about a reservation, whose tickets they are, and Stripe's ids of its payments. */
async function relatedTo(
  trx: Trx,
  reservationId: string,
): Promise<Pick<SupportCase, 'emails' | 'consignors' | 'stripe'>> {
  const emails = await queryPrepared<SentEmail>(
    trx,
    'SELECT id, to_address, subject, state, created_at FROM notifications_emails WHERE reservation_id = $1 ORDER BY created_at DESC',
    [reservationId],
  );
  const consignors = await queryPrepared<{ id: string; name: string }>(
    trx,
    `SELECT DISTINCT c.id, c.name FROM reservations_all_lines i JOIN listings_offered l ON l.id = i.listing_id JOIN consignors_named c ON c.id = l.consignor_id
     WHERE i.reservation_id = $1`,
    [reservationId],
  );
  const stripe = await queryPrepared<{ id: string; stripe_id: string | null }>(
    trx,
    'SELECT id, stripe_id FROM payments_charges WHERE reservation_id = $1 ORDER BY id DESC',
    [reservationId],
  );
  return {
    emails: emails.map(({ id, to_address, subject, state, created_at }) => ({
      id,
      to: to_address,
      subject,
      state,
      at: created_at.toISOString(),
    })),
    consignors,
    stripe: stripe.map(({ id, stripe_id }) => ({ paymentId: id, stripeId: stripe_id })),
  };
}

/** What of the order's money isn't as the order's state says. */
async function troublesOf(trx: Trx, reservationId: string): Promise<MoneyTroubles> {
  const [found] = await queryPrepared<MoneyTroubles>(
    trx,
    `SELECT (SELECT d.state FROM payments_disputes d WHERE d.reservation_id = $1 ORDER BY d.id DESC LIMIT 1) AS dispute,
       (SELECT f.amount FROM payments_refunds f WHERE f.reservation_id = $1 AND f.returned AND NOT refund_is_repaid(f.state)
        ORDER BY f.id DESC LIMIT 1) AS returned,
       (SELECT sum(f.amount)::bigint FROM payments_refunds f WHERE f.reservation_id = $1 AND (f.state = 'requested' OR f.state LIKE 'sending%')) AS refunding`,
    [reservationId],
  );
  return found ?? { dispute: null, returned: null, refunding: null };
}

async function namesOf(trx: Trx, ids: string[]): Promise<Map<string, string>> {
  const rows = await queryPrepared<{ id: string; name: string }>(
    trx,
    'SELECT id, name FROM accounts_people_named WHERE id = ANY($1::text[])',
    [[...new Set(ids)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function phoneOf(trx: Trx, fanId: string): Promise<string | null> {
  const [row] = await queryPrepared<{ phone: string }>(
    trx,
    'SELECT phone FROM accounts_phones WHERE id = $1',
    [fanId],
  );
  return row?.phone ?? null;
}
