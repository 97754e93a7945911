/** Finance and its bank, over HTTP: bank data that is old enough, files, and answers as a bank writes them. */
import type { BankAnswerPlan, BankFileShown, BankFileText } from '@holdfast/shared/bankFiles';
import { nextBankDay } from '@holdfast/shared/bankFiles';
import type { Fan } from './fan.ts';
import { read, send, today } from './payoutClient.ts';

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

const pad = (text: string, width: number) => text.padEnd(width).slice(0, width);
/** An ACH file of returns (799) or corrections (798), as the receiving banks write them, one batch each. */
export function achAnswer(
  entries: Array<{ trace: string; code: string; amount: number; data?: string; kind?: '98' | '99' }>,
): string {
  const lines = [
    pad('101 1234567890 0210000212611300900A094101HOLDFAST INC           JPMORGAN CHASE', 94),
    pad('5200HOLDFAST                            1234567890PPDPAYOUT    261130261130   1091000010000001', 94),
    ...entries.flatMap(({ trace, code, amount, data = '', kind = '99' }, at) => [
      pad(
        `626021000021123456789        ${String(kind === '98' ? 0 : amount).padStart(10, '0')}HFP000000000000Pat Owner               1${trace}`,
        94,
      ),
      // Columns 22 to 27 are of a death; 28 to 35 the receiving bank; 36 on is text or what is corrected.
      pad(`7${kind}${code}${trace}      02100002${pad(data, 44)}${String(at + 1).padStart(15, '0')}`, 94),
    ]),
    pad('82000000020002100002000000000000000000000000', 94),
    pad('9000001000001000000020002100002000000000000000000000000', 94),
  ];
  return lines.join('\n');
}

/** A status report: each transfer by its key. */
export const painAnswer = (
  transactions: Array<{ key: string; status: string; code?: string }>,
  about = 'HF1',
) =>
  `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
  <GrpHdr><MsgId>R1</MsgId><CreDtTm>2037-01-01T10:00:00</CreDtTm></GrpHdr>
  <OrgnlGrpInfAndSts><OrgnlMsgId>${about}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
  <OrgnlPmtInfAndSts><OrgnlPmtInfId>${about}</OrgnlPmtInfId>${transactions
    .map(
      ({ key, status, code }) =>
        `<TxInfAndSts><OrgnlEndToEndId>${key}</OrgnlEndToEndId><TxSts>${status}</TxSts>${code ? `<StsRsnInf><Rsn><Cd>${code}</Cd></Rsn></StsRsnInf>` : ''}</TxInfAndSts>`,
    )
    .join('')}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;

/** An account statement: debits and credits that name keys. */
export const camtAnswer = (
  entries: Array<{ key: string; amount: string; isCredit?: boolean; code?: string; day?: string }>,
) =>
  `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id>${entries
    .map(
      ({ key, amount, isCredit = false, code, day = today() }) =>
        `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${isCredit ? 'CRDT' : 'DBIT'}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${day}</Dt></BookgDt>
        <NtryDtls><TxDtls><Refs><EndToEndId>${key}</EndToEndId></Refs><Amt Ccy="EUR">${amount}</Amt>${code ? `<RtrInf><Rsn><Cd>${code}</Cd></Rsn></RtrInf>` : ''}</TxDtls></NtryDtls></Ntry>`,
    )
    .join('')}</Stmt></BkToCstmrStmt></Document>`;
