/** Each rule is broken once in a file that a bank would take otherwise, and must be named; the README's table lists the same rules. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  paymentTo,
  type SepaDetails,
  sepaDetails,
  sepaDraft,
  type UsDetails,
  usDetails,
  usDraft,
} from '../drafts.fixture.ts';
import type { BankFileDraft, BankPayment } from '../payment.ts';
import { answerRules } from './answerRules.ts';
import { fileRefusals, paymentRefusals, ruleIds } from './index.ts';

type Case = readonly [rule: string, what: string, draft: BankFileDraft];

type SepaOrigin = NonNullable<BankFileDraft['origins']['sepa']>;
type UsOrigin = NonNullable<BankFileDraft['origins']['us']>;
const long = 'A long name '.repeat(7);
const file = (change: Partial<BankFileDraft>): BankFileDraft => ({ ...sepaDraft, ...change });
const ach = (change: Partial<BankFileDraft>): BankFileDraft => ({ ...usDraft, ...change });
const fromSepa = (change: Partial<SepaOrigin>) =>
  file({ origins: { us: null, sepa: { ...(sepaDraft.origins.sepa as SepaOrigin), ...change } } });
const fromUs = (change: Partial<UsOrigin>) =>
  ach({ origins: { sepa: null, us: { ...(usDraft.origins.us as UsOrigin), ...change } } });
const toSepa = (change: Partial<SepaDetails>, payment: Partial<BankPayment> = {}) =>
  file({ payments: [paymentTo({ ...sepaDetails, ...change }, 1, payment)] });
const toUs = (change: Partial<Record<keyof UsDetails, unknown>>, payment: Partial<BankPayment> = {}) =>
  ach({ payments: [paymentTo({ ...usDetails, ...change } as UsDetails, 1, payment)] });
const twice = (payment: Partial<BankPayment>) => [paymentTo(usDetails, 1), paymentTo(usDetails, 2, payment)];

const cases: readonly Case[] = [
  ['F1', 'nothing to pay', file({ payments: [] })],
  [
    'F2',
    'too many payouts',
    file({ payments: Array.from({ length: 100_000 }, (_, at) => paymentTo(sepaDetails, at)) }),
  ],
  ['F3', 'a payout twice', ach({ payments: twice({ payoutId: 'pyt_1' }) })],
  ['F4', 'a key twice', ach({ payments: twice({ reference: paymentTo(usDetails, 1).reference }) })],
  ['F5', 'a trace twice', ach({ payments: twice({ trace: '0000001' }) })],
  [
    'F6',
    'more than twelve digits',
    file({
      payments: Array.from({ length: 11 }, (_, at) => paymentTo(sepaDetails, at, { amount: 99_999_999_999 })),
    }),
  ],
  ['F7', 'SEPA in dollars', file({ currency: 'USD' })],
  ['F8', 'ACH in euros', ach({ currency: 'EUR' })],
  ['F9', 'no day', file({ paysOn: '2026-02-30' })],
  ['F10', 'a day that is over', file({ paysOn: '2026-11-27' })],
  ['F11', 'today', file({ paysOn: '2026-11-30' })],
  ['F12', 'far ahead', file({ paysOn: '2027-01-05' })],
  ['F13', 'a Saturday', file({ paysOn: '2026-12-05' })],
  ['F14', 'a holiday of TARGET', file({ today: '2026-12-20', paysOn: '2026-12-25' })],
  ['F14', 'a holiday of the Federal Reserve', ach({ today: '2026-11-20', paysOn: '2026-11-26' })],
  ['F15', 'a key of 36 characters', file({ messageId: 'H'.repeat(36) })],
  ['F16', 'a key with a slash at its end', file({ messageId: 'HF1/' })],
  ['F17', 'the 37th ACH file of a day', ach({ modifier: '' })],
  ['O1', 'no account of the marketplace', file({ origins: { sepa: null, us: null } })],
  ['O1', 'no ACH agreement', ach({ origins: { sepa: null, us: null } })],
  ['O2', 'no name', fromSepa({ name: ' ' })],
  ['O3', 'a long name', fromSepa({ name: long })],
  ['O4', 'a name in another script', fromSepa({ name: 'Билеты' })],
  ['O5', 'a wrong IBAN', fromSepa({ iban: 'FR7630006000011234567890188' })],
  ['O6', 'a wrong BIC', fromSepa({ bic: 'AGRIXXPP' })],
  ['O7', 'no town', fromSepa({ town: '' })],
  ['O8', 'a long town', fromSepa({ town: long })],
  ['O9', 'a town in another script', fromSepa({ town: 'Αθήνα' })],
  ['O10', 'no such country', fromSepa({ country: 'XX' })],
  ['O11', 'no company name', fromUs({ companyName: '' })],
  ['O12', 'a long company name', fromUs({ companyName: 'HOLDFAST TICKETS INC' })],
  ['O13', 'a company name in another script', fromUs({ companyName: 'Билеты' })],
  ['O14', 'a short company id', fromUs({ companyId: '123456789' })],
  ['O15', 'a wrong originating bank', fromUs({ odfi: '091000018' })],
  ['O16', 'a wrong destination', fromUs({ destination: '021000022' })],
  ['O17', 'no name of the destination', fromUs({ destinationName: '' })],
  ['O18', 'a long name of the destination', fromUs({ destinationName: long })],
  ['O19', 'a destination in another script', fromUs({ destinationName: '銀行' })],
  ['O20', 'no name of the origin', fromUs({ originName: '' })],
  ['O21', 'a long name of the origin', fromUs({ originName: long })],
  ['O22', 'an origin in another script', fromUs({ originName: '票' })],
  ['O23', 'a short immediate origin', fromUs({ immediateOrigin: '12345678' })],
  ['P1', 'held by finance', toSepa({}, { hold: 'finance' })],
  ['P2', 'no bank data', file({ payments: [paymentTo(null)] })],
  ['P3', 'new bank data', toUs({}, { hold: 'bankChanged' })],
  ['P4', 'an IBAN in an ACH file', ach({ payments: [paymentTo(sepaDetails, 1, { currency: 'USD' })] })],
  ['P4', 'a US account in a SEPA file', file({ payments: [paymentTo(usDetails, 1, { currency: 'EUR' })] })],
  ['P5', 'half a cent', toSepa({}, { amount: 100.5 })],
  ['P6', 'nothing', toUs({}, { amount: 0 })],
  ['P7', 'a billion euros', toSepa({}, { amount: 100_000_000_000 })],
  ['P7', 'a hundred million dollars', toUs({}, { amount: 10_000_000_000 })],
  ['P8', 'another currency', toSepa({}, { currency: 'CHF' })],
  ['P9', 'no key', toSepa({}, { reference: '' })],
  ['P10', 'a key of 36 characters', toSepa({}, { reference: 'H'.repeat(36) })],
  ['P10', 'a key of 16 characters in an ACH file', toUs({}, { reference: 'H'.repeat(16) })],
  ['P11', 'a key with two slashes', toSepa({}, { reference: 'HFP//1' })],
  ['P12', 'tax data missing', toSepa({}, { hold: 'tax' })],
  ['P13', 'paid by Stripe until lately', toUs({}, { hold: 'paidByChanged' })],
  ['S1', 'no name', toSepa({ holder: '\u00a0' })],
  ['S2', 'a long name', toSepa({ holder: long })],
  ['S3', 'a name in another script', toSepa({ holder: 'Юрий Левитан' })],
  ['S3', 'a name with a picture', toSepa({ holder: 'Pat 🎟' })],
  ['S4', 'an IBAN with a space', toSepa({ iban: 'DE89 370400440532013000' })],
  ['S5', 'a wrong digit', toSepa({ iban: 'DE89370400440532013001' })],
  ['S5', 'too short for its country', toSepa({ iban: 'DE8937040044053201300' })],
  ['S5', 'no such country', toSepa({ iban: 'XX89370400440532013000' })],
  ['S5', 'a country outside of SEPA', toSepa({ iban: 'SA0380000000608010167519', bic: null })],
  ['S6', 'the marketplace’s own account', toSepa({ iban: 'FR7630006000011234567890189', bic: null })],
  ['S7', 'no BIC', toSepa({ bic: 'COBAXXFF' })],
  ['S8', 'a BIC of another country', toSepa({ bic: 'AGRIFRPP' })],
  ['S9', 'a BIC of a test system', toSepa({ bic: 'COBADEF0' })],
  ['S10', 'Switzerland without a BIC', toSepa({ iban: 'CH9300762011623852957', bic: null, country: 'CH' })],
  ['S11', 'a long street', toSepa({ street: long })],
  ['S12', 'a street in another script', toSepa({ street: 'ул. Ленина 1' })],
  ['S13', 'a long postal code', toSepa({ postalCode: '12345678901234567' })],
  ['S14', 'a postal code with others', toSepa({ postalCode: '１０６２３' })],
  ['S15', 'no town', toSepa({ town: '' })],
  ['S16', 'a long town', toSepa({ town: long })],
  ['S17', 'a town in another script', toSepa({ town: 'Αθήνα' })],
  ['S18', 'no country', toSepa({ country: '' })],
  ['S19', 'no such country', toSepa({ country: 'XX' })],
  ['U1', 'no name', toUs({ holder: '' })],
  ['U2', 'a name in another script', toUs({ holder: 'Юрий' })],
  ['U3', 'whose account isn’t said', toUs({ holderKind: undefined })],
  ['U4', 'eight digits', toUs({ routingNumber: '02100002' })],
  ['U5', 'the Treasury', toUs({ routingNumber: '000000518' })],
  ['U5', 'traveler’s checks', toUs({ routingNumber: '800000013' })],
  ['U6', 'a wrong digit', toUs({ routingNumber: '021000022' })],
  ['U7', 'no number', toUs({ accountNumber: '' })],
  ['U8', 'eighteen digits', toUs({ accountNumber: '1'.repeat(18) })],
  ['U9', 'a dash', toUs({ accountNumber: '12-34' })],
  ['U10', 'zeros alone', toUs({ accountNumber: '000000' })],
  ['U11', 'neither checking nor savings', toUs({ accountType: 'credit' })],
  ...answerRules.map(({ id }): Case => {
    const to = /^R\d/.test(id) ? toUs : toSepa;
    return [id, 'what the bank said of it last time', to({}, { lastWord: id })];
  }),
];

const all = (draft: BankFileDraft) => [
  ...fileRefusals(draft),
  ...(draft.payments.length > 10 ? [] : draft.payments.flatMap((payment) => paymentRefusals(payment, draft))),
];

describe('a bank takes', () => {
  it.each([
    ['a SEPA file', sepaDraft],
    ['an ACH file', usDraft],
    ['a company', toUs({ holderKind: 'company', accountType: 'savings' })],
    ['an IBAN of the euro area without a BIC', toSepa({ bic: null })],
    ['an address of a town and a country', toSepa({ street: null, postalCode: null })],
    [
      'Switzerland with its BIC',
      toSepa({ iban: 'CH9300762011623852957', bic: 'UBSWCHZH80A', country: 'CH' }),
    ],
    ['the bank of an overseas territory', toSepa({ iban: 'FR1420041010050500013M02606', bic: 'PSSTFRPP' })],
    ['who had too little money to be charged once', toUs({}, { lastWord: 'R01' })],
    ['the Friday after Thanksgiving', ach({ today: '2026-11-20', paysOn: '2026-11-27' })],
  ])('%s', (_, draft) => expect(all(draft)).toEqual([]));
});

describe('a bank refuses', () => {
  it.each(cases)('%s: %s', (rule, _, draft) => {
    const found = all(draft);
    expect(found.map((each) => each.rule)).toContain(rule);
    for (const { message } of found) expect(message).toMatch(/^\S.{9,}[.]$/);
  });

  it('each rule has a case, and a line of the README', () => {
    expect([...new Set(cases.map(([rule]) => rule))]).toEqual(ruleIds);
    expect(new Set(ruleIds).size).toBe(ruleIds.length);
    const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
    expect([...readme.matchAll(/^\| ([A-Z]+\d+|CNOR) \|/gm)].map(([, id]) => id)).toEqual(['F0', ...ruleIds]);
  });
});
