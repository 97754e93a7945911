/** Shows what a file's columns mean and how its cells are read, as a person has it so far, with its first rows. */
import type { ImportMapping, newMapping } from '@holdfast/shared/imports';
import {
  type BrokerFormat,
  decideReading,
  missingFromMapping,
  readingInWords,
} from '@holdfast/shared/imports/broker';
import type { z } from 'zod';
import type { Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { Import } from './Import.ts';
import { chosen, fileReading, head } from './layout.ts';
import { mappingOf, standingMapping } from './mappings.ts';
import { readLine } from './readLines.ts';
import { wordsOf } from './rowQueries.ts';

const previewRows = 6;
const askedCodes: Record<string, string[]> = {
  decimalMark: ['ambiguous_amount'],
  dateOrder: ['not_a_time', 'not_a_date'],
};

/**
 * @param wanted what a person has it so far; as it stands, or the marketplace's own proposal, where null
 * @throws Problem `not_found`, also for a file that is applied or was never looked at
 */
export async function showMapping(
  trx: Trx,
  importId: string,
  wanted: z.output<typeof newMapping> | null,
): Promise<ImportMapping> {
  const row = await Import.query(trx).findById(importId);
  if (!row || !['toMap', 'checked'].includes(row.state) || row.head === null) throw notFound('mapping');
  const { headers, samples, message, evidence } = head.parse(row.head);
  const answered = chosen.parse(row.chosen);
  const mapping = wanted?.fields
    ? mappingOf(wanted.fields, headers)
    : standingMapping(row, headers, answered.fields);
  const asIs: BrokerFormat = { name: 'mapped', headers: mapping as Record<string, string> };
  const { reading, questions } = decideReading(asIs, evidence, {
    decimalMark: wanted?.decimalMark ?? answered.decimalMark,
    dateOrder: wanted?.dateOrder ?? answered.dateOrder,
  });
  const format = { ...asIs, reading };
  // What a question is about isn't wrong.
  const asked = new Set(questions.flatMap(({ rule }) => askedCodes[rule]));
  const { sheets, sheet } = fileReading.nullable().parse(row.reading) ?? { sheets: [], sheet: null };
  return {
    fields: mapping as Record<string, string>,
    headers,
    samples,
    message,
    missing: missingFromMapping(mapping, row.eventId !== null),
    words: readingInWords(reading),
    questions,
    sheets,
    sheet,
    preview: samples.slice(0, previewRows).map((cells, index) => {
      const { row: plan, record, problems } = readLine(format, headers, { cells, line: index + 2 });
      return {
        line: index + 2,
        ...wordsOf(format, { plan, record, event_name: null }),
        problems: problems.filter(({ code }) => !asked.has(code)).map((problem) => problem.message),
      };
    }),
  };
}
