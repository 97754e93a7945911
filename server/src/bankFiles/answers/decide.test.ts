/** What each word of a bank does to an attempt in each state: the whole table. */
import { describe, expect, it } from 'vitest';
import { decideAnswer, type KnownAttempt } from './decide.ts';
import { readText } from './readText.ts';
import type { Said } from './said.ts';

const attempt: KnownAttempt = {
  id: 'pat_1',
  payoutId: 'pyt_1',
  reference: 'HFP1',
  consignor: { id: 'con_1', name: 'Pat' },
  bankAccountId: 'bka_1',
  isAccountInUse: true,
  amount: 18_000,
  currency: 'USD',
  state: 'sending',
};
const said = (says: Said['says'], change: Partial<Said> = {}): Said => ({
  says,
  about: { reference: 'HFP1' },
  amount: 18_000,
  currency: 'USD',
  code: 'R02',
  why: 'The account is closed',
  day: null,
  correction: null,
  ...change,
});
const outcomes = (lines: Said[], ...attempts: KnownAttempt[]) =>
  decideAnswer(lines, () => attempts).map(({ line }) => line.outcome);

const states = ['sending', 'paid', 'failed', 'returned', 'recalled'] as const;
const table = {
  accepted: ['nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
  paid: ['paid', 'nothing', 'contradiction', 'nothing', 'contradiction'],
  refused: ['failed', 'returned', 'nothing', 'nothing', 'nothing'],
  returned: ['returned', 'returned', 'nothing', 'nothing', 'contradiction'],
  correction: ['corrected', 'corrected', 'corrected', 'corrected', 'corrected'],
  other: ['nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
} as const;

describe.each(Object.entries(table))('%s', (says, wanted) => {
  it.each(states.map((state, at) => [state, wanted[at]] as const))('%s: %s', (state, outcome) => {
    const correction = says === 'correction' ? { accountNumber: '12345678' } : null;
    const line = said(says as Said['says'], { correction, ...(correction ? { amount: null } : {}) });
    expect(outcomes([line], { ...attempt, state })).toEqual([outcome]);
  });
});

it('later lines see what earlier ones do', () => {
  const lines = [said('paid'), said('paid'), said('returned'), said('returned'), said('paid')];
  expect(outcomes(lines, attempt)).toEqual(['paid', 'nothing', 'returned', 'nothing', 'nothing']);
});

it('books nothing of another sum, or of nobody', () => {
  expect(outcomes([said('returned', { amount: 17_999 })], attempt)).toEqual(['contradiction']);
  expect(outcomes([said('paid', { currency: 'EUR' })], attempt)).toEqual(['contradiction']);
  expect(outcomes([said('paid')])).toEqual(['unknown']);
});

it('a movement of a whole file is its sum, less what was refused', () => {
  const whole = (amount: number) => said('paid', { about: { messageId: 'HF1' }, amount });
  const others = [attempt, { ...attempt, id: 'pat_2', payoutId: 'pyt_2' }] as const;
  expect(outcomes([whole(36_000)], ...others)).toEqual(['paid', 'paid']);
  expect(outcomes([whole(35_000)], ...others)).toEqual(['contradiction', 'contradiction']);
});

it('corrects bank data that is in use, with what is bank data', () => {
  const line = (correction: Said['correction']) => said('correction', { correction, amount: null });
  expect(outcomes([line({ routingNumber: '021000022' })], attempt)).toEqual(['contradiction']);
  expect(outcomes([line({ routingNumber: '021000021' })], { ...attempt, isAccountInUse: false })).toEqual([
    'nothing',
  ]);
  expect(outcomes([line(null)], attempt)).toEqual(['nothing']);
});

describe('an account statement', () => {
  const entry = (inner: string, status = 'BOOK', side = 'DBIT') =>
    `<Ntry><Amt Ccy="EUR">180.00</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts>${status}</Sts><BookgDt><Dt>2037-01-02</Dt></BookgDt>${inner}</Ntry>`;
  const read = (entries: string) => {
    const text = `<ns:Document xmlns:ns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><ns:BkToCstmrStmt><ns:Stmt>${entries.replaceAll(/<(\/?)(\w)/g, '<$1ns:$2')}</ns:Stmt></ns:BkToCstmrStmt></ns:Document>`;
    const result = readText(Buffer.from(text));
    return 'answer' in result ? result.answer.lines : result.refused;
  };

  it('of version 2, with a prefix, says what is booked and leaves out what is pending', () => {
    expect(
      read(
        entry('', 'PDNG') +
          entry('<NtryDtls><TxDtls><Refs><EndToEndId>HFP1</EndToEndId></Refs></TxDtls></NtryDtls>'),
      ),
    ).toMatchObject([
      { says: 'paid', about: { reference: 'HFP1' }, amount: 18_000, currency: 'EUR', day: '2037-01-02' },
    ]);
  });

  it('of a batch names the file', () => {
    expect(read(entry('<NtryDtls><Btch><PmtInfId>HF1</PmtInfId></Btch></NtryDtls>'))).toMatchObject([
      { says: 'paid', about: { messageId: 'HF1' }, amount: 18_000 },
    ]);
  });

  it('of a credit that names a key is a return, and of nothing of ours has no key', () => {
    const lines = read(
      entry(
        '<NtryDtls><TxDtls><Refs><EndToEndId>HFP1</EndToEndId></Refs><RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Konto erloschen</AddtlInf></RtrInf></TxDtls></NtryDtls>',
        'BOOK',
        'CRDT',
      ) + entry('', 'BOOK', 'CRDT'),
    );
    expect(lines).toMatchObject([
      { says: 'returned', code: 'AC04', why: 'The account is closed: Konto erloschen' },
      { about: { reference: '' } },
    ]);
  });
});
