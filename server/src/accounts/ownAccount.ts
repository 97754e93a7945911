/** What people change about their own account. */
import { type Person, passwordProblem } from '@holdfast/shared/accounts';
import { audit, type Principal } from '../platform/audit.ts';
import { brokenConstraint, type Database, inTransaction, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { Person as PersonTable } from './Person.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { emailTaken, lockProven } from './people.ts';
import { closeOtherSessions, presentPerson } from './sessions.ts';

const wrongPassword = () =>
  fieldsRefused([
    { field: 'currentPassword', code: 'wrong', message: 'This isn’t your password. Nothing was changed.' },
  ]);

/** @throws Problem `validation_failed` unless the password is the person's own */
async function checkOwnPassword(db: Database, personId: string, password: string): Promise<PersonTable> {
  const row = await PersonTable.query(db).findById(personId);
  if (row && (await passwordMatches(row.passwordHash, password))) return row;
  throw wrongPassword();
}

/** Locks the person of a password that was right. @throws as `checkOwnPassword` when it no longer is */
async function lockOwn(trx: Trx, { id, passwordHash }: PersonTable): Promise<PersonTable> {
  const row = await lockProven(trx, { personId: id, passwordHash });
  if (row === null) throw wrongPassword();
  return row;
}

/** @throws Problem `validation_failed` for a wrong password or another account's address */
export async function changeAccount(
  db: Database,
  personId: string,
  { name, email, currentPassword }: { name: string; email: string; currentPassword: string },
  principal: Principal,
): Promise<Person> {
  const proven = await checkOwnPassword(db, personId, currentPassword);
  try {
    return await inTransaction(db, async (trx) => {
      const before = await lockOwn(trx, proven);
      const row = await PersonTable.query(trx).patchAndFetchById(personId, {
        name,
        email: email.toLowerCase(),
      });
      await audit(trx, principal, [
        { what: 'person.correct', subject: personId, before: factsOf(before), after: factsOf(row) },
      ]);
      return presentPerson(row);
    });
  } catch (error) {
    if (brokenConstraint(error) === 'people_email') throw emailTaken();
    throw error;
  }
}

const factsOf = ({ name, email }: PersonTable) => ({ name, email });

/**
 * Every other browser of the account is signed out.
 * @param token of the session that stays
 * @throws Problem `validation_failed` for a wrong password, and for a new one that is the person's name or address
 */
export async function changePassword(
  db: Database,
  personId: string,
  { currentPassword, newPassword, token }: { currentPassword: string; newPassword: string; token: string },
  principal: Principal,
): Promise<void> {
  const proven = await checkOwnPassword(db, personId, currentPassword);
  const problem = passwordProblem(newPassword, proven);
  if (problem !== null) throw fieldsRefused([{ field: 'newPassword', code: 'too_weak', message: problem }]);
  const passwordHash = await hashPassword(newPassword);
  await inTransaction(db, async (trx) => {
    await lockOwn(trx, proven);
    await PersonTable.query(trx).findById(personId).patch({ passwordHash });
    await closeOtherSessions(trx, personId, token);
    await audit(trx, principal, [{ what: 'person.changePassword', subject: personId }]);
  });
}
