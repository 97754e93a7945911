/**
 * Backup withholding: 24 % of a reportable payment are kept for the IRS where its payee was asked for a taxpayer number and gave none,
 * or the IRS said so, 26 U.S.C. 3406(a)(1). Payments through a third party network count only once more than $20,000 in more than 200 transactions were
 * paid in the calendar year, 3406(b)(8) as added by P.L. 119-21, and REG-112829-25 (proposed January 2026).
 */
import { z } from 'zod';
import { day, idOf, idParam, instant, reason } from '../http/index.ts';
import { minorUnits } from '../money/index.ts';

/** Basis points: 24 %, the fourth lowest rate of income tax. */
export const withholdingBps = 2_400;
/** What is withheld of a payment, US cents, rounded half up to the cent. @param gross US cents, not reduced by anything */
export const withheldOf = (gross: number): number => Math.round((gross * withholdingBps) / 10_000);

/** Why tax is withheld: no taxpayer number was given, or the IRS said so. */
export const withholdingReasons = ['noNumber', 'notice'] as const;
/** One reason. */
export type WithholdingReason = (typeof withholdingReasons)[number];
/** Each reason in words. */
export const withholdingReasonNames: Record<WithholdingReason, string> = {
  noNumber: 'No taxpayer number was given',
  notice: 'The IRS told of it',
};

/** Tax that was withheld from a payout. Amounts are US cents. */
export const withholding = z
  .object({
    id: idOf('withholding'),
    consignor: z.object({ id: idOf('consignor'), name: z.string() }),
    why: z.enum(withholdingReasons),
    gross: minorUnits,
    amount: minorUnits,
    at: instant,
    returned: z
      .object({ at: instant, reason: z.string() })
      .nullable()
      .meta({ description: 'It was given back before it went to the IRS' }),
    mayReturn: z.boolean().meta({ description: 'In its year, and not paid to the IRS yet' }),
  })
  .meta({ id: 'Withholding' });
/** Tax that was withheld. */
export type Withholding = z.infer<typeof withholding>;

/** Tax that a run withholds from one consignor, US cents. */
export const runWithholding = withholding.pick({ consignor: true, why: true, amount: true });
/** Tax that a run withholds. */
export type RunWithholding = z.infer<typeof runWithholding>;

/** Withheld tax that was paid to the IRS. */
export const withholdingDeposit = z.object({
  id: idOf('withholdingDeposit'),
  amount: minorUnits,
  paidOn: day,
  reference: z.string(),
  by: z.string(),
});
/** Withheld tax as finance sees it. Amounts are US cents. */
export const withheldTax = z
  .object({
    id: z.literal('withheld'),
    liability: minorUnits.meta({ description: 'Withheld and not paid to the IRS yet, by the books' }),
    withholdings: z.array(withholding).meta({ description: 'Newest first, at most 200' }),
    deposits: z.array(withholdingDeposit).meta({ description: 'Newest first, at most 200' }),
  })
  .meta({ id: 'WithheldTax' });
/** Withheld tax as finance sees it. */
export type WithheldTax = z.infer<typeof withheldTax>;

/** Says that the IRS told of backup withholding, or no longer does. */
export const withholdingNotice = z.object({ reason });
/** Gives withheld tax back. */
export const withholdingReturn = z.object({ reason });
/** Path parameters of tax that was withheld. */
export const withholdingParams = idParam('withholding');
/** Says that withheld tax was paid to the IRS. */
export const newWithholdingDeposit = z.object({
  amount: z
    .int('Give an amount.')
    .min(1, 'Give an amount above zero.')
    .max(99_999_999_999, 'That is more than can be booked at once.'),
  paidOn: day.meta({ description: 'The day on which it was paid; not ahead' }),
  reference: z
    .string()
    .trim()
    .min(1, 'Give what the IRS shows, such as the EFT number.')
    .max(140, 'At most 140 characters.'),
});
