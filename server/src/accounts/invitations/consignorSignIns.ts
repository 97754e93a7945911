/** Who signs in for a consignor. The log of each change is the consignor's. */
import type { ConsignorSignIns } from '@holdfast/shared/accounts';
import { raw } from 'objection';
import { audit, type Principal } from '../../platform/audit.ts';
import type { Trx } from '../../platform/db/index.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { notifyAccount } from '../accountNotices.ts';
import { Person } from '../Person.ts';
import { hasStaffRole } from '../policy.ts';
import { closeAllSessions } from '../sessions.ts';
import { openInvitations } from './invitations.ts';

/** Everybody who signs in for the consignor, by name, and the invitations that wait. */
export async function showSignIns(trx: Trx, consignorId: string): Promise<ConsignorSignIns> {
  const people = await Person.query(trx).where({ consignor_id: consignorId }).orderByRaw('lower(name), id');
  return {
    people: people.map(({ id, name, email, createdAt, lastSignInAt, deactivatedAt }) => ({
      id,
      name,
      email,
      createdAt: createdAt.toISOString(),
      lastSignInAt: lastSignInAt?.toISOString() ?? null,
      deactivatedAt: deactivatedAt?.toISOString() ?? null,
    })),
    invitations: await openInvitations(trx, consignorId),
  };
}

/** A sign-in of the consignor. */
export interface SignIn {
  id: string;
  personId: string;
}

/** @throws Problem `not_found`; `forbidden` for who is of the staff too: that is an administrator's to decide */
async function lockSignIn(trx: Trx, { id, personId }: SignIn): Promise<Person> {
  const person = await Person.query(trx).findById(personId).forUpdate();
  if (person?.consignorId !== id) throw notFound('sign-in');
  if (hasStaffRole(person.roles))
    throw new Problem('forbidden', `${person.name} is of the staff. An administrator decides that.`);
  return person;
}

/** Every session ends at once. @throws as `lockSignIn`; `nothing_to_do` */
export async function deactivateSignIn(trx: Trx, signIn: SignIn, principal: Principal): Promise<void> {
  const { email, name, deactivatedAt } = await lockSignIn(trx, signIn);
  if (deactivatedAt !== null) throw new Problem('nothing_to_do', `${name} is deactivated already.`);
  await Person.query(trx)
    .findById(signIn.personId)
    .patch({ deactivatedAt: raw('now()') });
  await closeAllSessions(trx, signIn.personId);
  const [before, after] = [true, false].map((isActive) => ({ email, isActive }));
  await audit(trx, principal, [{ what: 'consignor.deactivateSignIn', subject: signIn.id, before, after }]);
  await notifyAccount(trx, { email, name }, 'deactivated');
}

/** They sign in again with the password that they had. @throws as `lockSignIn`; `nothing_to_do` */
export async function reactivateSignIn(trx: Trx, signIn: SignIn, principal: Principal): Promise<void> {
  const { email, name, deactivatedAt } = await lockSignIn(trx, signIn);
  if (deactivatedAt === null) throw new Problem('nothing_to_do', `${name} can sign in already.`);
  await Person.query(trx).findById(signIn.personId).patch({ deactivatedAt: null });
  const [before, after] = [false, true].map((isActive) => ({ email, isActive }));
  await audit(trx, principal, [{ what: 'consignor.reactivateSignIn', subject: signIn.id, before, after }]);
  await notifyAccount(trx, { email, name }, 'reactivated');
}
