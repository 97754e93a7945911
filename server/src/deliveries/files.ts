/** Files of deliveries: tickets as PDF or picture, and pictures that prove a transfer. They lie in the database. */
import { type DeliveryFile, largestDeliveryFileBytes, mostDeliveryFiles } from '@holdfast/shared/deliveries';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { lockDelivery } from './actOnDelivery.ts';
import { keepBarcodes, type NewBarcode } from './barcodes.ts';

/** Files are recognized by how they begin, never by their name. */
const beginnings: ReadonlyArray<[begins: RegExp, mediaType: DeliveryFile['mediaType'], ending: string]> = [
  [/^255044462d/, 'application/pdf', 'pdf'],
  [/^89504e470d0a1a0a/, 'image/png', 'png'],
  [/^ffd8ff/, 'image/jpeg', 'jpg'],
];

/** @throws Problem `file_not_recognized` for what is neither PDF, PNG nor JPEG; `body_too_large`; `validation_failed` when empty */
export function recognizeFile(bytes: Buffer): { mediaType: DeliveryFile['mediaType']; ending: string } {
  if (bytes.length === 0)
    throw fieldsRefused([{ field: 'content', code: 'empty', message: 'The file is empty.' }]);
  if (bytes.length > largestDeliveryFileBytes)
    throw new Problem(
      'body_too_large',
      `A file may have at most ${largestDeliveryFileBytes / 1024 / 1024} MB. Nothing was saved.`,
    );
  const begin = bytes.subarray(0, 16).toString('hex');
  const found = beginnings.find(([begins]) => begins.test(begin));
  if (!found)
    throw new Problem('file_not_recognized', 'Upload a PDF, a PNG or a JPEG picture. Nothing was saved.');
  return { mediaType: found[1], ending: found[2] };
}

/** States in which files may be added or removed: what the fan has got stays as it is. */
const takesFiles: ReadonlySet<string> = new Set(['waiting', 'due', 'overdue', 'refused', 'failed']);

/** Files with their bytes, to be stored. */
export interface NewFile {
  name: string;
  ticketId: string | null;
  isProof: boolean;
  bytes: Buffer;
  /** What was read on it. */
  barcodes: readonly string[];
}

/**
 * Stores files of a delivery that isn't sent.
 * @returns their ids
 * @throws Problem `not_found`, `transition_refused` after it was sent, `file_not_recognized`; `validation_failed` also for a
 *   barcode that another page has, or that a fan of the event got before
 */
export async function addFiles(
  trx: Trx,
  deliveryId: string,
  files: readonly NewFile[],
  principal: Principal,
): Promise<string[]> {
  const delivery = await lockDelivery(trx, deliveryId);
  refuseSent(delivery.state);
  const [known] = await queryPrepared<{ count: number; tickets: string[] }>(
    trx,
    `SELECT (SELECT count(*)::int FROM delivery_files f WHERE f.delivery_id = d.id) AS count,
       coalesce((SELECT array_agg(t.id) FROM tickets_admissions t WHERE t.reservation_id = d.reservation_id
         AND t.listing_id = d.listing_id AND t.state = 'sold'), '{}') AS tickets
     FROM deliveries d WHERE d.id = $1`,
    [deliveryId],
  );
  if ((known?.count ?? 0) + files.length > mostDeliveryFiles)
    throw fieldsRefused([
      { field: 'content', code: 'too_many', message: `A delivery has at most ${mostDeliveryFiles} files.` },
    ]);
  const ids: string[] = [];
  const read: NewBarcode[] = [];
  for (const { name, ticketId, isProof, bytes, barcodes } of files) {
    if (ticketId !== null && !known?.tickets.includes(ticketId))
      throw fieldsRefused([
        { field: 'ticketId', code: 'unknown', message: 'This ticket isn’t of this delivery.' },
      ]);
    const { mediaType } = recognizeFile(bytes);
    const id = newId('deliveryFile');
    await queryPrepared(
      trx,
      `INSERT INTO delivery_files (id, delivery_id, ticket_id, is_proof, name, media_type, bytes, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, deliveryId, ticketId, isProof, name, mediaType, bytes, principal.by],
    );
    ids.push(id);
    read.push(...barcodes.map((code) => ({ code, ticketId, fileId: id, field: 'content' })));
  }
  await keepBarcodes(trx, delivery, read);
  await audit(trx, principal, [
    { what: 'delivery.upload', subject: deliveryId, after: { files: files.map(({ name }) => name) } },
  ]);
  return ids;
}

function refuseSent(state: string): void {
  if (!takesFiles.has(state))
    throw new Problem('transition_refused', 'It was sent: its files stay as the fan got them.', {
      accepts: [],
    });
}

/** Removes a file of a delivery that isn't sent. @throws Problem `not_found`, `transition_refused` after it was sent */
export async function removeFile(
  trx: Trx,
  deliveryId: string,
  fileId: string,
  principal: Principal,
): Promise<void> {
  refuseSent((await lockDelivery(trx, deliveryId)).state);
  const [gone] = await queryPrepared<{ name: string }>(
    trx,
    'DELETE FROM delivery_files WHERE id = $1 AND delivery_id = $2 RETURNING name',
    [fileId, deliveryId],
  );
  if (!gone) throw notFound('file');
  await audit(trx, principal, [
    { what: 'delivery.removeFile', subject: deliveryId, before: { file: gone.name }, after: { file: null } },
  ]);
}

/** A file as it is sent to a browser. @throws Problem `not_found` */
export async function readFile(
  trx: Trx,
  deliveryId: string,
  fileId: string,
): Promise<{
  name: string;
  mediaType: DeliveryFile['mediaType'];
  isProof: boolean;
  /** Its ticket was refunded: it is its fan's no longer. */
  isRefunded: boolean;
  bytes: Buffer;
}> {
  const [row] = await queryPrepared<{
    name: string;
    media_type: DeliveryFile['mediaType'];
    is_proof: boolean;
    is_refunded: boolean;
    bytes: Buffer;
  }>(
    trx,
    `SELECT f.name, f.media_type, f.is_proof, f.bytes,
       EXISTS (SELECT 1 FROM tickets_admissions t WHERE t.id = f.ticket_id AND t.state = 'refunded') AS is_refunded
     FROM delivery_files f WHERE f.id = $1 AND f.delivery_id = $2`,
    [fileId, deliveryId],
  );
  if (!row) throw notFound('file');
  return {
    name: row.name,
    mediaType: row.media_type,
    isProof: row.is_proof,
    isRefunded: row.is_refunded,
    bytes: row.bytes,
  };
}
