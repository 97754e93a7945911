/**
 * A SEPA file: ISO 20022 pain.001.001.09, one payment information block with all transfers of one day. Addresses are structured,
 * with TwnNm and Ctry: since November 2026 banks take no others.
 * Source: ISO 20022 message definition report, EPC132-08 customer-to-bank guidelines.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { bankText } from './characters.ts';
import { type BankFileDraft, type BankPayment, totalOf } from './payment.ts';

const namespace = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';
/** The schema as ISO 20022 publishes it. */
const schemaFile = join(import.meta.dirname, 'schema/pain.001.001.09.xsd');

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (letter) => entities[letter] as string);
/** An element with a text, or with further elements; none where there is nothing. */
const leaf = (name: string, text: string | null, attribute = '') =>
  text === null || text === '' ? '' : `<${name}${attribute}>${escaped(text)}</${name}>`;
const node = (name: string, ...inner: string[]) => `<${name}>${inner.join('')}</${name}>`;

/** `1234.56` of minor units; euros have two decimals. */
const decimal = (amount: number) => `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;

const bankOf = (name: 'DbtrAgt' | 'CdtrAgt', bic: string | null) =>
  node(name, node('FinInstnId', bic === null ? node('Othr', leaf('Id', 'NOTPROVIDED')) : leaf('BICFI', bic)));

/** @throws RangeError for a file without the marketplace's account: rules refuse it before */
export function writePain(draft: BankFileDraft): string {
  const { sepa } = draft.origins;
  if (!sepa) throw new RangeError('a SEPA file needs an account to pay from');
  const count = String(draft.payments.length);
  const sum = decimal(totalOf(draft.payments));
  const address = node('PstlAdr', leaf('TwnNm', bankText(sepa.town)), leaf('Ctry', sepa.country));
  const header = node(
    'GrpHdr',
    leaf('MsgId', draft.messageId),
    leaf('CreDtTm', draft.madeAt),
    leaf('NbOfTxs', count),
    leaf('CtrlSum', sum),
    node('InitgPty', leaf('Nm', bankText(sepa.name))),
  );
  const block = node(
    'PmtInf',
    leaf('PmtInfId', draft.messageId),
    leaf('PmtMtd', 'TRF'),
    leaf('BtchBookg', 'false'),
    leaf('NbOfTxs', count),
    leaf('CtrlSum', sum),
    node('PmtTpInf', node('SvcLvl', leaf('Cd', 'SEPA'))),
    node('ReqdExctnDt', leaf('Dt', draft.paysOn)),
    node('Dbtr', leaf('Nm', bankText(sepa.name)), address),
    node('DbtrAcct', node('Id', leaf('IBAN', sepa.iban)), leaf('Ccy', 'EUR')),
    bankOf('DbtrAgt', sepa.bic),
    leaf('ChrgBr', 'SLEV'),
    ...draft.payments.map(transferOf),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${namespace}">${node('CstmrCdtTrfInitn', header, block)}</Document>\n`;
}

function transferOf({ reference, amount, currency, details }: BankPayment): string {
  if (details?.kind !== 'sepa') throw new RangeError('a SEPA file pays IBANs');
  const { holder, iban, bic, street, postalCode, town, country } = details;
  const written = (text: string | null) => (text === null ? null : bankText(text));
  return node(
    'CdtTrfTxInf',
    node('PmtId', leaf('InstrId', reference), leaf('EndToEndId', reference)),
    node('Amt', leaf('InstdAmt', decimal(amount), ` Ccy="${currency}"`)),
    bic === null ? '' : bankOf('CdtrAgt', bic),
    node(
      'Cdtr',
      leaf('Nm', bankText(holder)),
      node(
        'PstlAdr',
        leaf('StrtNm', written(street)),
        leaf('PstCd', written(postalCode)),
        leaf('TwnNm', bankText(town)),
        leaf('Ctry', country),
      ),
    ),
    node('CdtrAcct', node('Id', leaf('IBAN', iban))),
    node('RmtInf', leaf('Ustrd', `Payout ${reference}`)),
  );
}

let schema: string | undefined;
/** WebAssembly pages of 64 kB: the largest files have some dozen megabytes. */
const mostPages = 16_384;

/** What the schema refuses of a file; empty where it is valid. */
export async function painErrors(xml: string): Promise<string[]> {
  schema ??= readFileSync(schemaFile, 'utf8');
  const { valid, errors } = await validateXML({
    xml: { fileName: 'file.xml', contents: xml },
    schema: [{ fileName: 'pain.001.001.09.xsd', contents: schema }],
    maxMemoryPages: mostPages,
  });
  return valid ? [] : errors.map(({ message }) => message);
}
