/** Recognizes a file's columns: as a person chose them, by its own report, a stored mapping, or a known format. */
import { dateOrders, decimalMarks } from '@holdfast/shared/imports';
import {
  type BrokerFormat,
  type BrokerMapping,
  type ColumnEvidence,
  headerFingerprint,
  knownFormats,
  missingFromMapping,
  recognizeFormat,
  reportColumnsOf,
} from '@holdfast/shared/imports/broker';
import { z } from 'zod';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import type { Import } from './Import.ts';
import { ImportMapping } from './ImportMapping.ts';
import { headersOf } from './readLines.ts';

const rules = z.object({
  decimalMark: z.enum(decimalMarks).nullable(),
  isMarkChosen: z.boolean(),
  dateOrder: z.enum(dateOrders).nullable(),
});

/** As kept with the import. */
export const layout = z.object({
  name: z.enum(['sync', 'skybox', 'vivid', 'seatRange', 'unseated', 'mapped']),
  headers: z.record(z.string(), z.string()),
  reading: rules.optional(),
});

/** What a person answered for this file. */
export const chosen = z.object({
  fields: z.record(z.string(), z.string()).optional(),
  decimalMark: z.enum(decimalMarks).optional(),
  dateOrder: z.enum(dateOrders).optional(),
  sheet: z.string().optional(),
  by: z.string().optional(),
  at: z.string().optional(),
});
export type Chosen = z.output<typeof chosen>;

/** How a file is read, as stored with the import. */
export const fileReading = z.object({
  ...rules.shape,
  sheets: z.array(z.object({ name: z.string(), isHidden: z.boolean(), isEmpty: z.boolean() })),
  sheet: z.string().nullable(),
});
export type FileReading = z.output<typeof fileReading>;

/** Header and first rows of a file with what its cells say, as stored with the import. */
export const head = z.object({
  headers: z.array(z.string()),
  samples: z.array(z.array(z.string())),
  /** Why a person is asked; empty when nobody is. */
  message: z.string(),
  evidence: z.record(z.string(), z.custom<ColumnEvidence>()).default({}),
});
export type Head = z.output<typeof head>;

export interface Layout {
  format: BrokerFormat;
  /** Who mapped it. */
  mapped: { by: string; at: Date } | null;
}

/** A header: the broker's own columns, and what they mean or why nobody knows. */
export interface FoundLayout {
  /** Each with a name of its own. */
  headers: string[];
  /** Columns before these, which a report of ours put there. */
  skipped: number;
  reportOf: string | null;
  found: Layout | string;
}

/** As people call the format. */
export const formatTitle = ({ name }: Pick<BrokerFormat, 'name'>): string =>
  name === 'mapped' ? 'mapped columns' : knownFormats[name].title;

/**
 * @param samples the first rows: a report names its import in them
 * @throws Problem `file_not_recognized` for a header that can't be kept
 */
export async function recogniseLayout(
  trx: Trx,
  file: Pick<Import, 'id' | 'consignorId' | 'eventId' | 'chosen'>,
  header: readonly string[],
  samples: ReadonlyArray<readonly string[]>,
): Promise<FoundLayout> {
  const skipped = reportColumnsOf(header);
  const cells = header.slice(skipped).map((cell) => cell.trim());
  const headers = headersOf(cells);
  const found = { headers, skipped, reportOf: null };
  const { fields, by, at } = chosen.parse(file.chosen);
  if (fields)
    return {
      ...found,
      found: {
        format: { name: 'mapped', headers: fields },
        mapped: by && at ? { by, at: new Date(at) } : null,
      },
    };
  if (skipped > 0) {
    const source = await importOfReport(trx, file, headers, samples);
    if (source) return { ...found, reportOf: source.id, found: { format: source.layout, mapped: null } };
  }
  return { ...found, found: await byHeader(trx, headers, cells, file.eventId !== null) };
}

/** @returns the layout, or the sentence that says why the header isn't known */
async function byHeader(
  trx: Trx,
  headers: readonly string[],
  cells: readonly string[],
  namesEvent: boolean,
): Promise<Layout | string> {
  const kept = await ImportMapping.query(trx).findById(headerFingerprint(headers));
  if (!kept) {
    const recognised = recognizeFormat(cells);
    return recognised.ok ? { format: recognised.format, mapped: null } : recognised.message;
  }
  // The stored mapping relies on a game chosen for the whole file, which this file lacks.
  const missing = missingFromMapping(kept.fields, namesEvent);
  if (missing !== null) return missing;
  return {
    format: { name: 'mapped', headers: spelledAs(headers, kept.fields) },
    mapped: { by: kept.createdBy, at: kept.createdAt },
  };
}

/** The import that a report of ours reports on: it names it, or else the last one with the same header. */
async function importOfReport(
  trx: Trx,
  { id, consignorId }: Pick<Import, 'id' | 'consignorId'>,
  headers: readonly string[],
  samples: ReadonlyArray<readonly string[]>,
): Promise<{ id: string; layout: BrokerFormat } | null> {
  const rows = await queryPrepared<{ id: string; layout: unknown; headers: string[] | null }>(
    trx,
    `SELECT id, layout, head -> 'headers' AS headers FROM imports
     WHERE consignor_id = $1 AND id <> $2 AND layout IS NOT NULL ORDER BY id = $3 DESC, created_at DESC LIMIT 100`,
    [consignorId, id, samples[0]?.[0] ?? ''],
  );
  const source = rows.find(
    (row) => row.headers !== null && headerFingerprint(row.headers) === headerFingerprint(headers),
  );
  if (!source) return null;
  const { name, headers: columns } = layout.parse(source.layout);
  return { id: source.id, layout: { name, headers: columns } };
}

/** The same column may be spelled in another case today. */
function spelledAs(headers: readonly string[], fields: BrokerMapping): Record<string, string> {
  const simple = (text: string) => headerFingerprint([text]);
  const spelled = new Map(headers.map((header) => [simple(header), header]));
  return Object.fromEntries(
    Object.entries(fields).map(([field, header]) => [field, spelled.get(simple(header)) ?? header]),
  );
}
