/** Finance and its bank, over HTTP: bank data that is old enough, files, and answers as a bank writes them. */
import type { BankAnswerPlan, BankFileShown, BankFileText } from '@holdfast/shared/bankFiles';
import { nextBankDay } from '@holdfast/shared/bankFiles';
import type { PayableShown, PayoutRunShown, PayoutShown } from '@holdfast/shared/payouts';
import type { Fan } from './fan.ts';
import { ofConsignor, read, send, today } from './payoutClient.ts';

/** What a refusal has. */
export type Refused = {
  code: string;
  detail: string;
  errors: Array<{ field: string; code: string; message: string }>;
};

export const usAccount = {
  kind: 'us',
  holder: 'Pat Owner',
  holderKind: 'person',
  routingNumber: '021000021',
  accountNumber: '123456789',
  accountType: 'checking',
} as const;
export const sepaAccount = {
  kind: 'sepa',
  holder: 'Erika Müller',
  iban: 'DE89 3704 0044 0532 0130 00',
  bic: 'COBADEFFXXX',
  street: null,
  postalCode: null,
  town: 'Köln',
  country: 'DE',
} as const;
const usOrigin = {
  companyName: 'HOLDFAST',
  companyId: '1234567890',
  originName: 'HOLDFAST INC',
  immediateOrigin: '1234567890',
  destinationName: 'JPMORGAN CHASE',
  destination: '021000021',
  odfi: '091000019',
};
const sepaOrigin = {
  name: 'Holdfast',
  iban: 'FR7630006000011234567890189',
  bic: 'AGRIFRPP',
  town: 'Paris',
  country: 'FR',
};

/** The marketplace's own accounts, and no waiting for new bank data. */
export async function setUpBank(admin: Fan, change: object = {}): Promise<number> {
  const { body } = await admin.ask<{ version: number }>('GET', '/admin/settings/bank');
  const settings = {
    waitingDays: 0,
    requiresBankData: false,
    us: usOrigin,
    sepa: sepaOrigin,
    version: body.version,
  };
  return (await admin.ask('PUT', '/admin/settings/bank', { ...settings, ...change })).status;
}

export const giveBankData = (finance: Fan, consignorId: string, body: object = usAccount) =>
  finance.ask<Refused>('PUT', `/admin/consignors/${consignorId}/bank-data`, body);

/** The next day on which the bank pays. */
export const payDay = (calendar: 'fed' | 'target' = 'fed') => nextBankDay(calendar, today());

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
/** The trace number of a reference in an ACH file. */
export const traceIn = (text: string, reference: string) =>
  text
    .split('\r\n')
    .find((line) => line.startsWith('6') && line.includes(reference))
    ?.slice(79) ?? '';
