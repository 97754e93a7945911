/** Recognizes a file's columns: by a known format, or by a stored mapping of its header. */
import {
  type BrokerFormat,
  type BrokerMapping,
  headerFingerprint,
  knownFormats,
  missingFromMapping,
  recognizeFormat,
} from '@holdfast/shared/imports/broker';
import { z } from 'zod';
import type { Trx } from '../platform/db/index.ts';
import { ImportMapping } from './ImportMapping.ts';
import { headersOf } from './readLines.ts';

/** As kept with the import. */
export const layout = z.object({
  name: z.enum(['sync', 'skybox', 'vivid', 'seatRange', 'unseated', 'mapped']),
  headers: z.record(z.string(), z.string()),
});
/** Header and first rows of a file whose columns must be mapped, as stored with the import. */
export const head = z.object({
  headers: z.array(z.string()),
  samples: z.array(z.array(z.string())),
  message: z.string(),
});
export type Head = z.output<typeof head>;

export interface Layout {
  format: BrokerFormat;
  /** Each with a name of its own. */
  headers: string[];
  /** Who mapped it. */
  mapped: { by: string; at: Date } | null;
}

/** As people call the format. */
export const formatTitle = ({ name }: Pick<BrokerFormat, 'name'>): string =>
  name === 'mapped' ? 'mapped columns' : knownFormats[name].title;

/** @returns the layout, or the sentence that says why the header isn't known */
export async function recogniseLayout(
  trx: Trx,
  cells: readonly string[],
  namesEvent: boolean,
): Promise<Layout | string> {
  const recognised = recognizeFormat(cells.map((cell) => cell.trim()));
  const headers = headersOf(cells);
  if (recognised.ok) return { format: recognised.format, headers, mapped: null };
  const kept = await ImportMapping.query(trx).findById(headerFingerprint(headers));
  if (!kept) return recognised.message;
  // The stored mapping relies on a game chosen for the whole file, which this file lacks.
  const missing = missingFromMapping(kept.fields, namesEvent);
  if (missing !== null) return missing;
  return {
    format: { name: 'mapped', headers: spelledAs(headers, kept.fields) },
    headers,
    mapped: { by: kept.createdBy, at: kept.createdAt },
  };
}

/** The same column may be spelled in another case today. */
function spelledAs(headers: readonly string[], fields: BrokerMapping): Record<string, string> {
  const simple = (text: string) => headerFingerprint([text]);
  const spelled = new Map(headers.map((header) => [simple(header), header]));
  return Object.fromEntries(
    Object.entries(fields).map(([field, header]) => [field, spelled.get(simple(header)) ?? header]),
  );
}
