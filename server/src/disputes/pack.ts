/** Packs as they are stored: made once, changed by people, sent by the job. */
import type { EvidenceFile, EvidenceTexts } from '@holdfast/shared/disputes';
import type { PurchaseAtVisa } from '../payments/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
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

/** A file's row, without its bytes. */
export interface FileRow {
  field: EvidenceFile;
  name: string;
  size: number;
  stripe_id: string | null;
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

/** The files that are in a pack. */
export function filesOf(trx: Trx, disputeId: string): Promise<FileRow[]> {
  return queryPrepared<FileRow>(
    trx,
    `SELECT field, name, octet_length(bytes) AS size, stripe_id FROM dispute_files WHERE dispute_id = $1 AND NOT left_out ORDER BY field`,
    [disputeId],
  );
}

/** The bytes of a file. */
export async function fileBytes(
  trx: Trx,
  disputeId: string,
  field: EvidenceFile,
): Promise<{ name: string; bytes: Buffer } | null> {
  const [row] = await queryPrepared<{ name: string; bytes: Buffer }>(
    trx,
    'SELECT name, bytes FROM dispute_files WHERE dispute_id = $1 AND field = $2',
    [disputeId, field],
  );
  return row ?? null;
}

/** Stripe has these files under these ids. */
export async function storeUploads(
  trx: Trx,
  disputeId: string,
  uploads: ReadonlyArray<{ field: EvidenceFile; stripeId: string }>,
): Promise<void> {
  const { from, value } = records(uploads, { field: 'text', stripeId: 'text' }, { parameter: 2 });
  await queryPrepared(
    trx,
    `UPDATE dispute_files f SET stripe_id = n.stripe_id FROM ${from} WHERE f.dispute_id = $1 AND f.field = n.field`,
    [disputeId, value],
  );
}
