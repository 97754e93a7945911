/** What a person may choose as a password, beside the contract's rules: nothing that is tried first. */
import { normalPassword, passwordProblem } from '@holdfast/shared/accounts';
import commonPasswords from 'fxa-common-password-list';
import { fieldsRefused } from '../platform/problem.ts';

const tooWeak = (field: string, message: string) => fieldsRefused([{ field, code: 'too_weak', message }]);

/**
 * Refuses the 50,000 most used passwords of at least eight characters in any letter case, 3,318 of which are long enough for
 * this marketplace. Source: OWASP ASVS 5.0, 6.2.4; the list is Mozilla's, of ten million leaked ones.
 * @throws Problem `validation_failed` of the field
 */
export function refuseCommon(password: string, field = 'password'): void {
  const normal = normalPassword(password).trim();
  if ([normal, normal.toLowerCase()].some((each) => commonPasswords.test(each)))
    throw tooWeak(field, 'Many people use this password, so it is tried first. Use another one.');
}

/** @param about whose password it becomes @throws Problem `validation_failed` of the field, with the remedy */
export function requireStrong(
  password: string,
  about: { name: string; email: string },
  field = 'password',
): void {
  const problem = passwordProblem(password, about);
  if (problem !== null) throw tooWeak(field, problem);
  refuseCommon(password, field);
}
