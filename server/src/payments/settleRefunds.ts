/** Refunds of a payment: sent, done, or returned by the bank; within the payment's transaction. */
import { refundMachine } from '@holdfast/shared/payments/machines';
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { atStripe, paidElsewhere, post, unclaimed } from '../ledger/index.ts';
import { type Engine, type FollowUp, followUp } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { countRefunds, type RefundLine } from '../reservations/index.ts';
import { borneByAll, borneByTickets, saleOf } from './bornePart.ts';
import { amountOf, chooseTickets, type NamedTicket, namedTicketsOf, nameTickets } from './namedTickets.ts';
import { openRefund } from './openRefund.ts';
import { type Call, postingOf } from './posting.ts';
import { refundTaxes } from './refundedTaxes.ts';

/** A refund of its own, on its way at once, tied to the tickets that it is for. */
export async function sendRefunds(
  trx: Trx,
  calls: Call<'openRefund'>[],
  engine: Engine,
): Promise<FollowUp[]> {
  const follow: FollowUp[] = [];
  for (const call of calls) {
    const { amount, why, named } = call.params;
    const refundId = await openRefund(trx, engine, {
      paymentId: call.actorId,
      amount,
      currency: call.context.currency,
      reason: why,
      at: call.at,
      by: call.by,
      stripeId: null,
    });
    if (named) {
      const tickets = await chooseTickets(trx, call.context.reservationId, named.ticketIds, named);
      await nameTickets(trx, refundId, tickets, named.backOnSale);
    }
    follow.push(followUp(call, refundMachine, refundId, { type: 'send' }));
  }
  return follow;
}

/** What named tickets cost, by the line of their order; below zero with `sign` -1. */
export const linesOf = (tickets: readonly NamedTicket[], sign: 1 | -1 = 1): RefundLine[] =>
  [...Map.groupBy(tickets, ({ listingId }) => listingId)].map(([listingId, ofLine]) => ({
    listingId,
    amount: sign * ofLine.reduce((sum, ticket) => sum + amountOf(ticket), 0),
  }));

/**
 * Posts what went back, each side bearing its part; its tickets are void, and the order ends when all of it went back. What a
 * bank had returned, and what was paid without a sale, was owed to the fan.
 */
export async function settleRefund(trx: Trx, calls: Call<'settleRefund'>[]): Promise<FollowUp[]> {
  const follow: FollowUp[] = [];
  for (const call of calls) {
    const { reservationId, refundedAmount, amount: paid } = call.context;
    const { amount, again, elsewhere, refundId } = call.params;
    const sale = await saleOf(trx, call.actorId);
    const tickets = sale.length === 0 ? [] : await namedTicketsOf(trx, refundId);
    const borne =
      again || sale.length === 0
        ? []
        : tickets.length > 0
          ? await borneByTickets(trx, call.actorId, sale, tickets)
          : await borneByAll(trx, call.actorId, sale, amount);
    const owed = amount - borne.reduce((sum, entry) => sum + entry.amount, 0);
    const entries = [
      ...borne,
      { account: unclaimed, amount: owed },
      { account: elsewhere ? paidElsewhere : atStripe, amount: -amount },
    ];
    const posting = postingOf(call, sale.length === 0 ? 'lateRefund' : 'refund');
    await post(trx, [{ ...posting, entries }]);
    if (sale.length === 0) continue;
    await refundTaxes(trx, posting);
    const [before, after] = [refundedAmount - amount, refundedAmount].map((sum) => Math.min(sum, paid));
    await countRefunds(trx, [
      {
        reservationId,
        cause: posting.cause,
        before: before ?? 0,
        after: after ?? 0,
        at: call.at,
        named: tickets.length > 0 ? linesOf(tickets) : null,
      },
    ]);
    // The tickets of one that the bank returned are void since it was done first.
    follow.push(...(await voidRefunded(trx, call, again ? [] : tickets, refundId)));
  }
  return follow;
}

/** The order ends where all of its money or all of its tickets went back; else the named tickets do. */
async function voidRefunded(
  trx: Trx,
  call: Call<'settleRefund'>,
  tickets: ReadonlyArray<NamedTicket & { backOnSale: boolean }>,
  refundId: string | null,
): Promise<FollowUp[]> {
  const { reservationId, refundedAmount, amount: paid } = call.context;
  const offSale = tickets.filter(({ backOnSale }) => !backOnSale).map(({ ticketId }) => ticketId);
  const ids = tickets.map(({ ticketId }) => ticketId);
  const paymentId = call.actorId;
  const isAll =
    refundedAmount >= paid || (ids.length > 0 && (await othersGood(trx, reservationId, ids)) === 0);
  if (!isAll && (ids.length === 0 || refundId === null)) return [];
  const message = isAll
    ? ({ type: 'refunded', paymentId, offSale } as const)
    : ({
        type: 'ticketsRefunded',
        paymentId,
        refundId: refundId as string,
        ticketIds: ids,
        backOnSale: offSale.length === 0,
      } as const);
  return [followUp(call, reservationMachine, reservationId, message, { mayBeRefused: true })];
}

/** How many other tickets of the order are good. */
export async function othersGood(trx: Trx, reservationId: string, ids: readonly string[]): Promise<number> {
  const [row] = await queryPrepared<{ count: number }>(
    trx,
    `SELECT count(*)::int AS count FROM tickets_admissions WHERE reservation_id = $1 AND state = 'sold' AND id <> ALL($2::text[])`,
    [reservationId, ids],
  );
  return row?.count ?? 0;
}

/**
 * The bank returned a refund: the money is at Stripe again, and owed to the fan. Nobody who bore a part of it gets that back:
 * the seats may have been sold again.
 */
export async function settleReturn(trx: Trx, calls: Call<'settleReturn'>[]): Promise<void> {
  for (const call of calls) {
    const { reservationId, refundedAmount, amount: paid } = call.context;
    const { amount, refundId } = call.params;
    const posting = postingOf(call, 'refundReturned');
    const [before, after] = [refundedAmount + amount, refundedAmount].map((sum) => Math.min(sum, paid));
    if ((await saleOf(trx, call.actorId)).length > 0) {
      const tickets = await namedTicketsOf(trx, refundId);
      await countRefunds(trx, [
        {
          reservationId,
          cause: posting.cause,
          before: before ?? 0,
          after: after ?? 0,
          at: call.at,
          named: tickets.length > 0 ? linesOf(tickets, -1) : null,
        },
      ]);
    }
    const entries = [
      { account: unclaimed, amount: -amount },
      { account: atStripe, amount },
    ];
    await post(trx, [{ ...posting, entries }]);
  }
}
