/** What only the server checks of bank data: countries' IBANs, and countries. */
import type { BankDetails } from '@holdfast/shared/bankAccounts';
import type { FieldProblem } from '@holdfast/shared/http';
import { isSEPACountry, isValidBIC, ValidationErrorsIBAN, validateIBAN } from 'ibantools';
import { countries } from '../catalog/index.ts';

const sayings: Partial<Record<ValidationErrorsIBAN, string>> = {
  [ValidationErrorsIBAN.NoIBANCountry]: 'No country has IBANs that begin so.',
  [ValidationErrorsIBAN.WrongBBANLength]: 'This IBAN is too short or too long for its country.',
  [ValidationErrorsIBAN.WrongBBANFormat]: 'This IBAN isn’t as its country writes them.',
};

/** What is wrong with an IBAN, or null. @param iban without spaces, in capital letters */
export function ibanProblem(iban: string): string | null {
  const { valid, errorCodes } = validateIBAN(iban);
  if (!valid)
    return (
      errorCodes.map((code) => sayings[code]).find((text) => text !== undefined) ??
      'A digit of this IBAN is wrong: its check digits don’t fit. Compare it with your bank’s papers.'
    );
  if (!isSEPACountry(iban.slice(0, 2)))
    return 'Banks of this country take no SEPA transfers. Give an IBAN of a country that does.';
  return null;
}

/** What is wrong with a BIC, or null. @param country of the IBAN beside it; some territories use the code of their bank's country */
export const bicProblem = (bic: string): string | null =>
  isValidBIC(bic) ? null : 'This isn’t a BIC: it names a country after four letters, such as COBADEFF.';

/** Whether there is such a country. @param country two letters */
export const isCountry = (country: string): boolean => countries().some(({ id }) => id === country);

/** What is wrong with bank data, field by field. */
export function detailProblems(details: BankDetails): FieldProblem[] {
  if (details.kind === 'us') return [];
  const wrong = (field: string, message: string | null) =>
    message === null ? [] : [{ field, code: 'wrong', message }];
  return [
    ...wrong('iban', ibanProblem(details.iban)),
    ...wrong('bic', details.bic === null ? null : bicProblem(details.bic)),
    ...wrong(
      'country',
      isCountry(details.country) ? null : 'There is no such country. Give two letters, such as DE.',
    ),
  ];
}
