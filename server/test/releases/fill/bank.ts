/** Fills bank data, a bank file with its answer, payouts on their way and refused, and a closed month. */
import type { BankAnswerPlan, BankFileShown, BankFileText } from '@holdfast/shared/bankFiles';
import type { MonthShown } from '@holdfast/shared/closing';
import type { PayoutRunShown, PayoutShown } from '@holdfast/shared/payouts';
import { post } from '../../../src/ledger/index.ts';
import { type Database, inTransaction } from '../../../src/platform/db/index.ts';
import { achAnswer } from '../../bankAnswers.ts';
import { giveBankData, payDay, setUpBank, traceIn } from '../../bankData.ts';
import { buildConsignor } from '../../factories/consignors.ts';
import type { Fan } from '../../fan.ts';
import { signedIn } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';
import { giveTaxData } from '../../taxData.ts';
import { posted } from './listings.ts';

/** The marketplace's own account, and bank and tax data of these consignors that may be used at once. */
export async function fillBankData(running: TestApp, consignorIds: readonly string[]): Promise<void> {
  const finance = await signedIn(running, 'finance');
  await setUpBank(await signedIn(running, 'admin'));
  for (const id of consignorIds) {
    const { status, body } = await giveBankData(finance, id);
    if (status !== 200) throw new Error(`the bank data was refused: ${JSON.stringify(body)}`);
    const tax = await giveTaxData(finance, id);
    if (tax.status !== 200) throw new Error(`the tax data was refused: ${JSON.stringify(tax.body)}`);
  }
}

/**
 * The payouts of an approved run as a bank file: the bank pays back the first of these consignors', refuses the second's, and
 * says nothing about the third's.
 */
export async function fillBankFile(
  finance: Fan,
  run: PayoutRunShown,
  consignorIds: readonly [string, string, string],
): Promise<void> {
  const file = await posted<BankFileShown>(finance, `/admin/payout-runs/${run.id}/bank-file`, {
    paysOn: payDay(),
  });
  const [comesBack, refused] = await Promise.all(
    consignorIds.map(async (consignorId) => {
      const id = run.payouts.find(({ consignor }) => consignor.id === consignorId)?.id;
      return (await finance.ask<PayoutShown>('GET', `/admin/payouts/${id}`)).body;
    }),
  );
  if (!comesBack?.reference || !refused) throw new Error('the file has no payout of these consignors');
  const { text } = await posted<BankFileText>(finance, `/admin/bank-files/${file.id}/text`, {});
  const trace = traceIn(text, comesBack.reference);
  await book(finance, achAnswer([{ trace, code: 'R02', amount: comesBack.amount.amount }]));
  await posted(finance, `/admin/payouts/${refused.id}/refuse`, {
    reason: 'The bank doesn’t know the account',
    version: refused.version,
  });
}

/** Tries the bank's answer, and books it as it was shown. */
async function book(finance: Fan, answer: string): Promise<void> {
  const type = { 'content-type': 'application/octet-stream' };
  const file = Buffer.from(answer);
  const tried = await finance.ask<BankAnswerPlan>('POST', '/admin/bank-answers/preview', file, type);
  const seen = encodeURIComponent(tried.body.digest);
  const { status, body } = await finance.ask(
    'POST',
    `/admin/bank-answers?name=answer&seen=${seen}`,
    file,
    type,
  );
  if (status !== 200) throw new Error(`the answer was refused: ${JSON.stringify(body)}`);
}

/** The month before, with one entry, is closed. */
export async function fillClosedMonth(running: TestApp): Promise<void> {
  const { db } = running.context;
  const consignorId = await buildConsignor(running.context);
  const { rows } = await db.raw(
    `SELECT to_char(at, 'YYYY-MM') AS month, to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at
     FROM (SELECT date_trunc('month', stats_day(now())) - interval '10 days' AS at) before`,
  );
  const [{ month, at }] = rows;
  await postGoodwill(db, consignorId, at);
  const finance = await signedIn(running, 'finance');
  const { checks } = (await finance.ask<MonthShown>('GET', `/admin/months/${month}`)).body;
  const leftOpen = checks.filter(({ open }) => open > 0).map(({ id }) => id);
  await posted(finance, `/admin/months/${month}/close`, { leftOpen, reason: 'They are of this month' });
}

/** Books 5.00 to a consignor. @param at RFC 3339 */
export function postGoodwill(db: Database, consignorId: string, at: string): Promise<void> {
  const entries = [
    { account: `consignor:${consignorId}`, amount: -500 },
    { account: 'adjustments', amount: 500 },
  ];
  const booked = { kind: 'adjustment', reservationId: null, paymentId: null, currency: 'USD' } as const;
  return inTransaction(db, async (trx) => {
    await post(trx, [{ ...booked, cause: `fill/goodwill/${consignorId}`, at, entries }]);
  });
}
