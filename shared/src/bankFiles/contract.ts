/** Bank files: made of a run of payouts, given to the bank, and answered by it. Amounts are minor units. */
import { z } from 'zod';
import { day, idOf, idParam, instant, listQuery, listWithNext, reason } from '../http/index.ts';
import { minorUnits, money } from '../money/index.ts';
import { attemptStates, consignorRef } from '../payouts/index.ts';

/** `pain001`: ISO 20022 pain.001.001.09, for SEPA transfers. `nacha`: an ACH file, for US accounts. */
export const bankFileFormats = ['pain001', 'nacha'] as const;
/** A format of files for the bank. */
export type BankFileFormat = (typeof bankFileFormats)[number];
/** What each is called. */
export const bankFileFormatNames: Record<BankFileFormat, string> = {
  pain001: 'SEPA, pain.001.001.09',
  nacha: 'ACH, Nacha',
};

/** Which file is asked for. */
export const newBankFile = z.object({
  paysOn: day.meta({ description: 'The day on which the bank is to pay: one on which banks pay' }),
});
/** Why a bank would refuse something. */
export const bankRefusal = z.object({
  rule: z.string().meta({ description: 'As the table of the room’s README names it' }),
  field: z.string(),
  message: z.string(),
});
/** Why a bank would refuse something. */
export type BankRefusal = z.infer<typeof bankRefusal>;
/** What a file would have, before it is made. */
export const bankFilePlan = z
  .object({
    format: z.enum(bankFileFormats).nullable().meta({ description: 'Null: no file pays in this currency' }),
    paysOn: day,
    lines: z.int(),
    amount: money,
    problems: z
      .array(bankRefusal)
      .meta({ description: 'Of the file as a whole: while there are any, it isn’t made' }),
    leftOut: z
      .array(
        z.object({
          payoutId: idOf('payout'),
          consignor: consignorRef,
          amount: minorUnits,
          refusals: z.array(bankRefusal),
        }),
      )
      .meta({ description: 'Payouts that the bank would refuse: they stay to be paid' }),
  })
  .meta({ id: 'BankFilePlan' });
/** What a file would have. */
export type BankFilePlan = z.infer<typeof bankFilePlan>;

/** A bank file as a line of a list. */
export const bankFile = z
  .object({
    id: idOf('bankFile'),
    runId: idOf('payoutRun'),
    format: z.enum(bankFileFormats),
    name: z.string().meta({ description: 'As it is saved' }),
    messageId: z.string(),
    paysOn: day,
    lines: z.int(),
    amount: money,
    counts: z.partialRecord(z.enum(attemptStates), z.int()),
    madeAt: instant,
    madeBy: z.string(),
    recalledAt: instant.nullable(),
    recallReason: z.string().nullable(),
  })
  .meta({ id: 'BankFile' });
/** A bank file. */
export type BankFile = z.infer<typeof bankFile>;
/** A line of a file, with what became of it. */
export const bankFileLine = z.object({
  line: z.int(),
  payoutId: idOf('payout'),
  consignor: consignorRef,
  lastFour: z.string(),
  amount: minorUnits,
  reference: z.string(),
  state: z.enum(attemptStates),
  reason: z.string().nullable(),
});
/** A file with its lines. */
export const bankFileShown = bankFile
  .extend({ lineList: z.array(bankFileLine) })
  .meta({ id: 'BankFileShown' });
/** A file with its lines. */
export type BankFileShown = z.infer<typeof bankFileShown>;
/** The query of the files. */
export const bankFileQuery = listQuery(
  ['madeAt'],
  { runId: idOf('payoutRun').optional() },
  { order: 'desc' },
);
/** One page of files. */
export const bankFileList = listWithNext(bankFile);
/** Path parameters of a file. */
export const bankFileParams = idParam('bankFile');
/** A file's text, for the bank alone. */
export const bankFileText = z.object({ name: z.string(), text: z.string() });
/** A file's text. */
export type BankFileText = z.infer<typeof bankFileText>;
/** Says that a file wasn't given to the bank. */
export const bankFileRecall = z.object({ reason });
/** Says that the bank paid all that is left of a file. */
export const bankFileSettled = z.object({
  paidOn: day.meta({ description: 'The day on which the money left; not ahead' }),
});

/** The largest answer that is read, in bytes. */
export const largestAnswerBytes = 20 * 1024 * 1024;
/** What a bank's answer is. */
export const bankAnswerFormats = ['pain002', 'camt053', 'nacha'] as const;
/** A format of answers. */
export type BankAnswerFormat = (typeof bankAnswerFormats)[number];
/** What each is called. */
export const bankAnswerFormatNames: Record<BankAnswerFormat, string> = {
  pain002: 'Status report, pain.002',
  camt053: 'Account statement, camt.053',
  nacha: 'ACH returns and corrections',
};
/** What a line of an answer says. */
export const answerSays = ['accepted', 'paid', 'refused', 'returned', 'correction', 'other'] as const;
/** What becomes of it. */
export const answerOutcomes = [
  'paid',
  'failed',
  'returned',
  'corrected',
  'nothing',
  'unknown',
  'contradiction',
] as const;
/** One outcome. */
export type AnswerOutcome = (typeof answerOutcomes)[number];
/** A line of an answer, with what it does. */
export const bankAnswerLine = z.object({
  line: z.int(),
  says: z.enum(answerSays),
  outcome: z.enum(answerOutcomes),
  code: z.string().nullable(),
  reference: z.string().nullable(),
  payout: z
    .object({ id: idOf('payout'), consignor: consignorRef, amount: minorUnits, currency: z.string() })
    .nullable(),
  text: z.string().meta({ description: 'What the line does, or why it does nothing' }),
});
/** A line of an answer. */
export type BankAnswerLine = z.infer<typeof bankAnswerLine>;
/** What an answer does: as a dry run, or as it was booked. */
export const bankAnswerPlan = z
  .object({
    id: idOf('bankAnswer').nullable().meta({ description: 'Of the booked answer; null: a dry run' }),
    format: z.enum(bankAnswerFormats),
    digest: z.string().meta({ description: 'Of the file’s bytes and of what it does; applying names it' }),
    bookedAt: instant
      .nullable()
      .meta({ description: 'When this very file was booked; it does nothing again' }),
    counts: z.partialRecord(z.enum(answerOutcomes), z.int()),
    lines: z.array(bankAnswerLine),
  })
  .meta({ id: 'BankAnswerPlan' });
/** What an answer does. */
export type BankAnswerPlan = z.infer<typeof bankAnswerPlan>;
/** Applying names the file, and what its dry run showed. */
export const seenAnswer = z.object({
  seen: z.string().min(10, 'Give the digest of the dry run.'),
  name: z.string().trim().min(1).max(200).default('answer'),
});
