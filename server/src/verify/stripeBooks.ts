/**
 * Invariant 8: what Stripe says of every payment, refund, dispute and transfer equals what we say, to the cent. Reads all of Stripe's lists,
 * so it is asked for by name (`npm run verify -- --stripe`); what is under way on either side is left out.
 * Source: https://docs.stripe.com/api/payment_intents/list, /api/refunds/list, /api/disputes/list
 */
import type Stripe from 'stripe';
import { type Database, inTransaction, queryPrepared } from '../platform/db/index.ts';
import type { Violation } from './invariant.ts';
import { pairTransfers } from './stripeTransfers.ts';

interface OurPayment {
  id: string;
  /** It, or a refund of it. */
  underway: boolean;
  captured: boolean;
  amount: number;
  currency: string;
  refunded: number;
}

/** What one of Stripe's objects and ours say; null where there is none. */
interface Pair {
  subject: string;
  theirs: string | null;
  ours: string | null;
}

/** @returns a violation for each difference: `8.payments`, `8.refunds`, `8.disputes` and `8.transfers`, by the id of ours or Stripe's */
export async function compareWithStripe(db: Database, stripe: Stripe): Promise<Violation[]> {
  return [
    ...differences('8.payments', await pairPayments(db, stripe)),
    ...differences('8.refunds', await pairRefunds(db, stripe)),
    ...differences('8.disputes', await pairDisputes(db, stripe)),
    ...differences('8.transfers', await pairTransfers(db, stripe)),
  ];
}

function differences(invariant: string, pairs: Pair[]): Violation[] {
  return pairs
    .filter(({ theirs, ours }) => theirs !== ours)
    .map(({ subject, theirs, ours }) => ({
      invariant,
      subject,
      detail: `Stripe says ${theirs ?? 'nothing'}, we say ${ours ?? 'nothing'}`,
    }));
}

async function pairPayments(db: Database, stripe: Stripe): Promise<Pair[]> {
  const rows = await inTransaction(db, (trx) =>
    queryPrepared<OurPayment>(
      trx,
      // What was paid another way never went through Stripe. Stripe counts a refund once it is asked, and we once it is done.
      `SELECT p.id, payment_is_underway(p.state) OR EXISTS (SELECT FROM payments_refunds f WHERE f.payment_id = p.id AND refund_is_underway(f.state)) AS underway,
         payment_is_captured(p.state) AS captured, p.amount, p.currency, p.refunded_amount - coalesce((SELECT sum(f.amount) FROM payments_refunds f
         WHERE f.payment_id = p.id AND f.state = 'paidElsewhere'), 0)::integer AS refunded
       FROM payments_charges p`,
    ),
  );
  const ours = new Map(rows.map((row) => [row.id, row]));
  const pairs: Pair[] = [];
  for await (const intent of stripe.paymentIntents.list({ limit: 100, expand: ['data.latest_charge'] })) {
    const charge = intent.latest_charge as Stripe.Charge | null;
    const id = intent.metadata.paymentId ?? intent.id;
    const own = ours.get(id);
    ours.delete(id);
    if (own?.underway) continue;
    const captured = intent.amount_received > 0;
    const sum = captured ? `${intent.amount_received} ${intent.currency.toUpperCase()}` : 'nothing captured';
    pairs.push({
      subject: id,
      theirs: captured ? `${sum}, ${charge?.amount_refunded ?? 0} of it refunded` : sum,
      ours: own ? ourWords(own) : null,
    });
  }
  // One that never reached Stripe has nothing there.
  for (const own of ours.values())
    if (!own.underway) pairs.push({ subject: own.id, theirs: 'nothing captured', ours: ourWords(own) });
  return pairs;
}

function ourWords({ captured, amount, currency, refunded }: OurPayment): string {
  return captured ? `${amount} ${currency}, ${refunded} of it refunded` : 'nothing captured';
}

async function pairRefunds(db: Database, stripe: Stripe): Promise<Pair[]> {
  const rows = await inTransaction(db, (trx) =>
    queryPrepared<{ stripe_id: string; amount: number; state: string }>(
      trx,
      'SELECT stripe_id, amount, state FROM payments_refunds WHERE stripe_id IS NOT NULL',
    ),
  );
  const ours = new Map(rows.map((row) => [row.stripe_id, row]));
  const words: Record<string, string> = { done: 'done', failed: 'failed' };
  const pairs: Pair[] = [];
  for await (const { id, amount, status } of stripe.refunds.list({ limit: 100 })) {
    const own = ours.get(id);
    ours.delete(id);
    // One that was sent again is another refund at Stripe; the failed one before it moved nothing.
    if (!own && (status === 'failed' || status === 'canceled')) continue;
    const isPending =
      status === 'pending' || status === 'requires_action' || own?.state.startsWith('sending');
    if (own && isPending) continue;
    const theirs = `${amount} ${status === 'succeeded' ? 'done' : 'failed'}`;
    pairs.push({ subject: id, theirs, ours: own ? `${own.amount} ${words[own.state] ?? 'failed'}` : null });
  }
  for (const { stripe_id, amount, state } of ours.values())
    pairs.push({ subject: stripe_id, theirs: null, ours: `${amount} ${state}` });
  return pairs;
}

/** What of ours is called otherwise at Stripe. */
const disputeStates: Record<string, string> = {
  inquiry: 'an inquiry',
  answered: 'an inquiry',
  closed: 'an inquiry that was closed',
  'open.needsResponse': 'open',
  'open.underReview': 'open',
  'open.expired': 'open',
  'open.withdrawn': 'open',
};
const disputeStatuses: Record<string, string> = {
  warning_needs_response: 'an inquiry',
  warning_under_review: 'an inquiry',
  warning_closed: 'an inquiry that was closed',
  prevented: 'an inquiry that was closed',
  needs_response: 'open',
  under_review: 'open',
};

async function pairDisputes(db: Database, stripe: Stripe): Promise<Pair[]> {
  const rows = await inTransaction(db, (trx) =>
    queryPrepared<{ stripe_id: string; amount: number; state: string }>(
      trx,
      'SELECT stripe_id, amount, state FROM payments_disputes',
    ),
  );
  const ours = new Map(rows.map((row) => [row.stripe_id, row]));
  const pairs: Pair[] = [];
  for await (const { id, amount, status } of stripe.disputes.list({ limit: 100 })) {
    const own = ours.get(id);
    ours.delete(id);
    pairs.push({
      subject: id,
      theirs: `${amount} ${disputeStatuses[status] ?? status}`,
      ours: own ? `${own.amount} ${disputeStates[own.state] ?? own.state}` : null,
    });
  }
  for (const { stripe_id, amount, state } of ours.values())
    pairs.push({ subject: stripe_id, theirs: null, ours: `${amount} ${state}` });
  return pairs;
}
