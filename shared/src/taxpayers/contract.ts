/**
 * Who a consignor is to the IRS: what Form W-9 asks of a US person, or that somebody isn't one and gave a Form W-8. Given by the
 * consignor or by finance, and never shown whole afterwards. Source: Form W-9 (Rev. March 2024) and its instructions; Instructions
 * for the Requester of Form W-9, "Electronic submission"; Treas. Reg. 1.1441-1(e)(4)(ii)(A) for how long a Form W-8 is valid.
 */
import { z } from 'zod';
import { ownFactor } from '../accounts/index.ts';
import { day, idOf, instant } from '../http/index.ts';
import { minorUnits } from '../money/index.ts';
import { type Classification, classifications, exemptCodes, withPersonsNumber } from './classifications.ts';
import { isUsState } from './states.ts';
import { type TinKind, tinKinds, tinProblem } from './tin.ts';

const line = (required: string, most: number) =>
  z.string({ error: required }).trim().min(1, required).max(most, `At most ${most} characters.`);
const optionalLine = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `At most ${most} characters.`)
    .nullish()
    .transform((text) => text || null);
const country = z
  .string({ error: 'Give the country as two letters, such as US.' })
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, 'Give the country as two letters, such as US.');

/** A number as it is typed, with or without dashes. */
const tinTyped = z
  .string({ error: 'Give the number: nine digits.' })
  .transform((text) => text.replaceAll(/[\s-]/g, ''))
  .pipe(z.string().min(1, 'Give the number: nine digits.'));

const address = {
  street: line('Give the street and number.', 70),
  city: line('Give the city.', 40),
  region: z
    .string()
    .trim()
    .max(40, 'At most 40 characters.')
    .nullish()
    .transform((text) => text?.toUpperCase() || null),
  postalCode: optionalLine(16),
  country,
};

interface Asked {
  classification: Classification;
  exemptCode: string | null;
  tinKind: TinKind;
  tin: string;
  region: string | null;
  postalCode: string | null;
  country: string;
}

/** What fields of a W-9 say together, each with its remedy. */
function checkTogether(asked: Asked, refuse: (field: keyof Asked, message: string) => void): void {
  const { classification, exemptCode, tinKind, tin, region, postalCode } = asked;
  const problem = tinProblem(tinKind, tin);
  if (problem) refuse('tin', problem);
  if (tinKind !== 'ein' && !withPersonsNumber.has(classification))
    refuse(
      'tinKind',
      'Corporations, partnerships and these companies give an EIN. Choose it, or “Individual”.',
    );
  if (exemptCode !== null && classification === 'individual')
    refuse('exemptCode', 'Individuals and sole proprietors aren’t exempt. Leave it empty.');
  if (asked.country !== 'US') return;
  if (region === null || !isUsState(region)) refuse('region', 'Give the state as two letters, such as PA.');
  if (postalCode === null || !/^\d{5}(-\d{4})?$/.test(postalCode))
    refuse('postalCode', 'Give the ZIP code: five digits, such as 16501.');
}

/** What Form W-9 asks, certified under penalties of perjury. */
export const w9 = z
  .object({
    kind: z.literal('w9'),
    name: line('Give the name as it is on the tax return.', 80),
    businessName: optionalLine(80),
    classification: z.enum(classifications, { error: 'Choose how the tax return is filed.' }),
    exemptCode: z
      .enum(exemptCodes, { error: 'A code from 1 to 13, or nothing.' })
      .nullish()
      .transform((code) => code ?? null)
      .meta({ description: 'Exempt payee code, line 4' }),
    ...address,
    tinKind: z.enum(tinKinds, { error: 'Choose which number it is.' }),
    tin: tinTyped.meta({ description: 'Nine digits, with or without dashes; sealed when it arrives' }),
    isSubject: z.boolean({ error: 'Say whether the IRS told of backup withholding.' }).meta({
      description: 'The IRS said that backup withholding applies: item 2 of the certification is crossed out',
    }),
    certifies: z.literal(true, { error: 'It counts only when it is certified. Tick it.' }),
    signature: line('Sign with your name.', 80),
    signedOn: day
      .nullish()
      .transform((on) => on ?? null)
      .meta({ description: 'Of a paper form that finance enters; left out: today' }),
  })
  .superRefine((asked, ctx) =>
    checkTogether(asked, (field, message) => ctx.addIssue({ code: 'custom', path: [field], message })),
  );
