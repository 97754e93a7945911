/** Changes to staff are made by one administrator at a time, so that two can't remove each other. */

import type { Principal } from '../../platform/audit.ts';
import type { Trx } from '../../platform/db/index.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { Person } from '../Person.ts';
import { hasStaffRole } from '../policy.ts';

/**
 * Locks every administrator who may sign in, in the order of their ids, and the person to change. Whoever acts must still be
 * one of them: an administrator that somebody removed meanwhile changes nobody. Nobody changes themselves, so that whoever
 * acts remains: one administrator always does.
 * @returns the person to change
 * @throws Problem `forbidden` as said; `four_eyes` for a change of one's own; `not_found` for who was never of the staff
 */
export async function lockStaff(trx: Trx, personId: string, principal: Principal): Promise<Person> {
  const administrators = await lockAdministrators(trx);
  if (!administrators.some(({ id }) => id === principal.by))
    throw new Problem('forbidden', 'You are no longer an administrator.');
  const person = await Person.query(trx).findById(personId).forUpdate();
  if (!person || !hasStaffRole(person.roles)) throw notFound('person');
  if (personId === principal.by)
    throw new Problem('four_eyes', 'Ask another administrator to change your own account.');
  return person;
}

/** Every administrator who may sign in, locked until the transaction ends. */
async function lockAdministrators(trx: Trx): Promise<Person[]> {
  return Person.query(trx)
    .whereRaw(`'admin' = ANY (roles)`)
    .whereNull('deactivated_at')
    .orderBy('id')
    .forUpdate();
}
