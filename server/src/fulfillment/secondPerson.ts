/** A refund in place of tickets above the limit waits for a second person. */
import { refundInstead } from '@holdfast/shared/deliveries';
import { formatMoney } from '@holdfast/shared/money';
import type { z } from 'zod';
import {
  type ApprovableCommand,
  approvedReason,
  needsSecondPerson,
  rehearse,
  requestApproval,
} from '../approvals/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import type { Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { refundWith } from './decide.ts';

/** The name under which such refunds wait. */
export const deliveryRefundCommand = 'delivery.refund';

/**
 * Refunds the order, or asks for a second person. What isn't possible is refused before anybody is asked.
 * @throws Problem as `refundWith`, and `approval_waits`
 */
export async function refundOrAsk(
  trx: Trx,
  engine: Engine,
  id: string,
  asked: z.output<typeof refundInstead>,
  principal: Principal,
): Promise<void> {
  const [order] = await queryPrepared<{ id: string; code: string; before: number }>(
    trx,
    `SELECT r.id, r.code, coalesce(p.refunded_amount + p.refunding_amount, 0)::bigint AS before
     FROM deliveries_made d JOIN reservations_orders r ON r.id = d.reservation_id LEFT JOIN payments_charges p ON p.id = r.payment_id
     WHERE d.id = $1`,
    [id],
  );
  if (!order) throw notFound('delivery');
  const { amount, reason, version: _, ...body } = asked;
  if (!(await needsSecondPerson(trx, amount.amount + order.before)))
    return refundWith(trx, engine, id, asked, principal);
  await rehearse(trx, () => refundWith(trx, engine, id, asked, principal));
  await requestApproval(
    trx,
    engine,
    {
      command: deliveryRefundCommand,
      subject: id,
      reservationId: order.id,
      words: `Refund in place of tickets: ${formatMoney(amount)} of ${order.code}`,
      amount: amount.amount,
      currency: amount.currency,
      body: { ...body, amount },
      reason,
    },
    principal,
  );
}

/** Runs what a second person approved: the same amount as was asked for, else it is refused. */
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
