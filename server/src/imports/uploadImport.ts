/** Stores an uploaded file and queues its dry run. */
import type { ImportFile, newImport } from '@holdfast/shared/imports';
import { importMachine } from '@holdfast/shared/imports/machines';
import { marketplaceZone, wallTimeOf } from '@holdfast/shared/time';
import type { z } from 'zod';
import { requireConsignor } from '../consignors/consignors.ts';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { brokenConstraint, queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, Problem } from '../platform/problem.ts';
import { ImportPart } from './ImportPart.ts';
import { showImport } from './importQueries.ts';
import type { SpooledUpload } from './spoolUpload.ts';

/**
 * Keeps the file and queues its dry run.
 * @throws Problem `same_file` with the `importId` of the first upload, `not_found`, or `validation_failed`
 */
export async function uploadImport(
  trx: Trx,
  engine: Engine,
  { consignorId, fileName, eventId }: z.output<typeof newImport>,
  upload: Pick<SpooledUpload, 'hash' | 'source' | 'estimatedLines' | 'parts'>,
  principal: Principal,
): Promise<ImportFile> {
  await requireConsignor(trx, consignorId);
  if (eventId !== undefined) await requireOpenEvent(trx, eventId);
  // A list of seats alone may come for one game after the other: it is the same file for the same game only.
  const hash = eventId === undefined ? upload.hash : `${upload.hash}:${eventId}`;
  await refuseSameFile(trx, consignorId, hash);
  const id = newId('import');
  const [now] = await queryPrepared<{ at: Date }>(trx, 'SELECT now() AS at');
  const at = (now as { at: Date }).at.toISOString();
  const created = engine.create(importMachine, { id, input: {}, at, by: principal.by });
  await insertImport(trx, [
    id,
    consignorId,
    // PostgreSQL keeps neither NUL nor half a surrogate pair.
    fileName.toWellFormed().replaceAll('\u0000', '\uFFFD'),
    hash,
    eventId ?? null,
    JSON.stringify(upload.source),
    upload.estimatedLines,
    principal.by,
    created.state,
    JSON.stringify(created.snapshot),
    created.machineVersion,
  ]);
  let part = 0;
  for await (const bytes of upload.parts())
    await ImportPart.query(trx).insert({ importId: id, part: part++, bytes });
  await engine.recordCreated(trx, [created]);
  const [outcome] = await engine.apply(trx, [
    messageTo(importMachine, id, { type: 'check' }, { by: principal.by }),
  ]);
  if (outcome?.kind !== 'applied') throw new Error(`${id} answered ${outcome?.kind} to its first check`);
  await audit(trx, principal, [
    { what: 'import.upload', subject: id, after: { consignorId, eventId, fileName: fileName.slice(0, 200) } },
  ]);
  return showImport(trx, engine, id);
}

async function requireOpenEvent(trx: Trx, eventId: string): Promise<void> {
  const [event] = await queryPrepared<{ open: boolean }>(
    trx,
    `SELECT starts_at > now() AND status <> 'cancelled' AS open FROM catalog_calendar WHERE id = $1`,
    [eventId],
  );
  if (event?.open) return;
  const message = event ? 'This game is over or cancelled.' : 'This game isn’t in the catalogue.';
  throw fieldsRefused([{ field: 'eventId', code: 'event_not_open', message }]);
}

async function refuseSameFile(trx: Trx, consignorId: string, hash: string): Promise<void> {
  const [same] = await queryPrepared<{ id: string; file_name: string; created_at: Date }>(
    trx,
    `SELECT id, file_name, created_at FROM imports
     WHERE consignor_id = $1 AND file_hash = $2 AND NOT import_is_ended(state)`,
    [consignorId, hash],
  );
  if (same)
    throw new Problem(
      'same_file',
      `The same file came as ${same.file_name} on ${wallTimeOf(same.created_at.toISOString(), marketplaceZone).slice(0, 10)}. Look at that import instead.`,
      { importId: same.id },
    );
}

/** The uploader owns the import; one from a feed waits for an owner. */
async function insertImport(trx: Trx, values: unknown[]): Promise<void> {
  try {
    await queryPrepared(
      trx,
      `INSERT INTO imports (id, consignor_id, file_name, file_hash, format, event_id, source, row_count, created_by, state, snapshot,
         machine_version, version, owner_id)
       VALUES ($1, $2, $3, $4, '', $5, $6, $7, $8, $9, $10, $11, 1, (SELECT id FROM accounts_people_named WHERE id = $8))`,
      values,
    );
  } catch (error) {
    if (brokenConstraint(error) !== 'imports_same_file') throw error;
    throw new Problem('same_file', 'Somebody uploads the same file right now. Look at that import instead.');
  }
}
