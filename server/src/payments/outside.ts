/** What happened to payments at Stripe without us: disputes, and refunds made in its dashboard. Each becomes an actor here. */
import {
  type DisputeMessage,
  disputeMachine,
  paymentMachine,
  type RefundMessage,
  refundMachine,
} from '@holdfast/shared/payments/machines';
import { type Addressed, type Engine, messageTo } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { lockReservationsOf } from './locks.ts';
import { openRefund } from './openRefund.ts';

/** A dispute as Stripe shows it. */
export interface ReportedDispute {
  paymentId: string;
  stripeId: string;
  /** Minor units. */
  amount: number;
  reason: string;
  evidenceDueAt: string | null;
  message: DisputeMessage;
}

/** A refund that we didn't ask for. */
export interface ReportedRefund {
  paymentId: string;
  stripeId: string;
  /** Minor units. */
  amount: number;
  message: RefundMessage;
}

interface Sent {
  by: string;
  cause?: string;
}

/**
 * The messages for the dispute's actor, which is made with the first news of it.
 * @returns none where the payment isn't ours
 */
export async function adoptDispute(
  trx: Trx,
  engine: Engine,
  { message, ...dispute }: ReportedDispute,
  sent: Sent,
): Promise<Addressed[]> {
  const { paymentId, stripeId, amount } = dispute;
  const [payment] = await queryPrepared<{ currency: string; at: Date; known: string | null }>(
    trx,
    `SELECT currency, now() AS at, (SELECT id FROM disputes WHERE stripe_id = $2) AS known FROM payments WHERE id = $1`,
    [paymentId, stripeId],
  );
  if (!payment) return [];
  const { currency, at, known } = payment;
  if (known) return [messageTo(disputeMachine, known, message, sent)];
  const created = engine.create(disputeMachine, {
    id: newId('dispute'),
    input: dispute,
    at: at.toISOString(),
    by: sent.by,
  });
  // Another process may hear of it at the same moment.
  const [row] = await queryPrepared<{ id: string }>(
    trx,
    `INSERT INTO disputes (id, payment_id, amount, currency, created_at, state, snapshot, machine_version, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1) ON CONFLICT (stripe_id) DO NOTHING RETURNING id`,
    [
      created.id,
      paymentId,
      amount,
      currency,
      at,
      created.state,
      JSON.stringify(created.snapshot),
      created.machineVersion,
    ],
  );
  if (!row) return adoptDispute(trx, engine, { message, ...dispute }, sent);
  await engine.recordCreated(trx, [created]);
  return [messageTo(disputeMachine, created.id, message, sent)];
}

/**
 * The messages for the refund's actor, and for its payment with the first news of it.
 * @returns none where the payment isn't ours; `early` while it isn't known to be captured
 */
export async function adoptRefund(
  trx: Trx,
  engine: Engine,
  { paymentId, stripeId, amount, message }: ReportedRefund,
  sent: Sent,
): Promise<Addressed[] | 'early'> {
  // The lock lets one of two processes adopt it, in the order of locks of every refund.
  await lockReservationsOf(trx, [paymentId]);
  const [payment] = await queryPrepared<{
    currency: string;
    captured: boolean;
    at: Date;
    known: string | null;
  }>(
    trx,
    `SELECT currency, payment_is_captured(state) AS captured, now() AS at,
       (SELECT id FROM refunds WHERE stripe_id = $2) AS known
     FROM payments WHERE id = $1`,
    [paymentId, stripeId],
  );
  if (!payment) return [];
  if (!payment.captured) return 'early';
  const { currency, at, known } = payment;
  if (known) return [messageTo(refundMachine, known, message, sent)];
  const id = await openRefund(trx, engine, {
    paymentId,
    amount,
    currency,
    reason: 'Refunded in Stripe’s dashboard',
    at: at.toISOString(),
    by: sent.by,
    stripeId,
  });
  return [
    messageTo(paymentMachine, paymentId, { type: 'refundAdopted', amount }, sent),
    messageTo(refundMachine, id, message, sent),
  ];
}
