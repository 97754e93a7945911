/** What people change about their own account. */
import type { Person } from '@holdfast/shared/accounts';
import { brokenConstraint, type Database } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { Person as PersonTable } from './Person.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { emailTaken } from './people.ts';
import { closeOtherSessions, presentPerson } from './sessions.ts';

/** @throws Problem `validation_failed` unless the password is the person's own */
async function checkOwnPassword(db: Database, personId: string, password: string): Promise<void> {
  const row = await PersonTable.query(db).findById(personId);
  if (row && (await passwordMatches(row.passwordHash, password))) return;
  throw fieldsRefused([
    { field: 'currentPassword', code: 'wrong', message: 'This isn’t your password. Nothing was changed.' },
  ]);
}

/** @throws Problem `validation_failed` for a wrong password or another account's address */
export async function changeAccount(
  db: Database,
  personId: string,
  { name, email, currentPassword }: { name: string; email: string; currentPassword: string },
): Promise<Person> {
  await checkOwnPassword(db, personId, currentPassword);
  try {
    const row = await PersonTable.query(db).patchAndFetchById(personId, { name, email: email.toLowerCase() });
    return presentPerson(row);
  } catch (error) {
    if (brokenConstraint(error) === 'people_email') throw emailTaken();
    throw error;
  }
}

/**
 * Every other browser of the account is signed out.
 * @param token of the session that stays
 * @throws Problem `validation_failed` for a wrong password
 */
export async function changePassword(
  db: Database,
  personId: string,
  { currentPassword, newPassword, token }: { currentPassword: string; newPassword: string; token: string },
): Promise<void> {
  await checkOwnPassword(db, personId, currentPassword);
  await PersonTable.query(db)
    .findById(personId)
    .patch({ passwordHash: await hashPassword(newPassword) });
  await closeOtherSessions(db, personId, token);
}
