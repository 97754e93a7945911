/** Finance and its bank, over HTTP: bank data that is old enough, files, and answers as a bank writes them. */
import type { BankAnswerPlan, BankFileShown, BankFileText } from '@holdfast/shared/bankFiles';
import type { PayableShown, PayoutRunShown, PayoutShown } from '@holdfast/shared/payouts';
import { payDay, type Refused } from './bankData.ts';
import type { Fan } from './fan.ts';
import { ofConsignor, read, send } from './payoutClient.ts';

export {
  giveBankData,
  payDay,
  type Refused,
  sepaAccount,
  setUpBank,
  traceIn,
  usAccount,
} from './bankData.ts';

export const makeFile = (finance: Fan, runId: string, paysOn = payDay()) =>
  send<BankFileShown & Refused>(finance, `payout-runs/${runId}/bank-file`, { paysOn });
export const textOf = async (finance: Fan, fileId: string): Promise<string> =>
  (await finance.ask<BankFileText>('POST', `/admin/bank-files/${fileId}/text`)).body.text;

const asFile = { 'content-type': 'application/octet-stream' };
export const tryAnswer = (finance: Fan, text: string) =>
  finance.ask<BankAnswerPlan & Refused>('POST', '/admin/bank-answers/preview', Buffer.from(text), asFile);
export const bookAnswer = (finance: Fan, text: string, seen: string) =>
  finance.ask<BankAnswerPlan & Refused>(
    'POST',
    `/admin/bank-answers?name=answer&seen=${encodeURIComponent(seen)}`,
    Buffer.from(text),
    asFile,
  );
/** Tries an answer, and books it as it was shown. */
export async function answered(finance: Fan, text: string): Promise<BankAnswerPlan> {
  const { body: tried } = await tryAnswer(finance, text);
  const { status, body } = await bookAnswer(finance, text, tried.digest);
  if (status !== 200) throw new Error(`the answer was refused: ${JSON.stringify(body)}`);
  return body;
}

/** The states of a run's payouts by consignor. */
export async function statesOf(finance: Fan, runId: string): Promise<Record<string, string>> {
  const { payouts } = await read<{ payouts: Array<{ consignor: { id: string }; state: string }> }>(
    finance,
    `payout-runs/${runId}`,
  );
  return Object.fromEntries(payouts.map(({ consignor, state }) => [consignor.id, state]));
}

/** What a consignor is owed by the books. */
export const owedTo = async (who: Fan, consignorId: string) =>
  (await read<PayableShown>(who, `payables/${consignorId}`)).owed;
/** A consignor's payout in a run. */
export const payoutOf = async (who: Fan, runId: string, consignorId: string) => {
  const { id } = ofConsignor(await read<PayoutRunShown>(who, `payout-runs/${runId}`), consignorId);
  return read<PayoutShown>(who, `payouts/${id}`);
};
