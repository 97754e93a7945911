/** Sessions: an opaque token in a cookie, its SHA-256 in the database. */
import { randomBytes } from 'node:crypto';
import type { OpenSession, Person } from '@holdfast/shared/accounts';
import { raw } from 'objection';
import type { Database, Trx } from '../platform/db/index.ts';
import { hashOfToken } from './oneTimeLink.ts';
import { Person as PersonTable } from './Person.ts';
import { hasStaffRole } from './policy.ts';
import { Session } from './Session.ts';
import { lacksSecondFactor } from './secondFactor/proof.ts';

export const sessionCookieName = 'holdfast_session';
/** Lifetime in milliseconds. */
export const sessionMaxAgeMs = 30 * 24 * 60 * 60 * 1000;

/** How long a proof that it is the owner counts for what asks for a fresh one, in milliseconds. Source: NIST SP 800-63B-4, 2.2.3: an hour at most */
const proofLastsMs = 30 * 60 * 1000;

/** How exactly it is known when a session was used last. A write at every request would be too dear. */
const noteUseEveryMs = 10 * 60 * 1000;

/** Finds or makes who signs in, in the transaction that opens the session. */
export type Enter = (trx: Trx) => Promise<Person>;

/**
 * The person has signed in.
 * @param agent User-Agent of the browser
 * @param byPasskey they gave no password, but a passkey that verified them
 * @returns the token for the cookie; only its hash is stored
 */
export async function openSession(
  db: Database,
  personId: string,
  { agent = '', byPasskey = false } = {},
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await Session.query(db).insert({
    tokenHash: hashOfToken(token),
    personId,
    agent: agent === '' ? null : agent.toWellFormed().slice(0, 300),
    byPasskey,
    provenByPasskey: byPasskey,
    expiresAt: new Date(Date.now() + sessionMaxAgeMs),
  });
  await PersonTable.query(db)
    .findById(personId)
    .patch({ lastSignInAt: raw('now()') });
  return token;
}

export const presentPerson = ({
  id,
  name,
  email,
  roles,
  consignorId,
}: Pick<PersonTable, 'id' | 'name' | 'email' | 'roles' | 'consignorId'>): Person => ({
  id,
  name,
  email,
  roles,
  consignorId,
});

/** A session's person, whether the back office asks them for a second factor first, and how they proved lately that it is them. */
interface InSession {
  person: Person;
  lacksSecondFactor: boolean;
  hasFreshProof: boolean;
  hasPasskeyProof: boolean;
}

/** Whose session it is; null: nobody's who may sign in. */
export async function personOfSession(db: Database, token: string): Promise<InSession | null> {
  const session = await Session.query(db)
    .findById(hashOfToken(token))
    .where('expires_at', '>', raw('now()'))
    .select('sessions.*', lacksSecondFactor.as('lacksSecondFactor'))
    .withGraphFetched('person');
  if (session?.person?.deactivatedAt !== null) return null;
  if (Date.now() - session.lastUsedAt.getTime() > noteUseEveryMs)
    await Session.query(db).findById(session.tokenHash).patch({ lastUsedAt: new Date() });
  const person = presentPerson(session.person);
  const isStaff = hasStaffRole(person.roles);
  return {
    person,
    lacksSecondFactor: isStaff && (session as Lacking).lacksSecondFactor,
    hasFreshProof: Date.now() - session.provenAt.getTime() < proofLastsMs,
    hasPasskeyProof: session.provenByPasskey,
  };
}
type Lacking = Session & { lacksSecondFactor: boolean };

/** The owner proved in this browser that it is them, by a passkey or by password and code. */
export async function noteProof(trx: Trx, token: string, by: 'passkey' | 'password'): Promise<void> {
  await Session.query(trx)
    .findById(hashOfToken(token))
    .patch({ provenAt: raw('now()'), provenByPasskey: by === 'passkey' });
}

// The beginning of the hash names a session; only the token opens it.
export const nameOf = (hash: Buffer) => hash.toString('hex').slice(0, 32);

/** Sessions that haven't ended. */
export function sessionsOf(db: Database | Trx, personId: string) {
  return Session.query(db).where('person_id', personId).where('expires_at', '>', raw('now()'));
}

/** The browsers in which somebody is signed in, the newest first. */
export async function openSessionsOf(db: Database | Trx, personId: string): Promise<OpenSession[]> {
  const rows = await sessionsOf(db, personId).orderBy('created_at', 'desc');
  return rows.map(({ tokenHash, createdAt, expiresAt }) => ({
    id: nameOf(tokenHash),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }));
}

/** @param name of the session, as `openSessionsOf` gives it @returns whether there was one */
export async function closeNamedSession(trx: Trx, personId: string, name: string): Promise<boolean> {
  const closed = await Session.query(trx)
    .delete()
    .where('person_id', personId)
    .whereRaw(`left(encode(token_hash, 'hex'), 32) = ?`, name);
  return closed > 0;
}

/** Signs somebody out of every browser. @returns how many */
export async function closeAllSessions(trx: Trx, personId: string): Promise<number> {
  return Session.query(trx).delete().where('person_id', personId);
}

export async function closeSession(db: Database, token: string): Promise<void> {
  await Session.query(db).deleteById(hashOfToken(token));
}

/** Signs every other browser of a person out. @param token of the session that stays @returns how many */
export async function closeOtherSessions(
  db: Database | Trx,
  personId: string,
  token: string,
): Promise<number> {
  return Session.query(db).delete().where('person_id', personId).whereNot('token_hash', hashOfToken(token));
}

/** Removes sessions past their end; `sweepExpired` runs it. */
export async function removeEndedSessions(db: Database): Promise<void> {
  await Session.query(db).delete().where('expires_at', '<', raw('now()'));
}
