/** Forms 1099-K of a calendar year: who is reported and why, the forms that were made, and what consignors see of theirs. */
import { z } from 'zod';
import { idOf, idParam, instant, listOf, listQuery } from '../http/index.ts';
import { minorUnits } from '../money/index.ts';
import { taxHolds, taxpayer, tinProblem } from '../taxpayers/index.ts';

/** A year as an id, `2026`. */
export const yearId = z.string().regex(/^2\d{3}$/, 'Give a year, such as 2026.');
/** Path parameters of a year. */
export const taxYearParams = z.object({ id: yearId });
/** Path parameters of a form. */
export const taxFormParams = idParam('taxForm');

const line = (required: string, most: number) =>
  z.string({ error: required }).trim().min(1, required).max(most, `At most ${most} characters.`);
/** Who files: the marketplace's legal person, as the IRS knows it. */
export const taxFiler = z.object({
  name: line('Give the legal name of who files.', 80),
  street: line('Give the street and number.', 70),
  city: line('Give the city.', 40),
  region: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, 'Give the state as two letters, such as PA.'),
  postalCode: z
    .string()
    .trim()
    .regex(/^\d{5}(-\d{4})?$/, 'Give the ZIP code: five digits, such as 16501.'),
  phone: line('Give the telephone number that payees may call.', 20),
  ein: z
    .string({ error: 'Give the EIN: nine digits.' })
    .transform((text) => text.replaceAll(/[\s-]/g, ''))
    .superRefine((digits, context) => {
      const problem = tinProblem('ein', digits);
      if (problem) context.addIssue({ code: 'custom', message: problem });
    }),
});
/** Who files. */
export type TaxFiler = z.infer<typeof taxFiler>;
/** Says who files; version 0: nobody did before. */
export const taxFilerInput = taxFiler.extend({ version: z.int() });
/** Who files, as it is stored. */
export const taxFilerShown = z
  .object({ id: z.literal('filer'), filer: taxFiler.nullable(), version: z.int() })
  .meta({ id: 'TaxFiler' });
/** Who files, as it is stored. */
export type TaxFilerShown = z.infer<typeof taxFilerShown>;

/** The boxes of a form. Amounts are US cents. */
export const taxBoxes = z.object({
  gross: minorUnits.meta({ description: 'Box 1a: not reduced by fees or refunds' }),
  transactions: z.int().meta({ description: 'Box 3' }),
  withheld: minorUnits.meta({ description: 'Box 4' }),
  months: z.array(minorUnits).length(12).meta({ description: 'Boxes 5a to 5l; they sum to box 1a' }),
});
/** The boxes of a form. */
export type TaxBoxes = z.infer<typeof taxBoxes>;

/** For whom a form is. */
export const taxRecipient = taxpayer
  .pick({
    name: true,
    businessName: true,
    street: true,
    city: true,
    region: true,
    postalCode: true,
    tinKind: true,
    lastFour: true,
  })
  .extend({ country: z.string().nullable() });
/** For whom a form is. */
export type TaxRecipient = z.infer<typeof taxRecipient>;
/** What stands on a form. */
export const taxFormFacts = z.object({ filer: taxFiler, recipient: taxRecipient, boxes: taxBoxes });
/** What stands on a form. */
export type TaxFormFacts = z.infer<typeof taxFormFacts>;

/** A form that was made. */
export const taxForm = z
  .object({
    id: idOf('taxForm'),
    year: z.int(),
    version: z.int().meta({ description: 'From 2 on it is a correction of the one before' }),
    isCorrected: z.boolean(),
    isDrawn: z.boolean().meta({ description: 'The copy as PDF is there, and the consignor gets an email' }),
    madeAt: instant,
    boxes: taxBoxes,
  })
  .meta({ id: 'TaxForm' });
/** A form that was made. */
export type TaxForm = z.infer<typeof taxForm>;
/** A consignor's own forms, newest first. */
export const ownTaxForms = z.object({ data: z.array(taxForm) }).meta({ id: 'OwnTaxForms' });
/** A consignor's own forms. */
export type OwnTaxForms = z.infer<typeof ownTaxForms>;

