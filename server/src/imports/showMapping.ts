/** Proposes a mapping for an unknown header and previews its first rows. */
import type { ImportMapping } from '@holdfast/shared/imports';
import { type BrokerMapping, missingFromMapping, proposeMapping } from '@holdfast/shared/imports/broker';
import type { Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { mappingOf } from './actOnImport.ts';
import { Import } from './Import.ts';
import { head } from './layout.ts';
import { readLine } from './readLines.ts';
import { wordsOf } from './rowQueries.ts';

const previewRows = 6;

/**
 * @param fields our field by the file's column, as a person has it so far; the marketplace's own proposal where null
 * @throws Problem `not_found`, also for a file whose columns are known
 */
export async function showMapping(
  trx: Trx,
  importId: string,
  fields: Record<string, string> | null,
): Promise<ImportMapping> {
  const row = await Import.query(trx).findOne({ id: importId, state: 'toMap' });
  if (!row) throw notFound('mapping');
  const { headers, samples, message } = head.parse(row.head);
  const mapping: BrokerMapping = fields === null ? proposeMapping(headers) : mappingOf(fields, headers);
  const format = { name: 'mapped', headers: mapping } as const;
  return {
    fields: mapping as Record<string, string>,
    headers,
    samples,
    message,
    missing: missingFromMapping(mapping, row.eventId !== null),
    preview: samples.slice(0, previewRows).map((cells, index) => {
      const { row: plan, record, problems } = readLine(format, headers, { cells, line: index + 2 });
      return {
        line: index + 2,
        ...wordsOf(format, { plan, record, event_name: null }),
        problems: problems.map((problem) => problem.message),
      };
    }),
  };
}
