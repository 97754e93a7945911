/** Assigns an import's waiting rows to a member of staff. */

import type { ImportFile } from '@holdfast/shared/imports';
import { requireColleague } from '../accounts/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { Import } from './Import.ts';
import { showImport } from './importQueries.ts';

/**
 * Assigns an import, or unassigns it. Whole imports, not rows: one decision applies to every row with the same reference,
 * and the dry run that follows it is the file's.
 * @throws Problem `not_found`; `validation_failed` for somebody who isn't of the staff
 */
export async function assignImport(
  trx: Trx,
  engine: Engine,
  id: string,
  ownerId: string | null,
  principal: Principal,
): Promise<ImportFile> {
  if (ownerId !== null) await requireColleague(trx, ownerId);
  const file = await Import.query(trx).findById(id).forNoKeyUpdate();
  if (!file) throw notFound('import');
  if (file.ownerId !== ownerId) {
    await Import.query(trx).findById(id).patch({ ownerId });
    await audit(trx, principal, [
      { what: 'import.assign', subject: id, before: { ownerId: file.ownerId }, after: { ownerId } },
    ]);
  }
  return showImport(trx, engine, id);
}
