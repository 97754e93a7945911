/**
 * What disputes need without a person: each gets its pack, which is stored at Stripe within minutes, and goes to the bank 24 hours
 * before the deadline. Each step may run twice; its keys make Stripe act once.
 */
import type { EvidenceFile } from '@holdfast/shared/disputes';
import { disputeContext, disputeMachine } from '@holdfast/shared/payments/machines';
import {
  type createPaymentUpdates,
  type Evidence,
  readBillingAddress,
  readChargeId,
  readDisputeFacts,
  type StripeClient,
  sendEvidence,
  takeInDispute,
  uploadEvidenceFile,
} from '../payments/index.ts';
import { messageTo } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared } from '../platform/db/index.ts';
import { receiptPdfOf } from '../receipts/index.ts';
import { composeTexts, productText } from './compose.ts';
import { type DisputedPurchase, gatherPurchase } from './gather.ts';
import { goesByItselfMs, type PackRow, readPack, storePack, type VisaEvidence } from './pack.ts';
import { fileBytes, filesOf, storeAtStripe } from './packFiles.ts';
import { drawPapers } from './papers.ts';

type PaymentUpdates = ReturnType<typeof createPaymentUpdates>;

interface OpenDispute {
  id: string;
  stripe_id: string;
  payment_id: string;
  reservation_id: string;
  created_at: Date;
  state: string;
  snapshot: { context: unknown };
}

/** Disputes looked at in one run. */
const atOnce = 200;

/** One run. One dispute that fails doesn't stop the others; it is tried again in a minute. */
export async function workDisputes(
  app: AppContext,
  stripe: StripeClient,
  paymentUpdates: PaymentUpdates,
): Promise<void> {
  const open = await inTransaction(app.db, (trx) =>
    queryPrepared<OpenDispute>(
      trx,
      `SELECT d.id, d.stripe_id, d.payment_id, d.reservation_id, d.created_at, d.state, d.snapshot FROM payments_disputes d
       LEFT JOIN dispute_packs p ON p.dispute_id = d.id
       WHERE dispute_is_unanswered(d.state) OR p.submitted_at IS NULL AND p.submit_asked_by IS NOT NULL AND dispute_is_withheld(d.state) AND d.state <> 'lost'
       ORDER BY d.id LIMIT ${atOnce}`,
      [],
    ),
  );
  for (const dispute of open)
    try {
      await workDispute(app, stripe, paymentUpdates, dispute);
    } catch (error) {
      app.log.warn(
        { err: error, dispute: dispute.id },
        'a dispute could not be worked on; it is tried again',
      );
    }
}

async function workDispute(
  app: AppContext,
  stripe: StripeClient,
  paymentUpdates: PaymentUpdates,
  dispute: OpenDispute,
): Promise<void> {
  const found = await inTransaction(app.db, (trx) => readPack(trx, dispute.id));
  if (found === null) await makePack(app, stripe, dispute);
  else await followEscalation(app, stripe, dispute);
  const pack = await inTransaction(app.db, (trx) => readPack(trx, dispute.id));
  if (pack === null || pack.submitted_at !== null) return;
  const now = Date.now();
  const isDue = pack.due_at !== null && pack.due_at.getTime() - goesByItselfMs <= now;
  if (pack.submit_asked_by !== null || isDue) {
    await submit(app, stripe, paymentUpdates, dispute, pack);
    return;
  }
  if (pack.staged_version !== pack.version) await stage(app, stripe, dispute, pack);
}

/** An inquiry that became a dispute has another deadline, and takes evidence again. */
async function followEscalation(app: AppContext, stripe: StripeClient, dispute: OpenDispute): Promise<void> {
  const [stale] = await inTransaction(app.db, (trx) =>
    queryPrepared(
      trx,
      `SELECT 1 AS stale FROM dispute_packs k WHERE k.dispute_id = $1 AND EXISTS (SELECT FROM platform_transition_log t
         WHERE t.actor_id = $1 AND t.message = 'opened' AND t.at > k.due_read_at)`,
      [dispute.id],
    ),
  );
  if (!stale) return;
  const { dueAt } = await readDisputeFacts(stripe, dispute.stripe_id);
  await inTransaction(app.db, (trx) =>
    queryPrepared(
      trx,
      `UPDATE dispute_packs SET due_at = $2, due_read_at = now(), version = version + 1, submit_asked_by = NULL, submitted_at = NULL, submitted_by = NULL
       WHERE dispute_id = $1`,
      [dispute.id, dueAt],
    ),
  );
}

async function makePack(app: AppContext, stripe: StripeClient, dispute: OpenDispute): Promise<void> {
  const { reason } = disputeContext.parse(dispute.snapshot.context);
  const { gathered, receipt } = await inTransaction(app.db, async (trx) => ({
    gathered: await gatherPurchase(trx, app.engine, {
      paymentId: dispute.payment_id,
      reservationId: dispute.reservation_id,
      disputedAt: dispute.created_at,
    }),
    receipt: await receiptPdfOf(trx, dispute.reservation_id),
  }));
  const { intentId } = gathered;
  const billingAddress = intentId === null ? null : await readBillingAddress(stripe, intentId);
  const purchase: DisputedPurchase = { ...gathered, billingAddress };
  const { dueAt, takesEarlier } = await readDisputeFacts(stripe, dispute.stripe_id);
  const visa = takesEarlier ? await visaEvidenceOf(stripe, purchase) : null;
  const files = await drawPapers(purchase, receipt);
  const evidence = composeTexts(purchase, reason);
  await inTransaction(app.db, (trx) =>
    storePack(trx, { disputeId: dispute.id, evidence, visa, dueAt }, files),
  );
}

