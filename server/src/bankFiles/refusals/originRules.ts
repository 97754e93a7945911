/** What a bank refuses of the marketplace's own account. It is corrected under Settings. */
import { isRoutingNumber } from '@holdfast/shared/bankAccounts';
import { bicProblem, ibanProblem, isCountry } from '../../bankAccounts/index.ts';
import { bankText, isAchText, isSepaText, unwritable } from '../characters.ts';
import type { BankFileDraft } from '../payment.ts';
import type { Rule } from './rule.ts';

type OriginRule = Rule<BankFileDraft, null>;
type Sepa = NonNullable<BankFileDraft['origins']['sepa']>;
type Us = NonNullable<BankFileDraft['origins']['us']>;

const atSettings = 'An administrator corrects it under Settings, Paying by bank.';

const sepa = (
  id: string,
  field: keyof Sepa,
  says: string,
  refuses: (origin: Sepa) => boolean,
): OriginRule => ({
  id,
  field: `origin.${field}`,
  says: `${says} ${atSettings}`,
  refuses: ({ format, origins }) => format === 'pain001' && origins.sepa !== null && refuses(origins.sepa),
});
const us = (id: string, field: keyof Us, says: string, refuses: (origin: Us) => boolean): OriginRule => ({
  id,
  field: `origin.${field}`,
  says: `${says} ${atSettings}`,
  refuses: ({ format, origins }) => format === 'nacha' && origins.us !== null && refuses(origins.us),
});
const isEmpty = (text: string) => bankText(text) === '';
const isLonger = (text: string, most: number) => bankText(text).length > most;

export const originRules: readonly OriginRule[] = [
  {
    id: 'O1',
    field: 'origin',
    says: 'The marketplace’s own account isn’t set. An administrator gives it under Settings, Paying by bank.',
    refuses: ({ format, origins }) => (format === 'pain001' ? origins.sepa : origins.us) === null,
  },
  sepa('O2', 'name', 'The name of the marketplace’s account is empty.', ({ name }) => isEmpty(name)),
  sepa('O3', 'name', 'The name of the marketplace’s account is longer than 70 characters.', ({ name }) =>
    isLonger(name, 70),
  ),
  sepa(
    'O4',
    'name',
    'The name of the marketplace’s account has letters that banks refuse.',
    ({ name }) => unwritable(name, isSepaText) !== '',
  ),
  sepa(
    'O5',
    'iban',
    'The marketplace’s IBAN isn’t one of a SEPA country, or a digit is wrong.',
    ({ iban }) => ibanProblem(iban) !== null,
  ),
  sepa(
    'O6',
    'bic',
    'The marketplace’s BIC isn’t one.',
    ({ bic }) => bic !== null && bicProblem(bic) !== null,
  ),
  sepa('O7', 'town', 'The marketplace’s town is missing.', ({ town }) => isEmpty(town)),
  sepa('O8', 'town', 'The marketplace’s town is longer than 35 characters.', ({ town }) =>
    isLonger(town, 35),
  ),
  sepa(
    'O9',
    'town',
    'The marketplace’s town has letters that banks refuse.',
    ({ town }) => unwritable(town, isSepaText) !== '',
  ),
  sepa('O10', 'country', 'The marketplace’s country isn’t one.', ({ country }) => !isCountry(country)),
  us('O11', 'companyName', 'The company name is empty.', ({ companyName }) => isEmpty(companyName)),
  us('O12', 'companyName', 'The company name is longer than 16 characters.', ({ companyName }) =>
    isLonger(companyName, 16),
  ),
  us(
    'O13',
    'companyName',
    'The company name has letters that banks refuse.',
    ({ companyName }) => unwritable(companyName, isAchText) !== '',
  ),
  us(
    'O14',
    'companyId',
    'The company id hasn’t ten letters and digits.',
    ({ companyId }) => !/^[A-Za-z0-9]{10}$/.test(companyId),
  ),
  us('O15', 'odfi', 'The originating bank’s routing number isn’t one.', ({ odfi }) => !isRoutingNumber(odfi)),
  us(
    'O16',
    'destination',
    'The routing number of the bank that takes the file isn’t one.',
    ({ destination }) => !isRoutingNumber(destination),
  ),
  us('O17', 'destinationName', 'The name of the bank that takes the file is empty.', ({ destinationName }) =>
    isEmpty(destinationName),
  ),
  us(
    'O18',
    'destinationName',
    'The name of the bank that takes the file is longer than 23 characters.',
    ({ destinationName }) => isLonger(destinationName, 23),
  ),
  us(
    'O19',
    'destinationName',
    'The name of the bank that takes the file has letters that banks refuse.',
    ({ destinationName }) => unwritable(destinationName, isAchText) !== '',
  ),
  us('O20', 'originName', 'The name of who makes the file is empty.', ({ originName }) =>
    isEmpty(originName),
  ),
  us('O21', 'originName', 'The name of who makes the file is longer than 23 characters.', ({ originName }) =>
    isLonger(originName, 23),
  ),
  us(
    'O22',
    'originName',
    'The name of who makes the file has letters that banks refuse.',
    ({ originName }) => unwritable(originName, isAchText) !== '',
  ),
  us(
    'O23',
    'immediateOrigin',
    'The file’s immediate origin hasn’t nine or ten letters and digits.',
    ({ immediateOrigin }) => !/^[A-Za-z0-9]{9,10}$/.test(immediateOrigin),
  ),
];
