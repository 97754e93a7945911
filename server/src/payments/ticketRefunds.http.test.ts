/** Support refunds tickets of an order by name, over HTTP: who bears what, what dies with them, and what stays. */
import { randomUUID } from 'node:crypto';
import { type RefundMessage, refundMachine } from '@holdfast/shared/payments/machines';
import type { Reservation } from '@holdfast/shared/reservations';
import type { CaseAction, SupportCase } from '@holdfast/shared/support';
import Stripe from 'stripe';
import { describe, expect } from 'vitest';
import { bankDoes } from '../../test/bank.ts';
import { buildEvent } from '../../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing, listingCounts } from '../../test/factories/listings.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { sandboxKeys } from '../paymentService.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { issueOf } from '../receipts/issueReceipts.ts';
import { compareEventSales, compareListingSales } from '../statistics/index.ts';

let app: TestApp;
let support: Fan;
let stripe: Stripe;
it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 1_000, feeBps: 1_200 });
  support = await signedIn(app, 'support');
  const { hostname: host, port } = new URL(app.sandboxUrl);
  stripe = new Stripe(sandboxKeys.secretKey, { host, port, protocol: 'http', telemetry: false });
});

const rowOf = (table: string, where: object) => app.context.db(table).where(where).first();
const caseOf = async (id: string) =>
  (await support.ask<SupportCase>('GET', `/admin/reservations/${id}`)).body;

/** Two tickets at $100.00 and a fee of $12.00 each, of which the consignor gets $90.00. */
async function buyTwo(options: Parameters<typeof buildListing>[1] = {}) {
  const fan = new Fan(app);
  const { id: listingId } = await buildListing(app.context, {
    seats: [5, 6],
    priceAmount: 10_000,
    ...options,
  });
  const { id } = await fan.buy(listingId, 2);
  const { id: paymentId, stripe_id: intent } = await rowOf('payments', { reservation_id: id });
  const ids = (await caseOf(id)).tickets.map((ticket) => ticket.id);
  return { fan, id, listingId, paymentId, intent, first: ids[0] as string, second: ids[1] as string };
}

async function act(id: string, actorId: string, more: Partial<CaseAction>) {
  const found = (await caseOf(id)).actors.find((actor) => actor.id === actorId);
  const action = {
    actorId,
    message: 'refund',
    version: found?.version ?? 0,
    reason: 'One can’t come',
    ...more,
  };
  return support.ask<SupportCase & { code: string; errors: Array<{ field: string }> }>(
    'POST',
    `/admin/reservations/${id}/actions`,
    action,
    { 'idempotency-key': randomUUID() },
  );
}
const refundsDone = (paymentId: string, count: number) =>
  eventually(`${count} refunds are done`, async () => {
    const rows = await app.context.db('refunds').where({ payment_id: paymentId, state: 'done' });
    return rows.length === count;
  });
const balances = async (paymentId: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    (
      await app.context
        .db('ledger_postings')
        .where({ payment_id: paymentId })
        .whereNot({ kind: 'stripeFee' })
        .groupByRaw("split_part(account, ':', 1)")
        .select(app.context.db.raw("split_part(account, ':', 1) AS account"))
        .sum('amount as amount')
    ).map(({ account, amount }) => [account, Number(amount)]),
  );
const differences = () =>
  inTransaction(app.context.db, async (trx) => [
    ...(await compareEventSales(trx)),
    ...(await compareListingSales(trx)),
  ]);
const mailOf = async (id: string, kind: string) => rowOf('emails', { reservation_id: id, kind });
const send = (id: string, message: RefundMessage) =>
  inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(trx, [messageTo(refundMachine, id, message, { by: 'test' })]),
  );