/** Visa's form of the purchases; null where none counts. */
async function visaEvidenceOf(
  stripe: StripeClient,
  { purchase, earlier, order }: DisputedPurchase,
): Promise<VisaEvidence | null> {
  const atVisa = (facts: Pick<DisputedPurchase['purchase'], 'ip' | 'device' | 'account' | 'email'>) => ({
    ...(facts.account === null ? {} : { customer_account_id: facts.account }),
    ...(facts.device === null ? {} : { customer_device_id: facts.device }),
    ...(facts.email === null ? {} : { customer_email_address: facts.email }),
    ...(facts.ip === null ? {} : { customer_purchase_ip: facts.ip }),
  });
  const prior: VisaEvidence['earlier'] = [];
  for (const { stripeId, at, ...facts } of earlier) {
    const charge = await readChargeId(stripe, stripeId);
    if (charge !== null)
      prior.push({ stripeId, at, charge, ...atVisa(facts), product_description: 'Event tickets' });
  }
  if (prior.length < 2) return null;
  return { disputed: { ...atVisa(purchase), product_description: productText(order) }, earlier: prior };
}

/** Uploads the file of a field once: a try without an answer is repeated under the same key, and gets the same file. */
async function uploadFile(
  app: AppContext,
  stripe: StripeClient,
  { id }: OpenDispute,
  field: EvidenceFile,
): Promise<string | undefined> {
  const file = await inTransaction(app.db, (trx) => fileBytes(trx, id, field));
  if (file === null) return undefined;
  const { name, bytes, media_type: mediaType, upload_id: uploadId } = file;
  const key = `evidenceFile/${uploadId ?? `${id}/${field}`}`;
  const stripeId = file.stripe_id ?? (await uploadEvidenceFile(stripe, { name, bytes, mediaType }, key));
  await inTransaction(app.db, (trx) => storeAtStripe(trx, id, file, stripeId));
  return stripeId;
}

/** The pack as it goes, its files uploaded first. */
async function evidenceOf(
  app: AppContext,
  stripe: StripeClient,
  dispute: OpenDispute,
  pack: PackRow,
): Promise<Evidence> {
  const files = await inTransaction(app.db, (trx) => filesOf(trx, dispute.id));
  const ids: Partial<Record<EvidenceFile, string>> = {};
  for (const { field, stripe_id } of files)
    ids[field] = stripe_id ?? (await uploadFile(app, stripe, dispute, field));
  return {
    stripeId: dispute.stripe_id,
    texts: pack.evidence,
    files: ids,
    visa:
      pack.earlier === null
        ? null
        : {
            disputed: pack.earlier.disputed,
            earlier: pack.earlier.earlier.map(({ stripeId: _, at: __, ...purchase }) => purchase),
          },
  };
}

/** Stripe has it, and keeps it to itself. */
async function stage(
  app: AppContext,
  stripe: StripeClient,
  dispute: OpenDispute,
  pack: PackRow,
): Promise<void> {
  const evidence = await evidenceOf(app, stripe, dispute, pack);
  const key = `evidence/${dispute.id}/${pack.version}`;
  const answer = await sendEvidence(stripe, evidence, { submit: false, key });
  if (answer === 'closed') return;
  await inTransaction(app.db, (trx) =>
    queryPrepared(
      trx,
      'UPDATE dispute_packs SET staged_version = $2, staged_at = now() WHERE dispute_id = $1 AND version = $2',
      [dispute.id, pack.version],
    ),
  );
}

async function submit(
  app: AppContext,
  stripe: StripeClient,
  paymentUpdates: PaymentUpdates,
  dispute: OpenDispute,
  pack: PackRow,
): Promise<void> {
  const evidence = await evidenceOf(app, stripe, dispute, pack);
  const key = `submitEvidence/${dispute.id}/${pack.version}`;
  const isPast = pack.due_at !== null && pack.due_at.getTime() <= Date.now();
  const answer = isPast ? 'closed' : await sendEvidence(stripe, evidence, { submit: true, key });
  if (answer === 'closed') {
    if (isPast && dispute.state === 'open.needsResponse') await expire(app, dispute);
    return;
  }
  await inTransaction(app.db, (trx) =>
    queryPrepared(
      trx,
      `UPDATE dispute_packs SET submitted_at = now(), submitted_by = submit_asked_by, staged_version = version
       WHERE dispute_id = $1 AND submitted_at IS NULL`,
      [dispute.id],
    ),
  );
  await takeInDispute(app, paymentUpdates, dispute.payment_id, answer);
}

/** Nothing was sent in time; the verdict stays Stripe's. */
async function expire(app: AppContext, dispute: OpenDispute): Promise<void> {
  await inTransaction(app.db, (trx) =>
    app.engine.apply(trx, [
      messageTo(disputeMachine, dispute.id, { type: 'deadlinePassed' }, { by: 'clock' }),
    ]),
  );
}
