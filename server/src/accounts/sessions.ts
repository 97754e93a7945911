/** Sessions: an opaque token in a cookie, its SHA-256 in the database. */
import { createHash, randomBytes } from 'node:crypto';
import type { Person, Role } from '@holdfast/shared/accounts';
import type { Database } from '../platform/db/index.ts';

export const sessionCookieName = 'holdfast_session';
/** Lifetime in milliseconds. */
export const sessionMaxAgeMs = 30 * 24 * 60 * 60 * 1000;

const hashOf = (token: string) => createHash('sha256').update(token).digest();

/** @returns the token for the cookie; only its hash is stored */
export async function openSession(db: Database, personId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db('sessions').insert({
    token_hash: hashOf(token),
    person_id: personId,
    expires_at: new Date(Date.now() + sessionMaxAgeMs),
  });
  return token;
}

interface PersonRow {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  consignor_id: string | null;
}

export const presentPerson = ({ id, name, email, roles, consignor_id }: PersonRow): Person => ({
  id,
  name,
  email,
  roles,
  consignorId: consignor_id,
});

export async function personOfSession(db: Database, token: string): Promise<Person | null> {
  const row = await db('sessions as s')
    .join('people as p', 'p.id', 's.person_id')
    .where('s.token_hash', hashOf(token))
    .where('s.expires_at', '>', db.raw('now()'))
    .first('p.id', 'p.name', 'p.email', 'p.roles', 'p.consignor_id');
  return row ? presentPerson(row) : null;
}

export async function closeSession(db: Database, token: string): Promise<void> {
  await db('sessions')
    .where({ token_hash: hashOf(token) })
    .delete();
}

/** Removes sessions past their end; `sweepExpired` runs it. */
export async function removeEndedSessions(db: Database): Promise<void> {
  await db.raw('DELETE FROM sessions WHERE expires_at < now()');
}