it('one seat of two with its fee: it is void and on sale again, the other stays good, each side bears its part', async () => {
  const { fan, id, listingId, paymentId, first, second } = await buyTwo();
  const done = await act(id, paymentId, { ticketIds: [first] });
  expect(done.status, JSON.stringify(done.body)).toBe(200);
  expect(done.body.tickets.map(({ state }) => state)).toEqual(['refunding', 'good']);
  expect(done.body.sentence).toMatch(
    / paid \$224\.00 and has 2 tickets\. A refund of \$112\.00 is on its way\.$/,
  );
  await refundsDone(paymentId, 1);
  const payment = (await caseOf(id)).actors.find((actor) => actor.id === paymentId);
  expect(payment?.actions.find(({ message }) => message === 'refund')?.effect).toMatch(/; 1 ticket void;/);

  expect(await balances(paymentId)).toEqual({
    stripe: 11_200,
    consignor: -9_000,
    commission: -1_000,
    fees: -1_200,
  });
  expect(await listingCounts(app.context, listingId)).toMatchObject({ available: 1, sold: 1, held: 0 });
  const order = await fan.read(id);
  expect(order.state).toBe('paid');
  expect(order.items[0]?.tickets.map(({ state }) => state)).toEqual(['refunded', 'sold']);
  expect(order.payment?.refunded.amount).toBe(11_200);
  expect(order.timeline.at(-1)?.text).toContain('One ticket was refunded');
  const shown = await caseOf(id);
  expect(shown.sentence).toContain(
    '1 of 2 tickets was refunded: $112.00 of $224.00 went back. 1 ticket stays good.',
  );
  expect(await rowOf('deliveries', { reservation_id: id })).toMatchObject({ quantity: 1, state: 'received' });

  await inTransaction(app.context.db, (trx) => issueOf(trx, id));
  expect((await rowOf('receipts', { reservation_id: id, kind: 'creditNote' })).document).toMatchObject({
    total: 11_200,
    lines: [{ text: expect.stringMatching(/seat 5$/), quantity: 1, price: 10_000, fee: 1_200 }],
  });
  await eventually('the fan is told', async () => (await mailOf(id, 'ticketsRefunded')) !== undefined);
  const mail = await mailOf(id, 'ticketsRefunded');
  expect(mail.subject).toContain('1 of 2 tickets was refunded');
  expect(mail.text_body).toMatch(
    /Refunded: Section \S+, row \S+, seat 5\..*\n\n.*\$112\.00.*\n\n.*Still good: .*seat 6\./,
  );
  expect(await differences()).toEqual([]);

  // Another fan buys the seat that came free; then all that is left goes back.
  await new Fan(app).buy(listingId, 1);
  await act(id, paymentId, {});
  await refundsDone(paymentId, 2);
  expect(await balances(paymentId)).toEqual({ stripe: 0, consignor: 0, commission: 0, fees: 0 });
  expect((await fan.read(id)).state).toBe('refunded');
  expect(await listingCounts(app.context, listingId)).toMatchObject({ available: 1, sold: 1, held: 0 });
  expect(await rowOf('tickets', { id: second })).toMatchObject({ state: 'refunded' });
  expect(await differences()).toEqual([]);
});

it('without fees and off sale; the last ticket ends the order, whose fees are kept', async () => {
  const { fan, id, listingId, paymentId, first, second } = await buyTwo();
  await act(id, paymentId, { ticketIds: [first], withFees: false, backOnSale: false });
  await refundsDone(paymentId, 1);
  expect(await listingCounts(app.context, listingId)).toMatchObject({ available: 0, sold: 1, withdrawn: 1 });
  await act(id, paymentId, { ticketIds: [second], withFees: false });
  await refundsDone(paymentId, 2);
  await fan.until(id, ({ state }) => state === 'refunded');
  expect(await balances(paymentId)).toEqual({ stripe: 2_400, consignor: 0, commission: 0, fees: -2_400 });
  expect(await listingCounts(app.context, listingId)).toMatchObject({ available: 1, sold: 0, withdrawn: 1 });
  expect((await caseOf(id)).sentence).toContain('$200.00 went back');
  await eventually('the fan is told', async () => (await mailOf(id, 'refund')) !== undefined);
  expect((await mailOf(id, 'refund')).text_body).toContain('$200.00 went back');
  expect(await rowOf('deliveries', { reservation_id: id })).toMatchObject({ state: 'refunded' });
});

