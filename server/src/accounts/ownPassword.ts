/** The password of who is signed in, as proof that it is the owner in front of the browser. */
import type { Database, Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { Person as PersonTable } from './Person.ts';
import { passwordMatches } from './password.ts';
import { lockProven } from './people.ts';

const wrongPassword = () =>
  fieldsRefused([
    { field: 'currentPassword', code: 'wrong', message: 'This isn’t your password. Nothing was changed.' },
  ]);

/** @throws Problem `validation_failed` unless the password is the person's own */
export async function checkOwnPassword(
  db: Database,
  personId: string,
  password: string,
): Promise<PersonTable> {
  const row = await PersonTable.query(db).findById(personId);
  if (row && (await passwordMatches(row.passwordHash, password))) return row;
  throw wrongPassword();
}

/** Locks the person of a password that was right. @throws as `checkOwnPassword` when it no longer is */
export async function lockOwn(trx: Trx, { id, passwordHash }: PersonTable): Promise<PersonTable> {
  const row = await lockProven(trx, { personId: id, passwordHash });
  if (row === null) throw wrongPassword();
  return row;
}
