/** People who sign in. */
import type { Colleague, Person, Role } from '@holdfast/shared/accounts';
import { brokenConstraint, type Database, queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, Problem } from '../platform/problem.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { presentPerson } from './sessions.ts';

export interface NewPerson {
  name: string;
  email: string;
  password: string;
  roles: Role[];
  consignorId?: string | null;
}

/** @throws Problem `validation_failed` when the email address has an account */
export async function addPerson(db: Database, person: NewPerson): Promise<Person> {
  const row = {
    id: newId('person'),
    name: person.name,
    email: person.email.toLowerCase(),
    password_hash: await hashPassword(person.password),
    roles: person.roles,
    consignor_id: person.consignorId ?? null,
  };
  try {
    await db('people').insert(row);
  } catch (error) {
    if (brokenConstraint(error) !== 'people_email') throw error;
    throw fieldsRefused([
      {
        field: 'email',
        code: 'taken',
        message: 'This email address has an account. Sign in, or use another one.',
      },
    ]);
  }
  return presentPerson(row);
}

// Hash to compare with when the person doesn't exist, so that timing doesn't reveal it.
let nobodysHash: Promise<string> | null = null;

/** @throws Problem `sign_in_failed`, with the same message and timing whichever of the two is wrong */
export async function checkPassword(db: Database, email: string, password: string): Promise<Person> {
  const row = await db('people').whereRaw('lower(email) = ?', [email.toLowerCase()]).first();
  nobodysHash ??= hashPassword('nobody');
  const matches = await passwordMatches(row?.password_hash ?? (await nobodysHash), password);
  if (!row || !matches) throw new Problem('sign_in_failed', 'Email or password is wrong. Try again.');
  return presentPerson(row);
}

/** Staff who can own waiting work, by name. */
export async function listColleagues(db: Database): Promise<{ data: Colleague[]; total: number }> {
  const data = await db('people')
    .select('id', 'name')
    .whereRaw(`roles && ARRAY['staff', 'admin']::text[]`)
    .orderByRaw('lower(name), id');
  return { data, total: data.length };
}

/** @throws Problem `validation_failed` unless this person can own waiting work */
export async function requireColleague(trx: Trx, personId: string): Promise<void> {
  const [known] = await queryPrepared(
    trx,
    `SELECT 1 AS known FROM people WHERE id = $1 AND roles && ARRAY['staff', 'admin']::text[]`,
    [personId],
  );
  if (!known)
    throw fieldsRefused([
      {
        field: 'ownerId',
        code: 'unknown',
        message: 'This person isn’t of the staff. Choose a colleague, or nobody.',
      },
    ]);
}

/** SQL rows (id, name): people with a staff role. */
export const staffPeople = `(SELECT id, name FROM people WHERE 'staff' = ANY (roles))`;
