/** The files of a pack: those that were made with it, and support's own, each of which goes in place of one of its field. */
import {
  type EvidenceFile,
  type EvidenceMediaType,
  evidenceNames,
  type MadeFile,
  mostEvidenceBytes,
} from '@holdfast/shared/disputes';
import { recognizeFile } from '../deliveries/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { lockPack, newVersion } from './pack.ts';

/** A file of a pack, without its bytes. */
export interface FileRow {
  field: EvidenceFile;
  name: string;
  media_type: EvidenceMediaType;
  size: number;
  stripe_id: string | null;
  /** Of an upload of support; null: it was made with the pack. */
  upload_id: string | null;
}

/** SQL of the files that go: `$1` is the dispute. */
const goingFiles = `SELECT u.field, u.name, u.media_type, u.bytes, u.stripe_id, u.id AS upload_id FROM dispute_uploads u WHERE u.dispute_id = $1
  UNION ALL SELECT f.field, f.name, 'application/pdf', f.bytes, f.stripe_id, NULL FROM dispute_files f WHERE f.dispute_id = $1 AND NOT f.left_out
    AND NOT EXISTS (SELECT 1 FROM dispute_uploads u WHERE u.dispute_id = f.dispute_id AND u.field = f.field)`;

/** The files that are in a pack. */
export function filesOf(trx: Trx, disputeId: string): Promise<FileRow[]> {
  return queryPrepared<FileRow>(
    trx,
    `SELECT field, name, media_type, octet_length(bytes) AS size, stripe_id, upload_id FROM (${goingFiles}) g ORDER BY field`,
    [disputeId],
  );
}

/** The files that were made and that somebody left out. */
export async function leftOutOf(trx: Trx, disputeId: string): Promise<MadeFile[]> {
  const rows = await queryPrepared<{ field: MadeFile }>(
    trx,
    'SELECT field FROM dispute_files WHERE dispute_id = $1 AND left_out ORDER BY field',
    [disputeId],
  );
  return rows.map(({ field }) => field);
}

/** The file of a field with its bytes; null: there is none. */
export async function fileBytes(
  trx: Trx,
  disputeId: string,
  field: EvidenceFile,
): Promise<(Omit<FileRow, 'size'> & { bytes: Buffer }) | null> {
  const [row] = await queryPrepared<Omit<FileRow, 'size'> & { bytes: Buffer }>(
    trx,
    `SELECT field, name, media_type, bytes, stripe_id, upload_id FROM (${goingFiles}) g WHERE field = $2`,
    [disputeId, field],
  );
  return row ?? null;
}

/** Stripe has this file under this id. */
export async function storeAtStripe(
  trx: Trx,
  disputeId: string,
  { field, upload_id: uploadId }: Pick<FileRow, 'field' | 'upload_id'>,
  stripeId: string,
): Promise<void> {
  if (uploadId === null)
    await queryPrepared(trx, 'UPDATE dispute_files SET stripe_id = $3 WHERE dispute_id = $1 AND field = $2', [
      disputeId,
      field,
      stripeId,
    ]);
  else
    await queryPrepared(trx, 'UPDATE dispute_uploads SET stripe_id = $2 WHERE id = $1', [uploadId, stripeId]);
}

const inMb = (bytes: number) => (bytes / 1_000_000).toFixed(1);

/**
 * Adds a file of support's; Stripe gets the new version within a minute.
 * @throws Problem `file_not_recognized`, `transition_refused` once it was submitted; `validation_failed` for a field that has
 *   a file of theirs already, and for more than Stripe takes
 */
export async function addFile(
  trx: Trx,
  disputeId: string,
  { field, name, bytes }: { field: EvidenceFile; name: string; bytes: Buffer },
  principal: Principal,
): Promise<void> {
  const { mediaType } = recognizeFile(bytes);
  await lockPack(trx, disputeId, null);
  const files = await filesOf(trx, disputeId);
  const there = files.find((file) => file.field === field && file.upload_id !== null);
  if (there)
    throw fieldsRefused([
      {
        field: 'field',
        code: 'taken',
        message: `“${evidenceNames[field]}” has ${there.name} already. Remove that one first.`,
      },
    ]);
  const others = files.filter((file) => file.field !== field).reduce((sum, { size }) => sum + size, 0);
  if (others + bytes.length > mostEvidenceBytes)
    throw fieldsRefused([
      {
        field: 'content',
        code: 'too_large',
        message: `Stripe takes ${inMb(mostEvidenceBytes)} MB in all; the other files have ${inMb(others)} MB, this one ${inMb(bytes.length)} MB. Make it smaller, or leave others out.`,
      },
    ]);
  await queryPrepared(
    trx,
    `INSERT INTO dispute_uploads (id, dispute_id, field, name, media_type, bytes, uploaded_by) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [newId('evidenceUpload'), disputeId, field, name, mediaType, bytes, principal.by],
  );
  await newVersion(trx, disputeId, principal);
  await audit(trx, principal, [
    {
      what: 'dispute.addFile',
      subject: disputeId,
      before: null,
      // Its name may be somebody's, and this log is never changed.
      after: { field, bytes: bytes.length },
    },
  ]);
}

/** Removes a file of support's; one that was made for its field goes again. @throws Problem `not_found`, `transition_refused` */
export async function removeFile(
  trx: Trx,
  disputeId: string,
  field: EvidenceFile,
  principal: Principal,
): Promise<void> {
  await lockPack(trx, disputeId, null);
  const [removed] = await queryPrepared(
    trx,
    'DELETE FROM dispute_uploads WHERE dispute_id = $1 AND field = $2 RETURNING field',
    [disputeId, field],
  );
  if (!removed) throw notFound('file');
  await refuseTooLarge(trx, disputeId);
  await newVersion(trx, disputeId, principal);
  await audit(trx, principal, [
    { what: 'dispute.removeFile', subject: disputeId, before: { field }, after: null },
  ]);
}

/** Files that come back into a pack must fit beside those that were added. @throws Problem `transition_refused` */
export async function refuseTooLarge(trx: Trx, disputeId: string): Promise<void> {
  const sum = (await filesOf(trx, disputeId)).reduce((bytes, { size }) => bytes + size, 0);
  if (sum > mostEvidenceBytes)
    throw new Problem(
      'transition_refused',
      `The files would have ${inMb(sum)} MB then, and Stripe takes ${inMb(mostEvidenceBytes)} MB in all. Leave some out first. Nothing was changed.`,
      { accepts: [] },
    );
}
