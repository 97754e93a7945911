/** What the survey of a file comes to: its columns and how its cells are read, or what a person must say first. */
import { type BrokerFormat, type ColumnEvidence, decideReading } from '@holdfast/shared/imports/broker';
import type { Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import type { Import } from './Import.ts';
import { chosen, type FileReading, type Head, type Layout, recogniseLayout } from './layout.ts';
import type { Survey } from './reader/protocol.ts';
import { isSecret } from './readLines.ts';
import type { Source } from './source.ts';

export interface Found {
  /** Null when a person must say first what the columns mean, or how the cells are read. */
  layout: Layout | null;
  /** The columns as they are known; null for an unknown header. */
  format: BrokerFormat | null;
  head: Head;
  reading: FileReading;
  /** Columns before the broker's own, which a report of ours put there. */
  skipped: number;
  reportOf: string | null;
  /** As the survey knows it. */
  source: Source;
}

const asked = 'Some of its cells read two ways. Say how they are meant; nothing is checked before.';

/** @throws Problem `file_not_recognized` for a file of one line, or a header that can't be kept */
export async function readingOf(trx: Trx, file: Import, survey: Survey): Promise<Found> {
  const { headers, skipped, reportOf, found } = await recogniseLayout(
    trx,
    file,
    survey.header,
    survey.samples,
  );
  const evidence = Object.fromEntries(
    headers.map((header, at) => [header, survey.columns[at + skipped] as ColumnEvidence]),
  );
  const answers = chosen.parse(file.chosen);
  const format = typeof found === 'string' ? { name: 'mapped' as const, headers: {} } : found.format;
  const { reading: rules, questions } = decideReading(format, evidence, answers);
  const reading = { ...rules, sheets: survey.sheets, sheet: survey.sheet };
  const message = typeof found === 'string' ? found : questions.length > 0 ? asked : '';
  const samples = survey.samples.map((cells) =>
    cells.slice(skipped).map((cell, at) => (isSecret(headers[at] ?? '') ? '' : cell)),
  );
  const known = typeof found === 'string' || questions.length > 0 ? null : found;
  if (known === null && samples.length === 0)
    throw new Problem(
      'file_not_recognized',
      'The file has one line only, and it is no header that is known.',
    );
  return {
    layout: known === null ? null : { ...known, format: { ...known.format, reading: rules } },
    format: typeof found === 'string' ? null : found.format,
    head: { headers, samples, message, evidence },
    reading,
    skipped,
    reportOf,
    source:
      file.source.kind === 'csv' && survey.encoding !== null
        ? { ...file.source, encoding: survey.encoding }
        : file.source,
  };
}