/** Why payments are reported, or aren't. */
export const verdict = z.object({
  isReportable: z.boolean(),
  federal: z.boolean(),
  state: z.string().nullable(),
  withheld: z.boolean(),
  exempt: z.enum(['exemptPayee', 'foreign']).nullable(),
  unsure: z
    .string()
    .nullable()
    .meta({ description: 'A state of which it isn’t certain whether it asks for it' }),
  nearBps: z
    .int()
    .meta({ description: 'How near to the first threshold, basis points; from 10000 on reached' }),
});
/** What a consignor was paid in a year, and whether that is reported. */
export const taxPayee = z
  .object({
    id: idOf('consignor'),
    name: z.string(),
    ...taxBoxes.shape,
    kind: taxpayer.shape.kind.nullable(),
    missing: z.enum(taxHolds).nullable().meta({ description: 'What is missing of the tax data' }),
    region: z.string().nullable(),
    verdict,
    form: taxForm.nullable().meta({ description: 'The newest version' }),
    isChanged: z
      .boolean()
      .meta({ description: 'What was made isn’t as it is now: making again corrects it' }),
  })
  .meta({ id: 'TaxPayee' });
/** What a consignor was paid in a year. */
export type TaxPayee = z.infer<typeof taxPayee>;

/** Which consignors of a year are listed. */
export const payeeFilters = ['reportable', 'close', 'missing', 'all'] as const;
/** Which consignors of a year are listed. */
export type PayeeFilter = (typeof payeeFilters)[number];
/** What each is called. */
export const payeeFilterNames: Record<PayeeFilter, string> = {
  reportable: 'Reported',
  close: 'Close',
  missing: 'Data missing',
  all: 'All',
};
/** The query of a year's consignors. */
export const taxPayeeQuery = listQuery(
  ['gross', 'nearBps', 'name'],
  { show: z.enum(payeeFilters).default('reportable') },
  { order: 'desc' },
);
/** One page of a year's consignors. */
export const taxPayeeList = listOf(taxPayee);

/** A year of Forms 1099-K. Amounts are US cents. */
export const taxYear = z
  .object({
    id: yearId,
    isOver: z.boolean().meta({ description: 'By the marketplace’s clocks; forms are made from then on' }),
    gross: minorUnits.meta({
      description: 'What fans paid for consignors’ tickets; the marketplace’s own are left out',
    }),
    transactions: z.int(),
    forms: z.int().meta({ description: 'Consignors with a form' }),
  })
  .meta({ id: 'TaxYear' });
/** A year of Forms 1099-K. */
export type TaxYear = z.infer<typeof taxYear>;
/** The years with payments, newest first. */
export const taxYearList = listOf(taxYear);
/** The query of the years. */
export const taxYearQuery = listQuery(['id'], {}, { order: 'desc' });
/** A year with what is to be done. */
export const taxYearShown = taxYear
  .extend({
    withheld: minorUnits,
    proceeds: minorUnits.meta({ description: 'What of the gross is consignors’, line by line' }),
    booked: minorUnits.meta({ description: 'The same by the books; a difference is an error' }),
    counts: z.record(z.enum(payeeFilters), z.int()),
    toMake: z.int().meta({ description: 'Forms that making would add, corrections included' }),
    toCorrect: z.int().meta({ description: 'Of these, corrections' }),
    withoutNumber: z.int().meta({ description: 'Reported consignors without a taxpayer number' }),
    unmade: z.int().meta({ description: 'Forms whose copies aren’t drawn yet' }),
    filer: taxFilerShown,
  })
  .meta({ id: 'TaxYearShown' });
/** A year with what is to be done. */
export type TaxYearShown = z.infer<typeof taxYearShown>;

/** Makes the forms of a year, and corrections of those that aren't as it is now. */
export const makeTaxForms = z.object({
  withoutNumber: z
    .boolean()
    .meta({ description: 'Also for consignors without a taxpayer number: the box stays empty' }),
});
/** What making added. */
export const taxFormsMade = taxYearShown;
/** The file of a year for the IRS, as CSV. */
export const taxFile = z.object({ name: z.string(), text: z.string() }).meta({ id: 'TaxFile' });
/** The file of a year. */
export type TaxFile = z.infer<typeof taxFile>;
