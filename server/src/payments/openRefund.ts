import { refundMachine } from '@holdfast/shared/payments/machines';
import type { Engine } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';

export interface NewRefund {
  paymentId: string;
  /** Minor units. */
  amount: number;
  currency: string;
  reason: string;
  /** ISO instant. */
  at: string;
  by: string;
  /** Of a refund that was made at Stripe; null for one of ours. */
  stripeId: string | null;
}

/** Inserts a refund in `requested`; the `send` message in the same transaction queues it. */
export async function openRefund(trx: Trx, engine: Engine, refund: NewRefund): Promise<string> {
  const id = newId('refund');
  const { paymentId, amount, currency, reason, at, by, stripeId } = refund;
  const created = engine.create(refundMachine, {
    id,
    input: { paymentId, amount, reason, stripeId },
    at,
    by,
  });
  await queryPrepared(
    trx,
    `INSERT INTO refunds (id, payment_id, amount, currency, created_at, state, snapshot, machine_version, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)`,
    [
      id,
      paymentId,
      amount,
      currency,
      at,
      created.state,
      JSON.stringify(created.snapshot),
      created.machineVersion,
    ],
  );
  await engine.recordCreated(trx, [created]);
  return id;
}
