/** The sign-ins of a consignor as a whole: they end and come back with it, or go to another one. People of the staff keep their account. */
import { audit, type Principal } from '../../platform/audit.ts';
import { query, type Trx } from '../../platform/db/index.ts';
import { closeAllSessions } from '../sessions.ts';
import { Invitation } from './Invitation.ts';
import { withdrawInvitation } from './invitations.ts';

/** SQL: people who sign in for the consignor $1 and for nothing else. */
const signIns = `consignor_id = $1 AND NOT roles && ARRAY['staff', 'finance', 'support', 'admin', 'accessData', 'gate']::text[]`;

/** Who can sign in for a consignor now, and the invitations that wait. */
export async function countSignIns(
  trx: Trx,
  consignorId: string,
): Promise<{ signIns: number; invitations: number }> {
  const [row] = await query<{ signIns: number; invitations: number }>(
    trx,
    `SELECT (SELECT count(*)::int FROM people WHERE ${signIns} AND deactivated_at IS NULL) AS "signIns",
       (SELECT count(*)::int FROM invitations WHERE consignor_id = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL) AS invitations`,
    [consignorId],
  );
  return row as { signIns: number; invitations: number };
}

/**
 * Deactivates every sign-in, whose sessions end, and withdraws the invitations.
 * @param at marks them, so that `reactivateSignIns` finds them again
 */
export async function deactivateSignIns(
  trx: Trx,
  { consignorId, at }: { consignorId: string; at: Date },
  principal: Principal,
): Promise<void> {
  const people = await query<{ id: string; email: string }>(
    trx,
    `UPDATE people SET deactivated_at = $2 WHERE ${signIns} AND deactivated_at IS NULL RETURNING id, email`,
    [consignorId, at],
  );
  for (const { id } of people) await closeAllSessions(trx, id);
  await logged(trx, consignorId, people, false, principal);
  const open = await Invitation.query(trx)
    .where({ consignor_id: consignorId })
    .whereNull('accepted_at')
    .whereNull('withdrawn_at')
    .orderBy('id');
  for (const invitation of open) await withdrawInvitation(trx, invitation, principal);
}

/** Gives back the sign-ins that `deactivateSignIns` ended at that instant; those that were deactivated one by one stay so. */
export async function reactivateSignIns(
  trx: Trx,
  { consignorId, at }: { consignorId: string; at: Date },
  principal: Principal,
): Promise<number> {
  const people = await query<{ id: string; email: string }>(
    trx,
    `UPDATE people SET deactivated_at = NULL WHERE ${signIns} AND date_trunc('milliseconds', deactivated_at) = $2 RETURNING id, email`,
    [consignorId, at],
  );
  await logged(trx, consignorId, people, true, principal);
  return people.length;
}

/** Everybody who signs in for the one signs in for the other from now on; open invitations too. */
export async function moveSignIns(trx: Trx, fromId: string, intoId: string): Promise<void> {
  await query(trx, 'UPDATE people SET consignor_id = $2 WHERE consignor_id = $1', [fromId, intoId]);
  await query(trx, 'UPDATE invitations SET consignor_id = $2 WHERE consignor_id = $1', [fromId, intoId]);
}

function logged(
  trx: Trx,
  consignorId: string,
  people: ReadonlyArray<{ email: string }>,
  isActive: boolean,
  principal: Principal,
): Promise<void> {
  const what = isActive ? 'consignor.reactivateSignIn' : 'consignor.deactivateSignIn';
  return audit(
    trx,
    principal,
    people.map(({ email }) => ({
      what,
      subject: consignorId,
      before: { email, isActive: !isActive },
      after: { email, isActive },
    })),
  );
}
