/** Consignors as a file: what its columns mean, a dry run of its rows, and applying them. */
import { z } from 'zod';
import { idOf } from '../http/index.ts';
import { readTable, type TableHeads } from '../tables/index.ts';
import { profileNames } from './profile.ts';

/** The most consignors that one file may have. */
export const mostConsignors = 1_000;

/** The columns of the file in their order, and the names that other files give them. */
const heads = {
  id: ['id', 'consignor id'],
  name: ['name', 'display name', 'consignor'],
  legalName: ['legalname', 'legal name', 'company'],
  email: ['email', 'e-mail', 'email address'],
  otherEmails: ['otheremails', 'other emails', 'cc'],
  phone: ['phone', 'telephone', 'mobile'],
  address: ['address', 'street', 'street address', 'address 1'],
  city: ['city', 'town'],
  region: ['region', 'state', 'province', 'state or province'],
  postalCode: ['postalcode', 'postal code', 'zip', 'zip code'],
  country: ['country', 'country code'],
  timeZone: ['timezone', 'time zone'],
  language: ['language'],
  plan: ['plan'],
  payoutDays: ['payoutdays', 'payout days'],
  tags: ['tags', 'labels'],
  notes: ['notes', 'comment', 'comments'],
} as const satisfies TableHeads<string>;
/** A column of the file. */
export type ConsignorColumn = keyof typeof heads;
/** The columns of the file. */
export const consignorColumns = Object.keys(heads) as ConsignorColumn[];
/** What separates the values of one cell. */
export const listSeparator = '; ';

/** @returns the rows with the columns that the text has, or in words why it is none */
export function readConsignorText(text: string): { rows: ConsignorFileRow[] } | { problem: string } {
  const read = readTable(text, heads, ['name', 'email'], 'consignor');
  if ('problem' in read) return read;
  return {
    rows: read.rows.map((row) => Object.fromEntries(read.columns.map((column) => [column, row[column]]))),
  };
}

const cell = z.string().trim().max(2_000).optional();
/** One consignor as text. A column that the file doesn't have is left out: what is known stays. */
export const consignorFileRow = z
  .object(
    Object.fromEntries(consignorColumns.map((column) => [column, cell])) as Record<
      ConsignorColumn,
      typeof cell
    >,
  )
  .meta({ description: 'Cells as text; lists are separated by semicolons' });
/** One consignor as text. */
export type ConsignorFileRow = z.input<typeof consignorFileRow>;

/** The consignors of a file. */
export const consignorFile = z.object({
  rows: z
    .array(consignorFileRow)
    .min(1, 'Add at least one consignor.')
    .max(mostConsignors, `At most ${mostConsignors} consignors at once.`),
  makePlans: z
    .array(z.string().trim().min(1).max(60))
    .max(50)
    .default([])
    .meta({ description: 'Plans that no consignor has yet, and that are meant' }),
});
const plannedRow = z.object({
  outcome: z.enum(['created', 'changed', 'unchanged', 'refused']),
  message: z.string(),
  consignorId: idOf('consignor').nullable(),
});
/** What a row of a file of consignors means. */
export type PlannedConsignor = z.infer<typeof plannedRow>;
/** A file that is applied as its dry run showed it. */
export const appliedConsignorFile = consignorFile.extend({
  seen: z
    .array(plannedRow)
    .max(mostConsignors)
    .meta({ description: 'The rows of the dry run; where one would be something else now, all are refused' }),
});
/** What a file of consignors means, row by row. */
export const consignorFilePlan = z
  .object({
    rows: z.array(plannedRow),
    counts: z.object({ created: z.int(), changed: z.int(), unchanged: z.int(), refused: z.int() }),
    unknownPlans: z.array(z.string()),
  })
  .meta({ id: 'ConsignorFilePlan' });
/** What a file of consignors means, row by row. */
export type ConsignorFilePlan = z.infer<typeof consignorFilePlan>;

/** What a consignor's cell says of each column. @param record anything that has the fields of a consignor */
export function consignorCells(
  record: Readonly<Record<ConsignorColumn, unknown>>,
): Record<ConsignorColumn, string> {
  const text = (value: unknown) =>
    Array.isArray(value)
      ? value.join(listSeparator)
      : value === null || value === undefined
        ? ''
        : String(value);
  return Object.fromEntries(consignorColumns.map((column) => [column, text(record[column])])) as Record<
    ConsignorColumn,
    string
  >;
}

const lists: ReadonlySet<string> = new Set(['otherEmails', 'tags']);

/** The fields of a correction that a row gives, unchecked. An empty plan or number of days says nothing. */
export function fieldsOfRow(row: ConsignorFileRow): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const column of ['name', 'email', 'plan', ...profileNames] as const) {
    const text = row[column]?.trim();
    if (text === undefined || (text === '' && (column === 'plan' || column === 'payoutDays'))) continue;
    fields[column] = cellValue(column, text);
  }
  return fields;
}

function cellValue(column: ConsignorColumn, text: string): unknown {
  if (lists.has(column))
    return text
      .split(';')
      .map((each) => each.trim())
      .filter(Boolean);
  if (column === 'payoutDays') return /^\d+$/.test(text) ? Number(text) : text;
  if (column === 'language') return text.toLowerCase() || null;
  if (column === 'country') return text.toUpperCase();
  return text;
}
