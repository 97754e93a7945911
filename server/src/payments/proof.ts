/**
 * A payment that Stripe has and of which we never heard, or heard something else: a person gives its id at Stripe. Their word is
 * never trusted: Stripe is asked about exactly that, and what it says is taken in like its own message, if it is this payment.
 */
import type { PaymentProven, paymentProof } from '@holdfast/shared/payments';
import { paymentMachine } from '@holdfast/shared/payments/machines';
import Stripe from 'stripe';
import type { z } from 'zod';
import { messageTo } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { runOnce } from '../platform/http/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { differencesFrom } from './otherPayment.ts';
import { findPayment, type PaymentAtStripe } from './queries.ts';
import { messageOf, type StripeClient } from './stripe.ts';

interface Proof extends z.output<typeof paymentProof> {
  paymentId: string;
}
interface Asking {
  principal: Principal;
  /** The Idempotency-Key with the hash of the request. */
  key: Parameters<typeof runOnce>[1];
}

/**
 * @throws Problem `not_found`; `proof_refused` with what differs, or where Stripe has no such payment; `nothing_to_do` where what
 *   Stripe says changes nothing
 */
export async function confirmByProof(
  app: AppContext,
  stripe: StripeClient,
  proof: Proof,
  { principal, key }: Asking,
): Promise<PaymentProven> {
  const stored = await findPayment(app.db, proof.paymentId);
  if (!stored) throw notFound('payment');
  const intent = await intentOf(stripe, proof.stripeId);
  refuseOther(intent, stored);
  const message = said(intent);
  return inTransaction(app.db, (trx) =>
    runOnce(trx, key, () => takeIn(trx, app, { proof, message }, principal)),
  );
}

async function intentOf(stripe: StripeClient, stripeId: string): Promise<Stripe.PaymentIntent> {
  try {
    return await stripe.paymentIntents.retrieve(stripeId, { expand: ['latest_charge', 'payment_method'] });
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError)
      throw new Problem('proof_refused', `Stripe has no payment ${stripeId}. Nothing was changed.`, {
        differs: ['id'],
      });
    throw error;
  }
}

/** Whatever isn't this very payment is refused with all that differs. */
function refuseOther(intent: Stripe.PaymentIntent, stored: PaymentAtStripe): void {
  const differs = differencesFrom(stored, intent);
  if (differs.length === 0) return;
  throw new Problem(
    'proof_refused',
    `${intent.id} isn’t this payment: ${differs.map(([, words]) => words).join('; ')}. Nothing was changed.`,
    { differs: differs.map(([what]) => what) },
  );
}

/** What Stripe says of it, as our message. */
function said(intent: Stripe.PaymentIntent): NonNullable<ReturnType<typeof messageOf>> {
  let message: ReturnType<typeof messageOf>;
  try {
    message = messageOf(intent);
  } catch (error) {
    throw new Problem('proof_refused', `${(error as Error).message} Nothing was changed.`, {
      differs: ['captured'],
    });
  }
  if (message === null)
    throw new Problem('nothing_to_do', `Stripe hasn’t decided about it: it is ${intent.status} there.`);
  return message;
}

async function takeIn(
  trx: Trx,
  { engine }: Pick<AppContext, 'engine'>,
  { proof, message }: { proof: Proof; message: NonNullable<ReturnType<typeof messageOf>> },
  principal: Principal,
): Promise<PaymentProven> {
  const { paymentId: id, reason, stripeId } = proof;
  const [outcome] = await engine.apply(trx, [
    messageTo(paymentMachine, id, message, { by: principal.by, reason }),
  ]);
  if (outcome?.kind !== 'applied')
    throw new Problem(
      'nothing_to_do',
      `Stripe says ${message.type}, which this payment knows already. Nothing was changed.`,
    );
  await audit(trx, principal, [
    {
      what: 'payment.proof',
      subject: id,
      reason,
      before: { state: outcome.from },
      after: { state: outcome.state, stripeId, said: message.type },
    },
  ]);
  return { id, said: message.type, state: outcome.state };
}
