/** People who sign in. */
import type { Colleague, Person, Role } from '@holdfast/shared/accounts';
import { brokenConstraint, type Database, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, Problem } from '../platform/problem.ts';
import { refuseCommon } from './newPassword.ts';
import { Person as PersonTable } from './Person.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { presentPerson } from './sessions.ts';

export interface NewPerson {
  name: string;
  email: string;
  password: string;
  roles: Role[];
  consignorId?: string | null;
  /** They opened a link that was sent to the address. */
  isEmailVerified?: boolean;
}

/** @throws Problem `validation_failed` when the email address has an account, and for a password that many use */
export async function addPerson(db: Database, person: NewPerson): Promise<Person> {
  refuseCommon(person.password);
  const row = {
    id: newId('person'),
    name: person.name,
    email: person.email.toLowerCase(),
    passwordHash: await hashPassword(person.password),
    roles: person.roles,
    consignorId: person.consignorId ?? null,
  };
  try {
    const emailVerifiedAt = person.isEmailVerified ? new Date() : null;
    await PersonTable.query(db).insert({ ...row, emailVerifiedAt });
  } catch (error) {
    if (brokenConstraint(error) !== 'people_email') throw error;
    throw emailTaken();
  }
  return presentPerson(row);
}

/** The refusal of an email address that has an account. */
export const emailTaken = (): Problem =>
  fieldsRefused([
    {
      field: 'email',
      code: 'taken',
      message: 'This email address has an account. Sign in, or use another one.',
    },
  ]);

/** The address of an account, and whether a link that was sent there was opened; null: there is no such account. */
export async function signInAddress(
  trx: Trx,
  personId: string,
): Promise<{ email: string; isConfirmed: boolean } | null> {
  const person = await PersonTable.query(trx).findById(personId);
  return person ? { email: person.email, isConfirmed: person.emailVerifiedAt !== null } : null;
}

/** Where somebody is written to. */
export interface WrittenTo {
  personId: string | null;
  email: string;
  /** Whether the address is known to be theirs: an account's that was confirmed. */
  isConfirmed: boolean;
}

/**
 * An account is written to at its own address, a guest at the one that they give.
 * @param required the sentence for a guest who gave none
 * @throws Problem `validation_failed`
 */
export async function writtenTo(
  trx: Trx,
  personId: string | null,
  given: string | undefined,
  required: string,
): Promise<WrittenTo> {
  const address = personId === null ? null : await signInAddress(trx, personId);
  if (address) return { personId, ...address };
  if (given === undefined) throw fieldsRefused([{ field: 'email', code: 'required', message: required }]);
  return { personId: null, email: given, isConfirmed: false };
}

/** Whose things an account reads: its own, and those of its address once it is confirmed. */
export async function ownedBy(
  trx: Trx,
  personId: string,
): Promise<{ personId: string; confirmedEmail: string | null }> {
  const address = await signInAddress(trx, personId);
  return { personId, confirmedEmail: address?.isConfirmed ? address.email : null };
}

/** The refusal of a sign-in, whatever the reason. */
export const signInFailed = (): Problem =>
  new Problem('sign_in_failed', 'Email or password is wrong. Try again.');

// Hash to compare with when the person doesn't exist, so that timing doesn't reveal it.
let nobodysHash: Promise<string> | null = null;

/** An account whose password was right a moment ago. */
export interface Proven {
  personId: string;
  /** The hash that the password matched. */
  passwordHash: string;
}

/** @throws Problem `sign_in_failed`, with the same message and timing whichever of the two is wrong */
export async function checkPassword(db: Database, email: string, password: string): Promise<Proven> {
  const row = await PersonTable.query(db).whereRaw('lower(email) = ?', email.toLowerCase()).first();
  nobodysHash ??= hashPassword('nobody');
  const matches = await passwordMatches(row?.passwordHash ?? (await nobodysHash), password);
  if (!row || !matches || row.deactivatedAt !== null) throw signInFailed();
  return { personId: row.id, passwordHash: row.passwordHash };
}

/**
 * Locks a person whose password was compared before, outside of the transaction.
 * @returns null when they were deactivated or the password was changed meanwhile
 */
export async function lockProven(trx: Trx, { personId, passwordHash }: Proven): Promise<PersonTable | null> {
  const row = await PersonTable.query(trx).findById(personId).forNoKeyUpdate();
  return row && row.deactivatedAt === null && row.passwordHash === passwordHash ? row : null;
}

const ownsWork = `roles && ARRAY['staff', 'admin']::text[] AND deactivated_at IS NULL`;

/** Staff who can own waiting work, by name. */
export async function listColleagues(db: Database): Promise<{ data: Colleague[]; total: number }> {
  const people = await PersonTable.query(db).whereRaw(ownsWork).orderByRaw('lower(name), id');
  return { data: people.map(({ id, name }) => ({ id, name })), total: people.length };
}

/** @throws Problem `validation_failed` unless this person can own waiting work */
export async function requireColleague(trx: Trx, personId: string): Promise<void> {
  if (!(await PersonTable.query(trx).findById(personId).whereRaw(ownsWork)))
    throw fieldsRefused([
      {
        field: 'ownerId',
        code: 'unknown',
        message: 'This person isn’t of the staff. Choose a colleague, or nobody.',
      },
    ]);
}

/** SQL rows (id, name): people with a staff role. */
export const staffPeople = `(SELECT id, name FROM people WHERE 'staff' = ANY (roles) AND deactivated_at IS NULL)`;
