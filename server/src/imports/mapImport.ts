/** Says how a file is read: its columns, its decimal mark, its dates, its sheet. */
import type { ImportFile, newMapping } from '@holdfast/shared/imports';
import { headerFingerprint, missingFromMapping } from '@holdfast/shared/imports/broker';
import { raw } from 'objection';
import type { z } from 'zod';
import type { Engine } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { checkAgain } from './checkAgain.ts';
import { Import } from './Import.ts';
import { ImportMapping } from './ImportMapping.ts';
import { showImport } from './importQueries.ts';
import { type Chosen, chosen, fileReading, head } from './layout.ts';
import { isSameMapping, mappingOf, standingMapping } from './mappings.ts';
import { StoredCorrection } from './StoredCorrection.ts';

/**
 * Stores how a file is read and checks it again; before it is applied, and as often as somebody likes.
 * @throws Problem `not_found`; `transition_refused` once it is applied; `validation_failed` with what the mapping lacks
 */
export async function mapImport(
  trx: Trx,
  engine: Engine,
  id: string,
  wanted: z.output<typeof newMapping>,
  principal: Principal,
): Promise<ImportFile> {
  const row = await Import.query(trx).findById(id).forNoKeyUpdate();
  if (!row) throw notFound('import');
  const { accepts } = await showImport(trx, engine, id);
  if (!accepts.includes('check'))
    throw new Problem('transition_refused', `This import is ${row.state}; how it is read can’t be changed.`, {
      accepts,
    });
  const before = chosen.parse(row.chosen);
  const [now] = await queryPrepared<{ at: Date }>(trx, 'SELECT now() AS at');
  const by = { by: principal.by, at: (now as { at: Date }).at.toISOString() };
  const after = chosenAnew(row, before, wanted, by);
  // The lines of another sheet are other lines.
  if (after.sheet !== before.sheet) await StoredCorrection.query(trx).delete().where({ import_id: id });
  await Import.query(trx).findById(id).patch({ chosen: after });
  await audit(trx, principal, [
    { what: 'import.map', subject: id, before: answersOf(before), after: answersOf(after) },
  ]);
  await checkAgain(trx, engine, id, principal);
  return showImport(trx, engine, id);
}

function chosenAnew(
  row: Import,
  before: Chosen,
  { fields, sheet, ...answers }: z.output<typeof newMapping>,
  by: { by: string; at: string },
): Chosen {
  if (sheet !== undefined && sheet !== fileReading.nullable().parse(row.reading)?.sheet) {
    if (
      !fileReading
        .nullable()
        .parse(row.reading)
        ?.sheets.some(({ name }) => name === sheet)
    )
      throw fieldsRefused([{ field: 'sheet', code: 'unknown', message: 'This workbook has no such sheet.' }]);
    // Another sheet has other columns.
    return { sheet, ...by };
  }
  const next: Chosen = { ...before, ...definedOf(answers), ...(sheet === undefined ? {} : { sheet }), ...by };
  if (fields === undefined) return next;
  const { headers } = head.parse(row.head);
  const mapping = mappingOf(fields, headers);
  const missing = missingFromMapping(mapping, row.eventId !== null);
  if (missing !== null)
    throw fieldsRefused([{ field: 'fields', code: 'mapping_incomplete', message: missing }]);
  // The columns as they are known already need nobody's word, and are no mapping to remember.
  const isKnown = row.layout !== null && isSameMapping(mapping, standingMapping(row, headers, before.fields));
  return isKnown ? next : { ...next, fields: mapping as Record<string, string> };
}

/** What was answered, without who and when, which the log keeps itself. */
const answersOf = ({ by: _by, at: _at, ...answers }: Chosen) => answers;

const definedOf = <Answers extends object>(answers: Answers): Partial<Answers> =>
  Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined)) as Partial<Answers>;

/** Remembers the columns that a person chose, for later files with the same header: the file is being applied. */
export async function rememberMapping(trx: Trx, id: string): Promise<void> {
  const row = await Import.query(trx).findById(id);
  if (!row) return;
  const { fields, by } = chosen.parse(row.chosen);
  if (!fields || by === undefined) return;
  const { headers } = head.parse(row.head);
  await ImportMapping.query(trx)
    .insert({
      fingerprint: headerFingerprint(headers),
      fields: mappingOf(fields, headers),
      createdBy: by,
      createdAt: raw('now()'),
    })
    .onConflict('fingerprint')
    .merge();
}
