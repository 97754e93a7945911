import { type Person as Shown, signUp } from '@holdfast/shared/accounts';
import { audit } from '../platform/audit.ts';
import { type Database, inTransaction, query, type Trx } from '../platform/db/index.ts';
import { parse } from '../platform/http/index.ts';
import { Person } from './Person.ts';
import { addPerson } from './people.ts';
import { presentPerson } from './sessions.ts';

/** The account with this address, whatever its case; null: none. */
export async function accountAt(db: Database | Trx, email: string): Promise<Shown | null> {
  const found = await Person.query(db).whereRaw('lower(email) = ?', email.toLowerCase()).first();
  return found ? presentPerson(found) : null;
}

/**
 * By hand on the server: an account with this address gets the role, keeps its password and may sign in; another one is made.
 * Codes of the set-up page end.
 * @param password of a new account
 * @throws Problem `validation_failed`
 */
export function makeAdministrator(
  db: Database,
  { name, email, password }: { name: string; email: string; password: string | null },
): Promise<Shown> {
  return inTransaction(db, async (trx) => {
    const known = await Person.query(trx)
      .whereRaw('lower(email) = ?', email.toLowerCase())
      .forUpdate()
      .first();
    const person = known
      ? await promote(trx, known)
      : await addPerson(trx, { ...parse(signUp, { name, email, password }), roles: ['admin'] });
    await query(trx, 'DELETE FROM set_up_codes');
    const before = known ? { roles: known.roles, isActive: known.deactivatedAt === null } : null;
    const after = { roles: person.roles, isActive: true };
    await audit(trx, { by: 'system', requestId: null }, [
      { what: 'person.makeAdministrator', subject: person.id, before, after },
    ]);
    return person;
  });
}

async function promote(trx: Trx, known: Person): Promise<Shown> {
  const roles = known.roles.includes('admin') ? known.roles : [...known.roles, 'admin' as const];
  return presentPerson(await Person.query(trx).patchAndFetchById(known.id, { roles, deactivatedAt: null }));
}
