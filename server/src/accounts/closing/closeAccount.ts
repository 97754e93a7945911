/** Closing an account: its name and address go, what the books and the log need stays under its id. */
import { randomBytes } from 'node:crypto';
import { raw } from 'objection';
import { audit, type Principal } from '../../platform/audit.ts';
import { query, type Trx } from '../../platform/db/index.ts';
import { eraseTriedAddress } from '../../platform/http/index.ts';
import { Problem } from '../../platform/problem.ts';
import { notifyAccount } from '../accountNotices.ts';
import { Person } from '../Person.ts';
import { removeAllPasskeys } from '../passkeys/ownPasskeys.ts';
import { hashPassword } from '../password.ts';
import { hasStaffRole } from '../policy.ts';
import { removeSecondFactor } from '../secondFactor/ownSecondFactor.ts';
import { closeAllSessions, presentPerson } from '../sessions.ts';
import type { PersonalData } from './personalData.ts';

/** The name of who closed their account. */
const closedName = 'Closed account';

/**
 * The person can't sign in any more, and the address is free for another account. Its former address is told.
 * @param person locked, whose password was right
 * @throws Problem `forbidden` for the staff and consignors' sign-ins; `nothing_to_do` while something stands in the way
 */
export async function closeAccount(
  trx: Trx,
  data: PersonalData,
  person: Person,
  principal: Principal,
): Promise<void> {
  if (hasStaffRole(person.roles) || person.consignorId !== null)
    throw new Problem(
      'forbidden',
      'You sign in for your work or for a consignor. Ask who invited you to deactivate this account.',
    );
  const shown = presentPerson(person);
  const obstacle = await data.obstacle(trx, shown);
  if (obstacle !== null) throw new Problem('nothing_to_do', obstacle);
  await data.erase(trx, shown);
  await notifyAccount(trx, { email: person.email, name: '' }, 'closed');
  await eraseAccount(trx, person);
  await audit(trx, principal, [
    { what: 'person.close', subject: person.id, before: { isOpen: true }, after: { isOpen: false } },
  ]);
}

async function eraseAccount(trx: Trx, { id, email }: Person): Promise<void> {
  const gone = `closed-${id}@closed.invalid`;
  await closeAllSessions(trx, id);
  await removeSecondFactor(trx, id);
  await removeAllPasskeys(trx, id);
  await query(trx, 'DELETE FROM passkey_challenges WHERE person_id = $1', [id]);
  await query(trx, 'DELETE FROM email_confirmations WHERE person_id = $1 OR email = lower($2)', [id, email]);
  await query(trx, 'DELETE FROM password_resets WHERE email = lower($1)', [email]);
  await eraseTriedAddress(trx, email);
  await query(trx, 'UPDATE invitations SET email = $2 WHERE person_id = $1', [id, gone]);
  await Person.query(trx)
    .findById(id)
    .patch({
      name: closedName,
      phone: null,
      email: gone,
      // Of a password that nobody knows.
      passwordHash: await hashPassword(randomBytes(32).toString('base64url')),
      emailVerifiedAt: null,
      deactivatedAt: raw('now()'),
      closedAt: raw('now()'),
    });
}
