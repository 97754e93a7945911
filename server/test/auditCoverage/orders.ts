/** Audit cases of support: messages to a hold, a payment or a refund. */

import type { Reservation } from '@holdfast/shared/reservations';
import type { HoldMoves, SupportCase } from '@holdfast/shared/support';
import { expect } from 'vitest';
import { maskedEmail } from '../../src/accounts/index.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { setAttention } from '../../src/reservations/index.ts';
import { asFanReason } from '../../src/support/asFan.ts';
import { buildGame } from '../factories/catalog.ts';
import { buildListing } from '../factories/listings.ts';
import { eventually, Fan } from '../fan.ts';
import { withTickets } from '../handoverClient.ts';
import { sandboxStripe } from '../sandboxStripe.ts';
import { type Case, changes, previews, reads } from './case.ts';
import type { Bench } from './testBench.ts';

const reason = 'The fan rang';

const asksForSecure = '4000002500003155';
const refundFails = '4000000000005126';
/** A card that pays. */
export const pays = '4242424242424242';

async function held({ running, app }: Bench): Promise<{ fan: Fan; id: string }> {
  const { id: listingId } = await buildListing(app);
  const fan = new Fan(running);
  const { body } = await fan.hold(listingId, 2);
  return { fan, id: body.id };
}

/** An order that cost nothing. */
async function free({ running, app }: Bench): Promise<string> {
  const { id: listingId } = await buildListing(app, { ticketType: 'Lawn', quantity: 20, priceAmount: 0 });
  const fan = new Fan(running);
  const { body } = await fan.hold(listingId, 2);
  await fan.ask('POST', `/reservations/${body.id}/claim`, { email: 'free@example.com' });
  return body.id;
}

/** An order that was paid with this card. @param until how far it comes @returns its id */
export async function paying(
  bench: Bench,
  card: string,
  until: (reservation: Reservation) => boolean,
): Promise<string> {
  const { fan, id } = await held(bench);
  await fan.pay(id, card);
  await fan.until(id, until);
  await bench.idle();
  return id;
}

const waits = ({ payment }: Reservation) => payment?.state === 'requiresAction';
/** Whether an order is paid. */
export const isPaid = ({ state }: Reservation) => state === 'paid';

const caseOf = (bench: Bench, id: string) =>
  bench.does<SupportCase>('support', 'GET', `/admin/reservations/${id}`);

/** @param action the actor type and the message */
function sends(
  action: string,
  from: string,
  to: string,
  first: (bench: Bench) => Promise<string>,
  more: { body?: (found: SupportCase) => object; after?: object } = {},
): Case {
  return {
    route: 'POST /admin/reservations/:id/actions',
    action,
    by: 'support',
    does: 'changes',
    async prepare(bench) {
      const id = await first(bench);
      const found = await caseOf(bench, id);
      const [type, message] = action.split('.');
      const actor = found.actors.find((each) => each.type === type);
      if (!actor) throw new Error(`the case has no ${type}`);
      return {
        path: `/admin/reservations/${id}/actions`,
        body: { actorId: actor.id, message, version: actor.version, reason, ...more.body?.(found) },
        entries: [
          {
            what: action,
            subject: actor.id,
            reason,
            before: { state: from, version: actor.version },
            after: { state: to, version: actor.version + 1, ...more.after },
          },
        ],
      };
    },
  };
}

/** An email about an order that the mail server refused for good. */
async function failedEmail(bench: Bench): Promise<{ id: string; to: string }> {
  const id = await paying(bench, pays, isPaid);
  const about = () => bench.app.db('emails').where({ reservation_id: id, kind: 'order' });
  await eventually('its email is written', async () => (await about().first())?.state === 'kept');
  await about().update({ state: 'failed', error: '550 No such mailbox' });
  const email = await about().first();
  return { id: email.id, to: email.to_address };
}

/** A hold whose event has another listing with as many seats. */
async function movable(bench: Bench): Promise<string> {
  const { eventId } = await buildGame(bench.app, {});
  const { id: listingId } = await buildListing(bench.app, { eventId, row: 'A', seats: [1, 2] });
  await buildListing(bench.app, { eventId, row: 'B', seats: [1, 2] });
  return (await new Fan(bench.running).hold(listingId, 2)).body.id;
}

/** An order of which a ticket was sent to a friend. */
async function sent({ running }: Bench): Promise<string> {
  const { order, send } = await withTickets(running, { quantity: 1 });
  await send('ana@example.com');
  return order.id;
}

const holdCases: Case[] = [
  sends('handover.end', 'sent', 'ended', sent),
  sends('reservation.extend', 'pending.holding', 'pending.holding', async (bench) => (await held(bench)).id, {
    body: () => ({ minutes: 5 }),
    after: { minutes: 5 },
  }),
  {
    route: 'POST /admin/reservations/:id/actions',
    action: 'reservation.move',
    by: 'support',
    does: 'changes',
    async prepare(bench) {
      const id = await movable(bench);
      const { data } = await bench.does<HoldMoves>('support', 'GET', `/admin/reservations/${id}/moves`);
      const { listingId, seats, total } = data[0] as HoldMoves['data'][number];
      const chosen = { listingId, seats, seenTotal: total.amount };
      return {
        path: `/admin/reservations/${id}/actions`,
        body: { actorId: id, message: 'move', version: 1, reason, ...chosen },
        entries: [
          {
            what: 'reservation.move',
            subject: id,
            reason,
            before: { state: 'pending.holding', version: 1 },
            after: { state: 'pending.holding', version: 2, listingId, seats, totalAmount: total.amount },
          },
        ],
      };
    },
  },
];

