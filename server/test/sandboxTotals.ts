/** Compares the sandbox's money with our payments. */
import { paymentMachine } from '@holdfast/shared/payments/machines';
import { hasTag } from '../src/platform/actors/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { type SandboxPayment, sandboxPayments } from './askSandbox.ts';

/**
 * Compares finished payments. Call it when nothing is under way.
 * @returns a line for each difference
 */
export async function compareWithSandbox(db: Database, sandboxUrl: string): Promise<string[]> {
  const theirs = new Map<string, SandboxPayment[]>();
  for (const payment of await sandboxPayments({ sandboxUrl })) {
    const id = payment.metadata.paymentId ?? payment.id;
    theirs.set(id, [...(theirs.get(id) ?? []), payment]);
  }
  const ours = await db('payments').select('id', 'state', 'amount', 'snapshot');
  const elsewhere = new Map<string, number>();
  for (const { payment_id, amount } of await db('refunds').where({ state: 'paidElsewhere' }))
    elsewhere.set(payment_id, (elsewhere.get(payment_id) ?? 0) + amount);
  const lines: string[] = [];
  for (const { id, state, amount, snapshot } of ours) {
    const found = theirs.get(id) ?? [];
    theirs.delete(id);
    // Either side may not know the other's state yet.
    if (hasTag(paymentMachine, state, 'underway')) continue;
    if (found.length > 1) lines.push(`${id} has ${found.length} payment intents at Stripe`);
    const captured = found.reduce((sum, { amountCaptured }) => sum + amountCaptured, 0);
    const refunded = found.reduce((sum, { amountRefunded }) => sum + amountRefunded, 0);
    const reserved = found.reduce((sum, { amountCapturable }) => sum + amountCapturable, 0);
    const weCaptured = hasTag(paymentMachine, state, 'ended') ? 0 : amount;
    if (captured !== weCaptured)
      lines.push(`${id} is ${state}: Stripe captured ${captured}, we ${weCaptured}`);
    const weRefunded = snapshot.context.refundedAmount - (elsewhere.get(id) ?? 0);
    if (refunded !== weRefunded)
      lines.push(`${id} is ${state}: Stripe refunded ${refunded}, we ${weRefunded}`);
    if (reserved > 0) lines.push(`${id} is ${state}, but ${reserved} are still set aside at the bank`);
  }
  for (const [id, payments] of theirs)
    lines.push(
      `Stripe has ${payments.map((payment) => payment.id).join(', ')} for ${id}, which we don't know`,
    );
  return lines;
}
