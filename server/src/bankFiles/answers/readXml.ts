/** Answers in XML: pain.002 and camt.053, in the versions in use; a reader doesn't need what it doesn't ask for. */
import { XMLParser } from 'fast-xml-parser';
import { meaningOf } from './codes.ts';
import type { ReadAnswer, Said } from './said.ts';

/** An element as it was parsed: texts, elements, and lists of these. */
type Tree = { [name: string]: unknown };

/** Elements that may come more than once are lists always. */
const lists = new Set([
  'OrgnlPmtInfAndSts',
  'TxInfAndSts',
  'StsRsnInf',
  'Stmt',
  'Ntry',
  'NtryDtls',
  'TxDtls',
  'AddtlInf',
  'RtrInf',
]);
const parser = new XMLParser({
  ignoreAttributes: false,
  removeNSPrefix: true,
  parseTagValue: false,
  processEntities: true,
  isArray: (name) => lists.has(name),
});

const child = (tree: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? (at as Tree)[name] : undefined),
    tree,
  );
const all = (tree: unknown, ...path: string[]): Tree[] => {
  const found = child(tree, ...path);
  return Array.isArray(found) ? (found as Tree[]) : [];
};
const text = (tree: unknown, ...path: string[]): string | null => {
  const found = child(tree, ...path);
  const inner = typeof found === 'object' && found !== null ? (found as Tree)['#text'] : found;
  return typeof inner === 'string' && inner.trim() !== '' ? inner.trim() : null;
};

/** @returns null for what is neither */
export function readXml(source: string): ReadAnswer | null {
  if (!/<\w*:?Document\b/.test(source)) return null;
  const document = (parser.parse(source) as Tree).Document;
  const status = child(document, 'CstmrPmtStsRpt');
  if (status !== undefined) return { format: 'pain002', lines: readStatus(status) };
  const statement = child(document, 'BkToCstmrStmt');
  return statement === undefined ? null : { format: 'camt053', lines: readStatement(statement) };
}

/** Minor units of an element's amount; euros and dollars have two decimals. */
function moneyOf(tree: unknown, ...path: string[]): Pick<Said, 'amount' | 'currency'> {
  const written = text(tree, ...path);
  const [, whole, part = ''] = /^(\d{1,13})(?:\.(\d{1,2})0*)?$/.exec(written ?? '') ?? [];
  return {
    amount: whole === undefined ? null : Number(whole) * 100 + Number(part.padEnd(2, '0')),
    currency: text(child(tree, ...path), '@_Ccy'),
  };
}

/** Statuses of ISO 20022 that mean neither yes nor no yet aren't here. */
const statuses: Readonly<Record<string, Said['says']>> = {
  RJCT: 'refused',
  ACSC: 'paid',
  ACCC: 'paid',
  ACCP: 'accepted',
  ACSP: 'accepted',
  ACTC: 'accepted',
  ACWC: 'accepted',
  RCVD: 'accepted',
  PDNG: 'accepted',
  PATC: 'accepted',
};

function reasonOf(tree: unknown): Pick<Said, 'code' | 'why'> {
  const [info] = all(tree, 'StsRsnInf');
  const code = text(info, 'Rsn', 'Cd') ?? text(info, 'Rsn', 'Prtry');
  return { code, why: meaningOf(code, wordsOf(info)) };
}
const wordsOf = (tree: unknown): string | null => {
  const words = child(tree, 'AddtlInf');
  return Array.isArray(words)
    ? words
        .filter((each) => typeof each === 'string')
        .join(' ')
        .slice(0, 300) || null
    : null;
};

function readStatus(report: unknown): Said[] {
  const group = child(report, 'OrgnlGrpInfAndSts');
  const blocks = all(report, 'OrgnlPmtInfAndSts');
  const lines = blocks.flatMap((block) => {
    const transactions = all(block, 'TxInfAndSts');
    return transactions.length > 0
      ? transactions.map((transaction) =>
          statusLine(transaction, text(transaction, 'TxSts'), text(transaction, 'OrgnlEndToEndId')),
        )
      : wholeFile(block, text(block, 'PmtInfSts'), text(block, 'OrgnlPmtInfId'));
  });
  return lines.length > 0 ? lines : wholeFile(group, text(group, 'GrpSts'), text(group, 'OrgnlMsgId'));
}

const statusLine = (tree: Tree, status: string | null, reference: string | null): Said => ({
  says: statuses[status ?? ''] ?? 'other',
  about: { reference: reference ?? '' },
  ...moneyOf(tree, 'OrgnlTxRef', 'Amt', 'InstdAmt'),
  ...reasonOf(tree),
  day: text(tree, 'AccptncDtTm')?.slice(0, 10) ?? null,
  correction: null,
});

function wholeFile(tree: unknown, status: string | null, messageId: string | null): Said[] {
  if (status === null || messageId === null) return [];
  return [{ ...statusLine(tree as Tree, status, null), about: { messageId }, amount: null, currency: null }];
}

function readStatement(statement: unknown): Said[] {
  return all(statement, 'Stmt').flatMap((each) => all(each, 'Ntry').flatMap(readEntry));
}

/** A booked entry of the account; what is pending says nothing yet. */
function readEntry(entry: Tree): Said[] {
  const status = text(entry, 'Sts') ?? text(entry, 'Sts', 'Cd');
  if (status !== 'BOOK') return [];
  const day = text(entry, 'BookgDt', 'Dt') ?? text(entry, 'BookgDt', 'DtTm')?.slice(0, 10) ?? null;
  const isDebit = text(entry, 'CdtDbtInd') === 'DBIT';
  const isReversal = text(entry, 'RvslInd') === 'true';
  const says = isDebit && !isReversal ? 'paid' : !isDebit ? 'returned' : 'other';
  const details = all(entry, 'NtryDtls');
  const transactions = details.flatMap((each) => all(each, 'TxDtls'));
  const named = transactions.filter((each) => isKey(text(each, 'Refs', 'EndToEndId')));
  const of = (tree: Tree): Said => {
    const [back] = all(tree, 'RtrInf');
    const code = text(back, 'Rsn', 'Cd') ?? text(back, 'Rsn', 'Prtry');
    const sum = moneyOf(tree, 'Amt');
    const original = moneyOf(tree, 'AmtDtls', 'TxAmt', 'Amt');
    return {
      says,
      about: { reference: text(tree, 'Refs', 'EndToEndId') ?? '' },
      ...(sum.amount === null
        ? original.amount === null && transactions.length === 1
          ? moneyOf(entry, 'Amt')
          : original
        : sum),
      code,
      why: says === 'returned' ? meaningOf(code, wordsOf(back)) : 'Booked on the account',
      day,
      correction: null,
    };
  };
  if (named.length > 0) return named.map(of);
  const [first] = transactions;
  const messageId =
    text(first, 'Refs', 'MsgId') ??
    text(first, 'Refs', 'PmtInfId') ??
    text(details[0], 'Btch', 'MsgId') ??
    text(details[0], 'Btch', 'PmtInfId');
  return [
    {
      says,
      about: messageId === null ? { reference: '' } : { messageId },
      ...moneyOf(entry, 'Amt'),
      code: null,
      why: 'Booked on the account',
      day,
      correction: null,
    },
  ];
}

const isKey = (reference: string | null) => reference !== null && reference !== 'NOTPROVIDED';
