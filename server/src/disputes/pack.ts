/** Packs as they are stored: made once, changed by people, sent by the job. */
import type { EvidenceTexts } from '@holdfast/shared/disputes';
import type { PurchaseAtVisa } from '../payments/index.ts';
import type { Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import type { PackFile } from './papers.ts';

/** A pack's row. */
export interface PackRow {
  dispute_id: string;
  version: number;
  evidence: EvidenceTexts;
  /** The disputed purchase and the earlier ones that count; null: Visa's rules don't apply. */
  earlier: VisaEvidence | null;
  due_at: Date | null;
  edited_by: string | null;
  staged_version: number | null;
  staged_at: Date | null;
  submit_asked_by: string | null;
  submitted_at: Date | null;
  submitted_by: string | null;
}

/** Earlier purchases in Visa's form, with when they were paid (ISO 8601). */
export interface VisaEvidence {
  disputed: PurchaseAtVisa;
  earlier: Array<PurchaseAtVisa & { stripeId: string; at: string }>;
}

/** How long before the deadline a pack goes by itself, milliseconds. */
export const goesByItselfMs = 24 * 3_600_000;

/** Stores a new pack with its files; one that another process made meanwhile stays. */
export async function storePack(
  trx: Trx,
  pack: { disputeId: string; evidence: EvidenceTexts; visa: VisaEvidence | null; dueAt: string | null },
  files: readonly PackFile[],
): Promise<void> {
  const [stored] = await queryPrepared(
    trx,
    `INSERT INTO dispute_packs (dispute_id, evidence, earlier, due_at) VALUES ($1, $2::jsonb, $3::jsonb, $4)
     ON CONFLICT (dispute_id) DO NOTHING RETURNING dispute_id`,
    [pack.disputeId, JSON.stringify(pack.evidence), JSON.stringify(pack.visa), pack.dueAt],
  );
  if (!stored) return;
  for (const { field, name, bytes } of files)
    await queryPrepared(
      trx,
      'INSERT INTO dispute_files (dispute_id, field, name, bytes) VALUES ($1, $2, $3, $4)',
      [pack.disputeId, field, name, bytes],
    );
}

/** A pack, locked where it is to be changed; null: it isn't made yet. */
export async function readPack(trx: Trx, disputeId: string, lock = false): Promise<PackRow | null> {
  const [row] = await queryPrepared<PackRow>(
    trx,
    `SELECT dispute_id, version, evidence, earlier, due_at, edited_by, staged_version, staged_at, submit_asked_by, submitted_at, submitted_by
     FROM dispute_packs WHERE dispute_id = $1 ${lock ? 'FOR NO KEY UPDATE' : ''}`,
    [disputeId],
  );
  return row ?? null;
}

/** A pack, locked to be changed. @throws Problem `not_found`, `version_conflict`, `transition_refused` once it was submitted or decided */
export async function lockPack(trx: Trx, disputeId: string, version: number | null): Promise<PackRow> {
  const [dispute] = await queryPrepared<{ state: string; answerable: boolean }>(
    trx,
    `SELECT state, dispute_is_unanswered(state) OR state = 'open.expired' AS answerable FROM payments_disputes WHERE id = $1`,
    [disputeId],
  );
  if (!dispute) throw notFound('dispute');
  const pack = await readPack(trx, disputeId, true);
  if (pack === null)
    throw new Problem('transition_refused', 'Its pack is being made. Look again in a few minutes.', {
      accepts: [],
    });
  if (pack.submitted_at !== null || pack.submit_asked_by !== null || !dispute.answerable)
    throw new Problem('transition_refused', 'Evidence is submitted once, and this dispute takes no more.', {
      state: dispute.state,
      accepts: [],
    });
  if (version !== null && pack.version !== version)
    throw new Problem(
      'version_conflict',
      'Somebody changed the pack since you read it. Read it again, then decide.',
    );
  return pack;
}

/** Stripe gets the pack anew within a minute. */
export async function newVersion(trx: Trx, disputeId: string, { by }: Principal): Promise<void> {
  await queryPrepared(
    trx,
    'UPDATE dispute_packs SET version = version + 1, edited_by = $2 WHERE dispute_id = $1',
    [disputeId, by],
  );
}