/** Says that somebody isn't a US person; a Form W-8 is to follow. */
export const foreignPerson = z.object({
  kind: z.literal('foreign'),
  name: line('Give the name.', 80),
  country: country.refine(
    (letters) => letters !== 'US',
    'Residents of the United States give a W-9. Name the country of residence, such as CA.',
  ),
});
/** A Form W-8 that finance has received. */
export const w8Received = foreignPerson.extend({
  kind: z.literal('w8'),
  signedOn: day.meta({ description: 'The day on which the form was signed' }),
});

const unknownKind = { error: 'Say whether it is a W-9 or of a foreign person.' };
/** Tax data as a consignor gives it. */
export const ownTaxInput = z.discriminatedUnion('kind', [w9, foreignPerson], unknownKind);
/** Tax data as a consignor's client sends it. */
export type OwnTaxInput = z.input<typeof ownTaxInput>;
/** Tax data as finance enters it. */
export const taxInput = z.discriminatedUnion('kind', [w9, foreignPerson, w8Received], unknownKind);
/** Tax data as it arrives. */
export type TaxDetails = z.output<typeof taxInput>;
/** What Form W-9 asks, as it arrives. */
export type W9 = z.output<typeof w9>;

/** The last day on which a Form W-8 is valid: the end of the third calendar year after that of its signing. @param signedOn `2026-11-30` */
export const w8ValidUntil = (signedOn: string): string => `${Number(signedOn.slice(0, 4)) + 3}-12-31`;

/** Why tax data holds payouts back. */
export const taxHolds = ['taxMissing', 'w8Missing', 'w8Expired'] as const;
/** One reason. */
export type TaxHoldReason = (typeof taxHolds)[number];
/** Each reason as finance reads it. */
export const taxHoldNames: Record<TaxHoldReason, string> = {
  taxMissing: 'Identity or tax data missing',
  w8Missing: 'Form W-8 not received yet',
  w8Expired: 'Form W-8 is no longer valid',
};
/** A hold of tax data. */
export const taxHold = z.object({
  reason: z.enum(taxHolds),
  limit: minorUnits.meta({ description: 'What a consignor may be paid in a calendar year without it' }),
});
/** A hold of tax data. */
export type TaxHold = z.infer<typeof taxHold>;

/** Tax data as anybody sees it: the last four digits of the number alone. */
export const taxpayer = z
  .object({
    id: idOf('taxpayer'),
    kind: z.enum(['w9', 'foreign', 'w8']),
    name: z.string(),
    businessName: z.string().nullable(),
    classification: z.enum(classifications).nullable(),
    exemptCode: z.string().nullable(),
    street: z.string().nullable(),
    city: z.string().nullable(),
    region: z.string().nullable(),
    postalCode: z.string().nullable(),
    country: z.string(),
    tinKind: z.enum(tinKinds).nullable(),
    lastFour: z.string().nullable(),
    isSubject: z.boolean().meta({ description: 'The IRS said that backup withholding applies' }),
    signature: z.string().nullable(),
    signedOn: day.nullable(),
    validUntil: day.nullable().meta({ description: 'Of a Form W-8' }),
    givenAt: instant,
    givenAs: z.enum(['consignor', 'finance']),
    givenBy: z.string(),
    endedAt: instant.nullable().meta({ description: 'When other tax data took its place' }),
  })
  .meta({ id: 'Taxpayer' });
/** Tax data as anybody sees it. */
export type Taxpayer = z.infer<typeof taxpayer>;

/** A consignor's tax data: what is in use, and what was before. */
export const taxData = z
  .object({
    current: taxpayer.nullable(),
    past: z.array(taxpayer).meta({ description: 'Newest first' }),
    missing: z.enum(taxHolds).nullable().meta({ description: 'What is missing of it now' }),
    isAsked: z.boolean().meta({ description: 'Only where the marketplace pays in US dollars' }),
    limit: minorUnits.nullable().meta({
      description: 'What is paid in a calendar year without it; null: the settings don’t ask for it',
    }),
  })
  .meta({ id: 'TaxData' });
/** A consignor's tax data. */
export type TaxData = z.infer<typeof taxData>;
/** A consignor's own tax data. */
export const ownTaxData = taxData
  .omit({ past: true })
  .extend({ secondFactor: ownFactor })
  .meta({ id: 'OwnTaxData' });
/** A consignor's own tax data. */
export type OwnTaxData = z.infer<typeof ownTaxData>;
