/** Audit cases of bank files: made, taken, recalled, paid, and the bank's answer. */
import type { BankFileShown } from '@holdfast/shared/bankFiles';
import { achAnswer } from '../bankAnswers.ts';
import { payDay, setUpBank, tryAnswer, usAccount } from '../bankClient.ts';
import { today } from '../payoutClient.ts';
import { type Case, changes, previews } from './case.ts';
import { approved } from './payouts.ts';
import type { Bench } from './testBench.ts';

const reason = 'Finance decided';

/** An approved run whose consignor has bank data. */
async function sendable(bench: Bench): Promise<string> {
  await setUpBank(bench.as('admin'));
  const { id, payouts } = await approved(bench);
  for (const { consignor } of payouts)
    await bench.does('finance', 'PUT', `/admin/consignors/${consignor.id}/bank-data`, {
      ...usAccount,
      // Consignors of earlier cases have bank data already.
      accountNumber: String(Math.floor(Math.random() * 1e12) + 1e4),
    });
  await bench.idle();
  return id;
}
async function made(bench: Bench): Promise<BankFileShown> {
  const runId = await sendable(bench);
  return bench.does('finance', 'POST', `/admin/payout-runs/${runId}/bank-file`, { paysOn: payDay() });
}

/** A bank's word that a payout came back. */
async function returnOfOne(bench: Bench): Promise<string> {
  const { lineList } = await made(bench);
  const [line] = lineList;
  const row = await bench.app.db('bank_file_lines').where({ reference: line?.reference }).first('trace');
  return achAnswer([{ trace: row.trace, code: 'R02', amount: line?.amount ?? 0 }]);
}

/** The cases. */
export const bankFileCases: Case[] = [
  changes({ by: 'finance', route: 'POST /admin/payout-runs/:id/bank-file' }, async (bench) => {
    const runId = await sendable(bench);
    return {
      path: `/admin/payout-runs/${runId}/bank-file`,
      body: { paysOn: payDay() },
      entries: [
        {
          what: 'bankFile.make',
          before: null,
          after: { run: runId, format: 'nacha', paysOn: payDay(), leftOut: [] },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/bank-files/:id/text' }, async (bench) => {
    const { id, name } = await made(bench);
    return {
      path: `/admin/bank-files/${id}/text`,
      entries: [{ what: 'bankFile.download', subject: id, before: null, after: { name } }],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/bank-files/:id/recall' }, async (bench) => {
    const { id, lines } = await made(bench);
    return {
      path: `/admin/bank-files/${id}/recall`,
      body: { reason },
      entries: [
        { what: 'bankFile.recall', subject: id, reason, before: { sending: lines }, after: { sending: 0 } },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/bank-files/:id/settle' }, async (bench) => {
    const { id, lines } = await made(bench);
    return {
      path: `/admin/bank-files/${id}/settle`,
      body: { paidOn: today() },
      entries: [
        {
          what: 'bankFile.settle',
          subject: id,
          before: { sending: lines },
          after: { sending: 0, paidOn: today() },
        },
      ],
    };
  }),
  previews({ by: 'finance', route: 'POST /admin/bank-answers/preview' }, async (bench) => ({
    path: '/admin/bank-answers/preview',
    body: await returnOfOne(bench),
  })),
  changes({ by: 'finance', route: 'POST /admin/bank-answers' }, async (bench) => {
    const text = await returnOfOne(bench);
    const { digest } = (await tryAnswer(bench.as('finance'), text)).body;
    return {
      path: `/admin/bank-answers?name=returns.ach&seen=${encodeURIComponent(digest)}`,
      body: text,
      entries: [
        {
          what: 'bankAnswer.book',
          before: null,
          after: { file: 'returns.ach', format: 'nacha', returned: 1 },
        },
      ],
    };
  }),
];
