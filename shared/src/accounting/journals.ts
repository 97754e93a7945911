/** Journals for accounting software: the books' sums of each day, as its import takes them. */
import { z } from 'zod';
import { day } from '../http/index.ts';
import { accountIds } from './chart.ts';

/** Who reads a journal. */
export const journalFormats = {
  neutral: 'Any program (CSV)',
  xero: 'Xero, manual journals',
  quickBooks: 'QuickBooks Online, journal entries',
  datev: 'DATEV, Buchungsstapel (EXTF)',
} as const;
/** Who reads a journal. */
export type JournalFormat = keyof typeof journalFormats;

const number = z
  .string()
  .trim()
  .max(10, 'At most 10 characters.')
  .nullish()
  .transform((text) => text || null);
const name = z
  .string()
  .trim()
  .max(100, 'At most 100 characters.')
  .nullish()
  .transform((text) => text || null);
/** What an account is called in the accounting software. */
export const accountCode = z.object({
  number: number.meta({ description: 'For Xero and DATEV' }),
  name: name.meta({ description: 'For QuickBooks Online; sub-accounts as `Parent:Child`' }),
});
/** What an account is called in the accounting software. */
export type AccountCode = z.output<typeof accountCode>;

const whole = (most: number) =>
  z
    .int(`Give a whole number of up to ${most}.`)
    .min(1, `Give a whole number of up to ${most}.`)
    .max(most, `Give a whole number of up to ${most}.`);
const datev = z.object({
  consultant: whole(9_999_999).nullish().meta({ description: 'Beraternummer' }),
  client: whole(99_999).nullish().meta({ description: 'Mandantennummer' }),
  clearing: z
    .string()
    .trim()
    .regex(/^\d{0,8}$/, 'An account has 4 to 8 digits.')
    .nullish()
    .meta({ description: 'Verrechnungskonto: the other side of each line; even at the end of each day' }),
  accountLength: z
    .int()
    .min(4, 'Accounts have 4 to 8 digits.')
    .max(8, 'Accounts have 4 to 8 digits.')
    .default(4)
    .meta({ description: 'Sachkontenlänge' }),
  yearBegins: z
    .int()
    .min(1, 'A month is 1 to 12.')
    .max(12, 'A month is 1 to 12.')
    .default(1)
    .meta({ description: 'The first month of the fiscal year' }),
});

const fields = {
  accounts: z.partialRecord(z.enum(accountIds), accountCode),
  taxRate: z
    .string()
    .trim()
    .min(1, 'Give the name of a tax rate in Xero, such as “Tax Exempt”.')
    .max(50, 'At most 50 characters.'),
  datev,
};
/** How journals are written. */
export const journalSettings = z
  .object({ id: z.literal('journals'), ...fields, version: z.int() })
  .meta({ id: 'JournalSettings' });
/** How journals are written. */
export type JournalSettings = z.output<typeof journalSettings>;
/** Changes how journals are written. */
export const journalSettingsChange = z.object({ ...fields, version: z.int() });

/** Which journal. */
export const journalQuery = z.object({
  format: z.enum(Object.keys(journalFormats) as [JournalFormat, ...JournalFormat[]]).default('neutral'),
  from: day,
  until: day,
});
/** Which journal. */
export type JournalQuery = z.output<typeof journalQuery>;
