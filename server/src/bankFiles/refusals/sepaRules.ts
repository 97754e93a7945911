/** What a SEPA bank refuses of one payout's bank data. Source: EPC115-06, SEPA credit transfer guidelines; ISO 20022. */
import type { BankDetails } from '@holdfast/shared/bankAccounts';
import { bicProblem, ibanProblem, isCountry } from '../../bankAccounts/index.ts';
import { bankText, isSepaText, unwritable } from '../characters.ts';
import type { BankFileDraft } from '../payment.ts';
import type { PaymentRule } from './paymentRules.ts';

type Sepa = Extract<BankDetails, { kind: 'sepa' }>;

/** SEPA countries outside of the European Economic Area: their banks are found by their BIC. Source: EPC409-09. */
const outside = new Set([
  'AD',
  'AL',
  'CH',
  'GB',
  'MC',
  'MD',
  'ME',
  'MK',
  'RS',
  'SM',
  'VA',
  'JE',
  'GG',
  'IM',
  'GI',
]);
/** Territories whose IBANs name the country that they belong to. */
const sameBanks: Readonly<Record<string, readonly string[]>> = {
  FR: ['FR', 'BL', 'GF', 'GP', 'MF', 'MQ', 'NC', 'PF', 'PM', 'RE', 'WF', 'YT', 'MC'],
  GB: ['GB', 'GG', 'IM', 'JE'],
  FI: ['FI', 'AX'],
};

const rule = (
  id: string,
  field: keyof Sepa,
  says: string | ((details: Sepa) => string),
  refuses: (details: Sepa, file: BankFileDraft) => boolean,
): PaymentRule => ({
  id,
  field,
  says: ({ details }) => (typeof says === 'string' ? says : says(details as Sepa)),
  refuses: ({ details }, file) => details?.kind === 'sepa' && refuses(details, file),
});
const isEmpty = (text: string) => bankText(text) === '';
const isLonger = (text: string | null, most: number) => text !== null && bankText(text).length > most;
const letters = (what: string, text: string | null) =>
  `${what} has characters that banks refuse: ${unwritable(text ?? '', isSepaText)}. Write it with Latin letters.`;
const hasOthers = (text: string | null) => text !== null && unwritable(text, isSepaText) !== '';

export const sepaRules: readonly PaymentRule[] = [
  rule('S1', 'holder', 'The account holder’s name is empty.', ({ holder }) => isEmpty(holder)),
  rule('S2', 'holder', 'The account holder’s name is longer than 70 characters.', ({ holder }) =>
    isLonger(holder, 70),
  ),
  rule(
    'S3',
    'holder',
    ({ holder }) => letters('The account holder’s name', holder),
    ({ holder }) => hasOthers(holder),
  ),
  rule(
    'S4',
    'iban',
    'The IBAN isn’t written as one.',
    ({ iban }) => !/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban),
  ),
  rule(
    'S5',
    'iban',
    ({ iban }) => ibanProblem(iban) ?? '',
    ({ iban }) => ibanProblem(iban) !== null,
  ),
  rule(
    'S6',
    'iban',
    'It is the marketplace’s own account: a bank doesn’t pay an account from itself.',
    ({ iban }, { origins }) => iban === origins.sepa?.iban,
  ),
  rule(
    'S7',
    'bic',
    ({ bic }) => bicProblem(bic ?? '') ?? '',
    ({ bic }) => bic !== null && bicProblem(bic) !== null,
  ),
  rule('S8', 'bic', 'The BIC is of a bank in another country than the IBAN.', ({ bic, iban }) => {
    const country = iban.slice(0, 2);
    return bic !== null && !(sameBanks[country] ?? [country]).includes(bic.slice(4, 6));
  }),
  rule(
    'S9',
    'bic',
    'The BIC is of a bank’s test system: its eighth character is 0.',
    ({ bic }) => bic?.[7] === '0',
  ),
  rule(
    'S10',
    'bic',
    'Banks of this country are found by their BIC. Add it.',
    ({ bic, iban }) => bic === null && outside.has(iban.slice(0, 2)),
  ),
  rule('S11', 'street', 'The street is longer than 70 characters.', ({ street }) => isLonger(street, 70)),
  rule(
    'S12',
    'street',
    ({ street }) => letters('The street', street),
    ({ street }) => hasOthers(street),
  ),
  rule('S13', 'postalCode', 'The postal code is longer than 16 characters.', ({ postalCode }) =>
    isLonger(postalCode, 16),
  ),
  rule(
    'S14',
    'postalCode',
    ({ postalCode }) => letters('The postal code', postalCode),
    ({ postalCode }) => hasOthers(postalCode),
  ),
  rule('S15', 'town', 'The town is missing: banks take no address without one.', ({ town }) => isEmpty(town)),
  rule('S16', 'town', 'The town is longer than 35 characters.', ({ town }) => isLonger(town, 35)),
  rule(
    'S17',
    'town',
    ({ town }) => letters('The town', town),
    ({ town }) => hasOthers(town),
  ),
  rule(
    'S18',
    'country',
    'The country is missing: banks take no address without one.',
    ({ country }) => country === '',
  ),
  rule(
    'S19',
    'country',
    'The country isn’t one of ISO 3166, in two letters.',
    ({ country }) => !isCountry(country),
  ),
];
