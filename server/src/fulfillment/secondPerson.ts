/** What a fan gets in place of tickets waits for a second person where it moves more than the limit. */
import { refundInstead, replacement } from '@holdfast/shared/deliveries';
import { formatMoney, type Money } from '@holdfast/shared/money';
import type { z } from 'zod';
import {
  type ApprovableCommand,
  approvedReason,
  needsSecondPerson,
  rehearse,
  requestApproval,
} from '../approvals/index.ts';
import { replacements } from '../ledger/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import type { Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { refundWith, replaceWith } from './decide.ts';

/** The names under which they wait. */
export const deliveryRefundCommand = 'delivery.refund';
export const deliveryReplacementCommand = 'delivery.replace';

interface Order {
  id: string;
  code: string;
  /** What went back of the order before, or is on its way; minor units. */
  refunded: number;
  /** What the marketplace bore for other tickets of the order before; minor units. */
  borne: number;
}

async function orderOf(trx: Trx, deliveryId: string): Promise<Order> {
  const [order] = await queryPrepared<Order>(
    trx,
    `SELECT r.id, r.code, coalesce(p.refunded_amount + p.refunding_amount, 0)::bigint AS refunded,
       (SELECT coalesce(sum(g.amount), 0)::bigint FROM ledger_postings g
        WHERE g.reservation_id = r.id AND g.kind = 'replacement' AND g.account = $2) AS borne
     FROM deliveries_made d JOIN reservations_orders r ON r.id = d.reservation_id LEFT JOIN payments_charges p ON p.id = r.payment_id
     WHERE d.id = $1`,
    [deliveryId, replacements],
  );
  if (!order) throw notFound('delivery');
  return order;
}

/** One of the two ways out, about to be done. */
interface Decision {
  command: string;
  words: string;
  /** What this one moves. */
  money: Money;
  /** What the same moved of the order before, minor units: pieces count together. */
  before: number;
  body: Record<string, unknown>;
  reason: string;
  /** Does it. */
  run(): Promise<void>;
}

/** Does it, or asks for a second person. What isn't possible is refused before anybody is asked. */
async function doOrAsk(
  trx: Trx,
  engine: Engine,
  deliveryId: string,
  order: Order,
  { command, words, money, before, body, reason, run }: Decision,
  principal: Principal,
): Promise<void> {
  if (money.amount <= 0 || !(await needsSecondPerson(trx, money.amount + before))) return run();
  await rehearse(trx, run);
  await requestApproval(
    trx,
    engine,
    { command, subject: deliveryId, reservationId: order.id, words, ...money, body, reason },
    principal,
  );
}

/** Refunds the order, or asks for a second person. @throws Problem as `refundWith`, and `approval_waits` */
export async function refundOrAsk(
  trx: Trx,
  engine: Engine,
  id: string,
  asked: z.output<typeof refundInstead>,
  principal: Principal,
): Promise<void> {
  const order = await orderOf(trx, id);
  const { amount, reason, version: _, ...body } = asked;
  const decision = {
    command: deliveryRefundCommand,
    words: `Refund in place of tickets: ${formatMoney(amount)} of ${order.code}`,
    money: amount,
    before: order.refunded,
    body: { ...body, amount },
    reason,
    run: () => refundWith(trx, engine, id, asked, principal),
  };
  await doOrAsk(trx, engine, id, order, decision, principal);
}

/**
 * Gives the fan other tickets, or asks for a second person where what the marketplace bears is above the limit. The seats stay
 * on sale while the request waits. @throws Problem as `replaceWith`, and `approval_waits`
 */
export async function replaceOrAsk(
  trx: Trx,
  engine: Engine,
  id: string,
  asked: z.output<typeof replacement>,
  principal: Principal,
): Promise<void> {
  const order = await orderOf(trx, id);
  const { cost, reason, version: _, ...body } = asked;
  const decision = {
    command: deliveryReplacementCommand,
    words: `Other tickets, which cost us ${formatMoney(cost)}, for ${order.code}`,
    money: cost,
    before: Math.max(0, order.borne),
    body: { ...body, cost },
    reason,
    run: () => replaceWith(trx, engine, id, asked, principal),
  };
  await doOrAsk(trx, engine, id, order, decision, principal);
}

/** Runs the refund that a second person approved: the same amount as was asked for, else it is refused. */
export const approvedDeliveryRefund = (engine: Engine): ApprovableCommand => ({
  roles: ['support'],
  run(trx, request, seenVersion, principal) {
    const asked = refundInstead.parse({
      ...request.body,
      version: seenVersion,
      reason: approvedReason(request),
    });
    return refundWith(trx, engine, request.subject, asked, principal);
  },
});

/** Gives the tickets that a second person approved: the same seats at the same cost, else it is refused. */
export const approvedReplacement = (engine: Engine): ApprovableCommand => ({
  roles: ['support'],
  run(trx, request, seenVersion, principal) {
    const asked = replacement.parse({
      ...request.body,
      version: seenVersion,
      reason: approvedReason(request),
    });
    return replaceWith(trx, engine, request.subject, asked, principal);
  },
});
