/** A run's payouts become a file for the bank, once: their attempts, their entries of the books and the file in one transaction. */
import { createHash } from 'node:crypto';
import type { BankFilePlan } from '@holdfast/shared/bankFiles';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { payoutMachine } from '@holdfast/shared/payouts/machines';
import { requireApproved } from '../payouts/index.ts';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { allowLong, queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, Problem } from '../platform/problem.ts';
import { seal, sealKeyOf } from '../platform/seal.ts';
import { BankFile } from './BankFile.ts';
import { type DraftedFile, draftFile, formatNow, newKeys, trialKeys } from './draftFile.ts';
import { type BankFileDraft, totalOf } from './payment.ts';
import { traceOf, writeNacha } from './writeNacha.ts';
import { painErrors, writePain } from './writePain.ts';

interface Asked {
  secret: string;
  runId: string;
  paysOn: string;
}

/** What a file of a run would have. @throws Problem `not_found`, `transition_refused` for a run that isn't approved */
export async function previewFile(trx: Trx, { secret, runId, paysOn }: Asked): Promise<BankFilePlan> {
  await requireApproved(trx, runId);
  const format = formatNow();
  const noMoney = { lines: 0, amount: { amount: 0, currency: marketplaceCurrency }, leftOut: [] };
  if (format === null) return { format, paysOn, ...noMoney, problems: [noFormat()] };
  const drafted = await draftFile(trx, { secret, runId, paysOn, messageId: 'PREVIEW', format }, trialKeys);
  const { draft, problems, leftOut } = drafted;
  return {
    format,
    paysOn,
    lines: draft.payments.length,
    amount: { amount: totalOf(draft.payments), currency: marketplaceCurrency },
    problems,
    leftOut: leftOut.map(({ payment, refusals }) => ({
      payoutId: payment.payoutId,
      consignor: payment.consignor,
      amount: payment.amount,
      refusals,
    })),
  };
}

const noFormat = () => ({
  rule: 'F0',
  field: 'currency',
  message: `No bank file pays in ${marketplaceCurrency}: pay by hand, and say so at the run.`,
});

/**
 * Makes the file; payouts that the bank would refuse are left to be paid.
 * @returns its id
 * @throws Problem `not_found`, `transition_refused`; `validation_failed` for what the bank would refuse of the file as a whole
 */
export async function makeFile(
  trx: Trx,
  engine: Engine,
  { secret, runId, paysOn }: Asked,
  principal: Principal,
): Promise<string> {
  await allowLong(trx);
  await requireApproved(trx, runId);
  // One file is made at a time: modifiers and keys are given in order. The number is arbitrary and used nowhere else.
  await queryPrepared(trx, 'SELECT pg_advisory_xact_lock(707203)');
  const format = formatNow();
  if (format === null) throw refused([noFormat()]);
  const id = newId('bankFile');
  const messageId = `HF${id.slice(4).toUpperCase()}`;
  const drafted = await draftFile(trx, { secret, runId, paysOn, messageId, format }, (count) =>
    newKeys(trx, count),
  );
  const { draft, problems } = drafted;
  if (problems.length > 0) throw refused(problems);
  const text = format === 'pain001' ? writePain(draft) : writeNacha(draft);
  const invalid = format === 'pain001' ? await painErrors(text) : [];
  if (invalid.length > 0)
    throw new Error(
      `the file isn't valid by the schema of pain.001.001.09: ${invalid.slice(0, 3).join('; ')}`,
    );
  await sendPayouts(trx, engine, id, draft, principal);
  const key = sealKeyOf(secret, 'bankData');
  await BankFile.query(trx).insert({
    id,
    runId,
    format,
    messageId,
    paysOn,
    lines: draft.payments.length,
    amount: totalOf(draft.payments),
    currency: draft.currency,
    sealed: seal(key, id, text),
    keyId: key.id,
    sha256: createHash('sha256').update(text).digest('hex'),
    madeAt: new Date(),
    madeBy: principal.by,
  });
  await logMade(trx, { id, runId, paysOn }, drafted, principal);
  return id;
}

const refused = (problems: BankFilePlan['problems']) =>
  fieldsRefused(problems.map(({ rule, field, message }) => ({ field, code: rule, message })));

const logMade = (
  trx: Trx,
  { id, runId, paysOn }: { id: string; runId: string; paysOn: string },
  { draft, leftOut }: DraftedFile,
  principal: Principal,
) =>
  audit(trx, principal, [
    {
      what: 'bankFile.make',
      subject: id,
      before: null,
      after: {
        run: runId,
        format: draft.format,
        paysOn,
        payouts: draft.payments.length,
        amount: totalOf(draft.payments),
        currency: draft.currency,
        leftOut: leftOut.map(({ payment }) => payment.payoutId),
      },
    },
  ]);

/** Sends each payout's message, and notes which line pays which attempt. @throws Problem `version_conflict` where one changed meanwhile */
async function sendPayouts(
  trx: Trx,
  engine: Engine,
  fileId: string,
  { payments, paysOn, format, origins }: BankFileDraft,
  principal: Principal,
): Promise<void> {
  const lines = payments.map((payment, at) => ({
    payment,
    line: at + 1,
    attemptId: newId('payoutAttempt'),
    reference: payment.reference,
    trace: format === 'nacha' && origins.us ? traceOf(origins.us.odfi, payment) : null,
    fileId,
  }));
  const outcomes = await engine.apply(
    trx,
    lines.map(({ payment, attemptId, reference }) =>
      messageTo(
        payoutMachine,
        payment.payoutId,
        {
          type: 'send',
          attemptId,
          reference,
          paidOn: paysOn,
          fileId,
          bankAccountId: payment.bankAccountId ?? '',
        },
        { by: principal.by },
      ),
    ),
  );
  if (outcomes.some(({ kind }) => kind !== 'applied'))
    throw new Problem(
      'version_conflict',
      'A payout of this run changed meanwhile. Nothing was made. Look at the run again.',
    );
  const { from, value } = records(lines, {
    fileId: 'text',
    line: 'integer',
    attemptId: 'text',
    reference: 'text',
    trace: 'text',
  });
  await queryPrepared(
    trx,
    `INSERT INTO bank_file_lines (file_id, line, attempt_id, reference, trace) SELECT n.* FROM ${from}`,
    [value],
  );
}
