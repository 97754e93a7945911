/** What finance asks of runs and payouts. Amounts are minor units. */
import { z } from 'zod';
import { day, idOf, idParam, reason } from '../http/index.ts';
import { handWays } from './ways.ts';

/** Makes a run of everything that may be paid now. */
export const newPayoutRun = z.object({
  minimum: z
    .int('Give an amount in cents.')
    .min(1, 'Give at least the smallest amount of the currency.')
    .max(10_000_000, 'That is more than a minimum can be.')
    .meta({ description: 'Minor units: who is owed less waits for a later run' }),
  note: z
    .string()
    .trim()
    .max(200, 'At most 200 characters.')
    .nullish()
    .transform((text) => text || null),
});
/** A new run as a client sends it. */
export type NewPayoutRun = z.input<typeof newPayoutRun>;

const paidFields = {
  way: z.enum(handWays, { error: 'Say how it was paid.' }),
  reference: z
    .string()
    .trim()
    .min(1, 'Give what the bank or the check shows, such as “Check 1042”.')
    .max(140, 'At most 140 characters.'),
  paidOn: day.meta({ description: 'The day on which the money left; not ahead' }),
};
/** Says that payouts were paid. */
export const payoutPaid = z.object({ ...paidFields, version: z.int() });
/** Says that all approved payouts of a run were paid. */
export const runPaid = z.object(paidFields);
/** A step of a payout with a reason: it came back, or isn't to be paid. */
export const payoutStep = z.object({ reason, version: z.int() });
/** Says that the bank paid what a file asked it to. */
export const payoutSettled = z.object({ paidOn: paidFields.paidOn, version: z.int() });
/** A payout that came back or was refused is to be paid once more. */
export const payoutRetry = z.object({ version: z.int() });

/** A consignor isn't paid for now. */
export const payoutHold = z.object({ reason });

/** Path parameters of a consignor's payout. */
export const payoutParams = idParam('payout');
/** Path parameters of a run of payouts. */
export const payoutRunParams = idParam('payoutRun');

/** Which lines of payouts a report has; all that are given must hold. */
export const payoutReportQuery = z.object({
  runId: idOf('payoutRun').optional(),
  consignorId: idOf('consignor').optional(),
  paidFrom: day.optional(),
  paidUntil: day.optional().meta({ description: 'That day included' }),
});
/** Which lines of payouts a report has. */
export type PayoutReportQuery = z.output<typeof payoutReportQuery>;
