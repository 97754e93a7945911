/** What administrators change about the staff: roles, whether they may sign in, and their sessions. */
import { type GivenRole, givenRoles, type Role } from '@holdfast/shared/accounts';
import { raw } from 'objection';
import { audit, type Principal } from '../../platform/audit.ts';
import type { Trx } from '../../platform/db/index.ts';
import { fieldsRefused, notFound, Problem } from '../../platform/problem.ts';
import { notifyAccount } from '../accountNotices.ts';
import { Person } from '../Person.ts';
import { hasStaffRole } from '../policy.ts';
import { closeAllSessions, closeNamedSession } from '../sessions.ts';
import { lockStaff } from './administrators.ts';
import type { StaffWork } from './handOver.ts';

const isGiven = (role: Role) => (givenRoles as readonly Role[]).includes(role);

/** They hold from the next request on. @throws as `lockStaff` */
export async function changeRoles(
  trx: Trx,
  id: string,
  { roles, reason }: { roles: readonly GivenRole[]; reason: string },
  principal: Principal,
): Promise<void> {
  const person = await lockStaff(trx, id, principal);
  const after = [...person.roles.filter((role) => !isGiven(role)), ...roles];
  const before = person.roles;
  if (JSON.stringify([...before].sort()) === JSON.stringify([...after].sort())) return;
  await Person.query(trx).findById(id).patch({ roles: after });
  await audit(trx, principal, [
    { what: 'person.changeRoles', subject: id, reason, before: { roles: before }, after: { roles: after } },
  ]);
  await notifyAccount(trx, person, 'rolesChanged');
}

/**
 * Every session ends at once, and what the person looks after goes to somebody else.
 * @throws as `changeRoles`; `nothing_to_do` when they are deactivated; `validation_failed` for who can't own work
 */
export async function deactivate(
  trx: Trx,
  work: StaffWork,
  { id, handOverTo, reason }: { id: string; handOverTo: string | null; reason: string },
  principal: Principal,
): Promise<void> {
  const person = await lockStaff(trx, id, principal);
  if (person.deactivatedAt !== null)
    throw new Problem('nothing_to_do', `${person.name} is deactivated already.`);
  if (handOverTo !== null) await requireReceiver(trx, work, id, handOverTo);
  await Person.query(trx)
    .findById(id)
    .patch({ deactivatedAt: raw('now()') });
  const sessions = await closeAllSessions(trx, id);
  const handedOver = await work.count(trx, id);
  await audit(trx, principal, [
    {
      what: 'person.deactivate',
      subject: id,
      reason,
      before: { isActive: true },
      after: { isActive: false, sessionsEnded: sessions, handedOver, handedOverTo: handOverTo },
    },
  ]);
  await work.handOver(trx, id, handOverTo, principal);
  await notifyAccount(trx, person, 'deactivated');
}

async function requireReceiver(trx: Trx, work: StaffWork, from: string, to: string): Promise<void> {
  const refuse = (message: string) => fieldsRefused([{ field: 'handOverTo', code: 'unknown', message }]);
  if (from === to) throw refuse('Choose somebody else, or nobody.');
  await work.requireReceiver(trx, from, to).catch((error: unknown) => {
    throw error instanceof Problem ? refuse(error.message) : error;
  });
}

/** They may sign in again, with the password and the roles that they had. @throws as `lockStaff`; `nothing_to_do` */
export async function reactivate(
  trx: Trx,
  { id, reason }: { id: string; reason: string },
  principal: Principal,
): Promise<void> {
  const person = await lockStaff(trx, id, principal);
  if (person.deactivatedAt === null)
    throw new Problem('nothing_to_do', `${person.name} can sign in already.`);
  await Person.query(trx).findById(id).patch({ deactivatedAt: null });
  await audit(trx, principal, [
    {
      what: 'person.reactivate',
      subject: id,
      reason,
      before: { isActive: false },
      after: { isActive: true, roles: person.roles },
    },
  ]);
  await notifyAccount(trx, person, 'reactivated');
}

/** @throws Problem `not_found` for who was never of the staff */
async function requireStaff(trx: Trx, id: string): Promise<void> {
  const person = await Person.query(trx).findById(id);
  if (!person || !hasStaffRole(person.roles)) throw notFound('person');
}

/** Ends one session of somebody of the staff. One's own are among them. @throws Problem `not_found` */
export async function revokeSession(
  trx: Trx,
  { id, sessionId }: { id: string; sessionId: string },
  principal: Principal,
): Promise<void> {
  await requireStaff(trx, id);
  if (!(await closeNamedSession(trx, id, sessionId))) throw notFound('session');
  await audit(trx, principal, [
    { what: 'person.endSession', subject: id, before: { session: sessionId }, after: null },
  ]);
}

/** Signs somebody of the staff out everywhere. @throws Problem `nothing_to_do` */
export async function revokeSessions(trx: Trx, id: string, principal: Principal): Promise<void> {
  await requireStaff(trx, id);
  const ended = await closeAllSessions(trx, id);
  if (ended === 0) throw new Problem('nothing_to_do', 'They aren’t signed in anywhere.');
  await audit(trx, principal, [
    { what: 'person.endSessions', subject: id, before: { sessions: ended }, after: null },
  ]);
}
