/**
 * Evidence for a dispute, as Stripe takes it. It may be stored any number of times and is submitted once.
 * Source: https://docs.stripe.com/api/disputes/update, /api/files/create, /disputes/visa-ce3-api
 */
import {
  type EvidenceFile,
  type EvidenceTexts,
  evidenceFields,
  evidenceFiles,
} from '@holdfast/shared/disputes';
import Stripe from 'stripe';
import type { AppContext } from '../platform/appContext.ts';
import { adoptDispute } from './outside.ts';
import type { PaymentUpdates } from './paymentUpdates.ts';
import { reportedDispute } from './stripeRefunds.ts';

/** What Stripe says of a dispute that its evidence depends on. */
export interface DisputeFacts {
  dueAt: string | null;
  /** Whether Visa's rules of earlier purchases apply. */
  takesEarlier: boolean;
}

export async function readDisputeFacts(stripe: Stripe, stripeId: string): Promise<DisputeFacts> {
  const { evidence_details: details, enhanced_eligibility_types: types } =
    await stripe.disputes.retrieve(stripeId);
  return {
    dueAt: details.due_by === null ? null : new Date(details.due_by * 1000).toISOString(),
    takesEarlier: types.includes('visa_compelling_evidence_3'),
  };
}

/** @returns Stripe's id of the charge of a payment intent; null: it has none */
export async function readChargeId(stripe: Stripe, intentId: string): Promise<string | null> {
  const { latest_charge: charge } = await stripe.paymentIntents.retrieve(intentId);
  return typeof charge === 'string' ? charge : (charge?.id ?? null);
}

/**
 * The billing address that the card's holder gave, as one text, by the payment's charge. It is asked for when a pack is made, and
 * kept only as a text of that pack.
 * @returns with as much as Stripe knows, such as the name and the postal code; null: not even that
 */
export async function readBillingAddress(stripe: Stripe, intentId: string): Promise<string | null> {
  const { latest_charge: charge } = await stripe.paymentIntents.retrieve(intentId, {
    expand: ['latest_charge'],
  });
  if (charge === null || typeof charge === 'string') return null;
  // A pack without an address is better than none.
  const details: Stripe.Charge.BillingDetails | undefined = charge.billing_details;
  if (!details?.address) return null;
  const { address, name } = details;
  const { line1, line2, city, state, postal_code: postalCode, country } = address;
  const place = [city, state, postalCode].filter(Boolean).join(', ');
  const lines = [name, line1, line2, place, country].filter((line) => line !== null && line !== '');
  return line1 || postalCode ? lines.join('\n') : null;
}

/** Uploads a file. @param key the same file is uploaded once @returns Stripe's id of it */
export async function uploadEvidenceFile(
  stripe: Stripe,
  { name, bytes, mediaType }: { name: string; bytes: Buffer; mediaType: string },
  key: string,
): Promise<string> {
  const file = await stripe.files.create(
    { purpose: 'dispute_evidence', file: { data: bytes, name, type: mediaType } },
    { idempotencyKey: key },
  );
  return file.id;
}

/** Visa's form of a purchase. */
export interface PurchaseAtVisa {
  /** Of an earlier one. */
  charge?: string;
  customer_account_id?: string;
  customer_device_id?: string;
  customer_email_address?: string;
  customer_purchase_ip?: string;
  product_description: string;
}

/** A pack as it goes to Stripe. */
export interface Evidence {
  stripeId: string;
  texts: EvidenceTexts;
  /** Stripe's ids by field. */
  files: Partial<Record<EvidenceFile, string>>;
  /** The disputed purchase and the earlier ones that count; null: Visa's rules don't apply. */
  visa: { disputed: PurchaseAtVisa; earlier: PurchaseAtVisa[] } | null;
}

/**
 * Every parameter of the request. Stripe keeps what a request doesn't name, so what isn't in the pack any more is emptied: a
 * text that was deleted, or a file that was left out, doesn't go to the bank.
 */
export function evidenceParams({ texts, files, visa }: Evidence): Stripe.DisputeUpdateParams.Evidence {
  return {
    ...Object.fromEntries(evidenceFields.map((field) => [field, texts[field] ?? ''])),
    ...Object.fromEntries(evidenceFiles.map((field) => [field, files[field] ?? ''])),
    ...(visa === null
      ? {}
      : {
          enhanced_evidence: {
            visa_compelling_evidence_3: {
              disputed_transaction: { ...visa.disputed, merchandise_or_services: 'services' as const },
              prior_undisputed_transactions: visa.earlier.map(({ charge = '', ...purchase }) => ({
                charge,
                ...purchase,
              })),
            },
          },
        }),
  };
}

/**
 * Stores evidence at Stripe, and submits it where asked: Stripe then passes it to the bank, once and for all.
 * @param key of the version, so that a job that runs twice does one thing
 * @returns whether Stripe takes evidence of it no longer: it was submitted before, or decided
 */
export async function sendEvidence(
  stripe: Stripe,
  evidence: Evidence,
  { submit, key }: { submit: boolean; key: string },
): Promise<Stripe.Dispute | 'closed'> {
  try {
    return await stripe.disputes.update(
      evidence.stripeId,
      { evidence: evidenceParams(evidence), submit },
      { idempotencyKey: key },
    );
  } catch (error) {
    const isOver =
      error instanceof Stripe.errors.StripeInvalidRequestError &&
      /already|closed|under review/.test(error.message);
    if (isOver) return 'closed';
    throw error;
  }
}

/** Takes in what Stripe answered: the dispute is under review. */
export async function takeInDispute(
  app: Pick<AppContext, 'engine'>,
  paymentUpdates: PaymentUpdates,
  paymentId: string,
  dispute: Stripe.Dispute,
): Promise<void> {
  const reported = reportedDispute(paymentId, dispute);
  if (reported === null) return;
  const sent = { by: 'stripe' };
  await paymentUpdates.submit({
    messages: (trx) => adoptDispute(trx, app.engine, reported, sent),
    webhook: null,
  });
}
