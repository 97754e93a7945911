/** A refund of a part that was made in Stripe's dashboard: staff say which tickets it was for. */
import type { refundMachine } from '@holdfast/shared/payments/machines';
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { atStripe, paidElsewhere, post, refundPostings } from '../ledger/index.ts';
import { type ActionCall, type FollowUp, followUp } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { moveToNamed, setAttention } from '../reservations/index.ts';
import { borneByTickets, saleOf } from './bornePart.ts';
import { chooseTickets, namedTicketsOf, nameTickets } from './namedTickets.ts';
import { refundTaxes } from './refundedTaxes.ts';
import { linesOf, othersGood } from './settleRefunds.ts';

type Calls<Name extends string> = ActionCall<typeof refundMachine, Name>[];

async function orderOf(trx: Trx, paymentId: string): Promise<{ reservationId: string; currency: string }> {
  const [row] = await queryPrepared<{ reservationId: string; currency: string }>(
    trx,
    'SELECT reservation_id AS "reservationId", currency FROM payments WHERE id = $1',
    [paymentId],
  );
  if (!row) throw new Error(`${paymentId} is gone`);
  return row;
}

/** Ties it to its tickets. The question is answered once no refund of the order waits for it. */
export async function nameOutside(trx: Trx, calls: Calls<'nameTickets'>): Promise<void> {
  for (const { actorId, context, params } of calls) {
    const { reservationId } = await orderOf(trx, context.paymentId);
    const tickets = await chooseTickets(trx, reservationId, params.ticketIds, { amount: context.amount });
    await nameTickets(trx, actorId, tickets, params.backOnSale);
    const [other] = await queryPrepared(
      trx,
      `SELECT 1 AS waits FROM refunds f WHERE f.payment_id = $1 AND f.id <> $2 AND (f.snapshot -> 'context' ->> 'isOurs')::boolean = false
         AND NOT EXISTS (SELECT FROM refund_tickets t WHERE t.refund_id = f.id) LIMIT 1`,
      [context.paymentId, actorId],
    );
    if (!other) await setAttention(trx, [reservationId], 'outside', null);
  }
}

/**
 * It was done before its tickets were named: the books and statistics move from all sides' proportions to the tickets' own, and
 * the tickets are void.
 */
export async function settleNamed(trx: Trx, calls: Calls<'settleNamed'>): Promise<FollowUp[]> {
  const follow: FollowUp[] = [];
  for (const call of calls) {
    const { paymentId, amount } = call.context;
    const { reservationId, currency } = await orderOf(trx, paymentId);
    const tickets = await namedTicketsOf(trx, call.actorId);
    const posted = await refundPostings(trx, paymentId);
    const causes = await refundedBy(trx, paymentId, call.actorId);
    const own = posted.findIndex(({ cause }) => causes.has(cause));
    const mine = posted[own];
    if (!mine) throw new Error(`${call.actorId} is done, but the books don’t have it`);
    const sale = await saleOf(trx, paymentId);
    const bore = mine.entries.filter(({ account }) => account !== atStripe && account !== paidElsewhere);
    const bears = await borneByTickets(trx, paymentId, sale, tickets, bore);
    const cause = `${call.actorId}/${call.version}`;
    const entries = sumUp([...bears, ...bore.map((entry) => ({ ...entry, amount: -entry.amount }))]);
    // Where the parts are the same to the cent, the books say it already.
    if (entries.some((entry) => entry.amount !== 0))
      await post(trx, [
        { kind: 'refundNamed', cause, reservationId, paymentId, currency, at: call.at, entries },
      ]);
    await refundTaxes(trx, { cause, reservationId, paymentId, currency, at: call.at });
    const before = posted.slice(0, own).reduce((sum, each) => sum + each.amount, 0);
    await moveToNamed(trx, {
      reservationId,
      counted: mine.cause,
      cause,
      before,
      after: before + amount,
      at: call.at,
      named: linesOf(tickets),
    });
    const ids = tickets.map(({ ticketId }) => ticketId);
    const offSale = tickets.filter(({ backOnSale }) => !backOnSale).map(({ ticketId }) => ticketId);
    const isAll = (await othersGood(trx, reservationId, ids)) === 0;
    const message = isAll
      ? ({ type: 'refunded', paymentId, offSale } as const)
      : ({
          type: 'ticketsRefunded',
          paymentId,
          refundId: call.actorId,
          ticketIds: ids,
          backOnSale: offSale.length === 0,
        } as const);
    follow.push(followUp(call, reservationMachine, reservationId, message, { mayBeRefused: true }));
  }
  return follow;
}

/** The payment's transitions that a refund's end caused: what the books name as its cause. */
async function refundedBy(trx: Trx, paymentId: string, refundId: string): Promise<Set<string>> {
  const rows = await queryPrepared<{ version: number }>(
    trx,
    `SELECT version FROM platform_transition_log WHERE actor_id = $1 AND message = 'refundDone' AND cause LIKE $2`,
    [paymentId, `${refundId}/%`],
  );
  return new Set(rows.map(({ version }) => `${paymentId}/${version}`));
}

const sumUp = (entries: Array<{ account: string; amount: number }>) =>
  [...Map.groupBy(entries, ({ account }) => account)].map(([account, of]) => ({
    account,
    amount: of.reduce((sum, entry) => sum + entry.amount, 0),
  }));