const asFanCases: Case[] = [
  reads({ by: 'support', route: 'POST /admin/reservations/:id/as-fan' }, async (bench) => {
    const subject = await paying(bench, pays, isPaid);
    return {
      path: `/admin/reservations/${subject}/as-fan`,
      what: 'reservation.asFan',
      subject,
      reason: asFanReason,
    };
  }),
];

const tryCases: Case[] = [
  previews({ by: 'support', route: 'POST /admin/reservations/:id/actions/try' }, async (bench) => {
    const id = await paying(bench, pays, isPaid);
    const actor = (await caseOf(bench, id)).actors.find(({ type }) => type === 'payment');
    return {
      path: `/admin/reservations/${id}/actions/try`,
      body: { actorId: actor?.id, message: 'refund', version: actor?.version },
    };
  }),
];

const emailCases: Case[] = [
  changes({ by: 'support', route: 'POST /admin/emails/:id/send-again' }, async (bench) => {
    const { id, to } = await failedEmail(bench);
    return {
      path: `/admin/emails/${id}/send-again`,
      body: { to: 'corrected@example.com', reason },
      entries: [
        {
          what: 'email.sendAgain',
          subject: id,
          reason,
          before: { to: maskedEmail(to) },
          after: { to: 'c•••@example.com' },
        },
      ],
    };
  }),
  changes({ by: 'support', route: 'POST /admin/emails/:id/set-aside' }, async (bench) => {
    const { id } = await failedEmail(bench);
    return {
      path: `/admin/emails/${id}/set-aside`,
      body: { reason },
      entries: [
        { what: 'email.setAside', subject: id, reason, before: { waits: true }, after: { waits: false } },
      ],
    };
  }),
  changes({ by: 'support', route: 'POST /admin/stripe-events/:id/replay' }, async (bench) => {
    await paying(bench, pays, isPaid);
    const { id, outcome } = await bench.app.db('stripe_events').first();
    return {
      path: `/admin/stripe-events/${id}/replay`,
      body: { reason },
      entries: [{ what: 'stripeEvent.replay', subject: id, reason, before: { outcome }, after: null }],
    };
  }),
];

/** An order of which a part was refunded in Stripe's dashboard. @returns its id */
async function refundedOutside(bench: Bench): Promise<string> {
  const id = await paying(bench, pays, isPaid);
  const payment = await bench.app.db('payments').where({ reservation_id: id }).first();
  const stripe = sandboxStripe(bench.running);
  await stripe.refunds.create({ payment_intent: payment.stripe_id, amount: 1_000 });
  const refund = () => bench.app.db('refunds').where({ payment_id: payment.id }).first();
  await eventually('the refund is adopted', async () => (await refund())?.state === 'done');
  await bench.idle();
  return id;
}

/** An order whose refund the bank refused. @returns its id */
async function refusedRefund(bench: Bench): Promise<string> {
  const id = await paying(bench, refundFails, isPaid);
  const { actors } = await caseOf(bench, id);
  const payment = actors.find(({ type }) => type === 'payment');
  await bench.does('support', 'POST', `/admin/reservations/${id}/actions`, {
    actorId: payment?.id,
    message: 'refund',
    version: payment?.version,
    reason,
  });
  const refund = () => bench.app.db('refunds').where({ payment_id: payment?.id }).first();
  await eventually('the bank refuses it', async () => (await refund())?.state === 'failed');
  await bench.idle();
  return id;
}

/** The cases. */
export const orderCases: Case[] = [
  ...emailCases,
  ...holdCases,
  ...asFanCases,
  ...tryCases,
  sends('reservation.breakHold', 'pending.holding', 'cancelled', async (bench) => (await held(bench)).id, {
    body: ({ reservation }) => ({ cause: 'doubleSale', confirmCode: reservation.code }),
    after: { cause: 'doubleSale' },
  }),
  sends('reservation.voidOrder', 'paid', 'refunded', free),
  sends('payment.check', 'open.requiresAction', 'open.requiresAction', (bench) =>
    paying(bench, asksForSecure, waits),
  ),
  sends('payment.void', 'open.requiresAction', 'open.voiding', (bench) =>
    paying(bench, asksForSecure, waits),
  ),
  sends('payment.refund', 'settled.succeeded', 'settled.succeeded', (bench) => paying(bench, pays, isPaid)),
  sends('refund.send', 'failed', 'sending.asked', refusedRefund),
  sends('refund.giveUp', 'failed', 'givenUp', refusedRefund),
  sends('refund.payElsewhere', 'failed', 'paidElsewhere', refusedRefund),
  sends('refund.nameTickets', 'done', 'done', refundedOutside, {
    body: ({ tickets }) => ({ ticketIds: [tickets[0]?.id] }),
    after: { ticketIds: [expect.any(String)], backOnSale: true },
  }),
  changes({ by: 'support', route: 'POST /admin/reservations/:id/attention' }, async (bench) => {
    const id = await paying(bench, pays, isPaid);
    const attention = 'A part was refunded in Stripe’s dashboard';
    await inTransaction(bench.app.db, (trx) => setAttention(trx, [id], 'outside', attention));
    return {
      path: `/admin/reservations/${id}/attention`,
      body: { cause: 'outside', reason },
      entries: [
        {
          what: 'reservation.attentionDone',
          subject: id,
          reason,
          before: { attention },
          after: { attention: null },
        },
      ],
    };
  }),
];