it('two tabs refund a ticket once', async () => {
  const { id, paymentId, first } = await buyTwo();
  const { actors } = await caseOf(id);
  const version = actors.find((actor) => actor.id === paymentId)?.version ?? 0;
  const tab = () =>
    support.ask(
      'POST',
      `/admin/reservations/${id}/actions`,
      { actorId: paymentId, message: 'refund', version, reason: 'One can’t come', ticketIds: [first] },
      { 'idempotency-key': randomUUID() },
    );
  const answers = await Promise.all([tab(), tab()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  // Nor does a tab that has read the case since.
  const again = await act(id, paymentId, { ticketIds: [first] });
  expect(again.body.code).toMatch(/version_conflict|validation_failed/);
  await refundsDone(paymentId, 1);
  expect((await act(id, paymentId, { ticketIds: [first] })).body.code).toBe('validation_failed');
  expect(await app.context.db('refunds').where({ payment_id: paymentId })).toHaveLength(1);
});

it('a ticket of another order is refused, and so is one that never was', async () => {
  const [own, other] = [await buyTwo(), await buyTwo()];
  for (const ticketId of [other.first, 'tkt_00000000000000000000000000']) {
    const refused = await act(own.id, own.paymentId, { ticketIds: [own.first, ticketId] });
    expect(refused.body).toMatchObject({ code: 'validation_failed' });
  }
  expect(await app.context.db('refunds').where({ payment_id: own.paymentId })).toEqual([]);
});

it('once the event began, its place is never on sale again', async () => {
  const eventId = await buildEvent(app.context);
  const { id, listingId, paymentId, first } = await buyTwo({ eventId });
  await app.context
    .db('events')
    .where({ id: eventId })
    .update({ starts_at: new Date(Date.now() - 60_000) });
  await act(id, paymentId, { ticketIds: [first], backOnSale: true });
  await refundsDone(paymentId, 1);
  expect(await listingCounts(app.context, listingId)).toMatchObject({ available: 0, sold: 1, withdrawn: 1 });
});

it('a refund that is given up leaves its ticket good, to be refunded otherwise', async () => {
  const fan = new Fan(app);
  const { id: listingId } = await buildListing(app.context, { seats: [5, 6], priceAmount: 10_000 });
  const held = await fan.hold(listingId, 2);
  await fan.pay(held.body.id, '4000000000005126');
  const { id } = await fan.until(held.body.id, ({ state }) => state === 'paid');
  const { id: paymentId } = await rowOf('payments', { reservation_id: id });
  const [ticket] = (await caseOf(id)).tickets;
  await act(id, paymentId, { ticketIds: [ticket?.id as string] });
  const refundOf = () => rowOf('refunds', { payment_id: paymentId });
  await eventually('the bank sent it back', async () => (await refundOf())?.state === 'failed');
  const { id: refundId } = await refundOf();
  // Whether Stripe had called it done before decides what may follow: both ways the other ticket is good.
  expect((await fan.read(id)).items[0]?.tickets[1]?.state).toBe('sold');
  const { body } = await act(id, refundId, { message: 'payElsewhere' });
  expect(body.tickets[0]).toMatchObject({ state: 'refunded', refunded: 11_200 });
  expect(await balances(paymentId)).toMatchObject({ consignor: -9_000, commission: -1_000, fees: -1_200 });
});

it('one that a bank returns counts against its lines, and again when it is paid', async () => {
  const { id, paymentId, first } = await buyTwo();
  await act(id, paymentId, { ticketIds: [first] });
  await refundsDone(paymentId, 1);
  const refund = await rowOf('refunds', { payment_id: paymentId });
  await bankDoes(app, `refunds/${refund.stripe_id}`);
  await eventually(
    'it is returned',
    async () => (await rowOf('refunds', { id: refund.id })).state === 'failed',
  );
  expect(await differences()).toEqual([]);
  await send(refund.id, { type: 'send' });
  await refundsDone(paymentId, 1);
  expect(await balances(paymentId)).toMatchObject({ stripe: 11_200, consignor: -9_000, unclaimed: 0 });
  expect(await differences()).toEqual([]);
});

describe('a part that was refunded in Stripe’s dashboard', () => {
  async function refundedOutside(amount: number) {
    const bought = await buyTwo();
    await stripe.refunds.create({ payment_intent: bought.intent, amount });
    await refundsDone(bought.paymentId, 1);
    const { id: refundId } = await rowOf('refunds', { payment_id: bought.paymentId });
    return { ...bought, refundId };
  }

  it('opens a question, and no ticket is void before staff name it; then the books follow', async () => {
    const { fan, id, listingId, paymentId, refundId, second } = await refundedOutside(11_200);
    expect((await caseOf(id)).attention).toMatchObject([{ cause: 'outside' }]);
    expect((await fan.read(id)).items[0]?.tickets.map(({ state }) => state)).toEqual(['sold', 'sold']);
    const named = await act(id, refundId, { message: 'nameTickets', ticketIds: [second] });
    expect(named.status, JSON.stringify(named.body)).toBe(200);
    expect(named.body.attention).toEqual([]);
    expect(named.body.tickets.map(({ state }) => state)).toEqual(['good', 'refunded']);
    expect(await balances(paymentId)).toEqual({
      stripe: 11_200,
      consignor: -9_000,
      commission: -1_000,
      fees: -1_200,
    });
    expect(await listingCounts(app.context, listingId)).toMatchObject({ available: 1, sold: 1 });
    expect(await differences()).toEqual([]);
    expect((await act(id, refundId, { message: 'nameTickets', ticketIds: [second] })).status).not.toBe(200);
  });

  it('of the price alone takes no fee back; more than the tickets cost is refused', async () => {
    const { id, paymentId, refundId, first } = await refundedOutside(10_000);
    await act(id, refundId, { message: 'nameTickets', ticketIds: [first] });
    expect(await balances(paymentId)).toEqual({
      stripe: 12_400,
      consignor: -9_000,
      commission: -1_000,
      fees: -2_400,
    });
    const more = await refundedOutside(15_000);
    const refused = await act(more.id, more.refundId, { message: 'nameTickets', ticketIds: [more.first] });
    expect(refused.body).toMatchObject({ code: 'validation_failed' });
    const none = await act(more.id, more.refundId, { message: 'nameTickets' });
    expect(none.body).toMatchObject({ code: 'validation_failed' });
    // Then both tickets were meant, in their proportion, and the order ends.
    await act(more.id, more.refundId, { message: 'nameTickets', ticketIds: [more.first, more.second] });
    expect((await more.fan.read(more.id)).state).toBe('refunded');
    expect(await differences()).toEqual([]);
  });

  it('that was for no ticket is closed with a reason, and every ticket stays good', async () => {
    const { fan, id, paymentId } = await refundedOutside(1_500);
    await support.ask('POST', `/admin/reservations/${id}/attention`, {
      cause: 'outside',
      reason: 'Goodwill',
    });
    expect((await caseOf(id)).attention).toEqual([]);
    expect((await fan.read(id)).items[0]?.tickets.map(({ state }) => state)).toEqual(['sold', 'sold']);
    // A ticket that is refunded afterwards gives its own part, and never more than is left.
    const [ticket] = (await caseOf(id)).tickets;
    await act(id, paymentId, { ticketIds: [ticket?.id as string] });
    await refundsDone(paymentId, 2);
    await act(id, paymentId, {});
    await refundsDone(paymentId, 3);
    expect(await balances(paymentId)).toEqual({ stripe: 0, consignor: 0, commission: 0, fees: 0 });
    expect(await differences()).toEqual([]);
  });
});

it('several listings of one order: a refund by name counts for its own line, whoever owned it', async () => {
  const eventId = await buildEvent(app.context);
  const consignors = [await buildConsignor(app.context), await buildConsignor(app.context)] as const;
  const lots = await Promise.all(
    consignors.map((consignorId, i) =>
      buildListing(app.context, {
        eventId,
        consignorId,
        seats: [1, 2],
        row: `R${i}`,
        priceAmount: 10_000 * (i + 1),
      }),
    ),
  );
  const fan = new Fan(app);
  const items = lots.map(({ id: listingId }) => ({ listingId, quantity: 2 }));
  const held = await fan.ask<Reservation>('POST', '/reservations', { items, email: 'fan@example.com' });
  await fan.pay(held.body.id);
  const { id } = await fan.until(held.body.id, ({ state }) => state === 'paid');
  const { id: paymentId } = await rowOf('payments', { reservation_id: id });
  const dear = (await caseOf(id)).tickets.filter(({ price }) => price === 20_000);
  await act(id, paymentId, { ticketIds: dear.map((ticket) => ticket.id) });
  await refundsDone(paymentId, 1);
  const owed = async (consignorId: string) =>
    Number(
      (
        await app.context
          .db('ledger_postings')
          .where({ account: `consignor:${consignorId}` })
          .sum('amount as n')
      )[0]?.n,
    );
  expect([await owed(consignors[0]), await owed(consignors[1])]).toEqual([-18_000, 0]);
  const deliveries = await app.context.db('deliveries').where({ reservation_id: id }).orderBy('listing_id');
  expect(deliveries.map(({ state }) => state).sort()).toEqual(['received', 'refunded']);
  expect(await differences()).toEqual([]);
});
