/** What administrators decide about second factors. */
import type { StaffRules } from '@holdfast/shared/accounts';
import { audit, type Principal } from '../../platform/audit.ts';
import { query, type Trx } from '../../platform/db/index.ts';
import { Problem } from '../../platform/problem.ts';
import { notifyAccount } from '../accountNotices.ts';
import { removeAllPasskeys } from '../passkeys/ownPasskeys.ts';
import { removeSecondFactor, requiresSecondFactor } from '../secondFactor/ownSecondFactor.ts';
import { hasSecondFactor, secondFactorOf } from '../secondFactor/proof.ts';
import { closeAllSessions } from '../sessions.ts';
import { lockStaff } from './administrators.ts';

export const showStaffRules = async (trx: Trx): Promise<StaffRules> => ({
  requiresSecondFactor: await requiresSecondFactor(trx),
});

/**
 * Holds from the next request on: who has no second factor sets one up before the back office opens.
 * @throws Problem `forbidden` unless whoever requires it has one or a passkey, so that an administrator always gets in; `nothing_to_do`
 */
export async function changeStaffRules(
  trx: Trx,
  { requiresSecondFactor: required, reason }: StaffRules & { reason: string },
  principal: Principal,
): Promise<StaffRules> {
  if (required && (await secondFactorOf(trx, principal.by)) === null)
    throw new Problem(
      'forbidden',
      'Set up your own second factor or a passkey first, on your account’s page.',
    );
  const [changed] = await query(
    trx,
    `INSERT INTO staff_rules (requires_second_factor) VALUES ($1) ON CONFLICT (singleton) DO UPDATE
       SET requires_second_factor = $1 WHERE staff_rules.requires_second_factor <> $1 RETURNING 1`,
    [required],
  );
  if (!changed) throw new Problem('nothing_to_do', 'The rule is so already.');
  await audit(trx, principal, [
    {
      what: 'staff.changeRules',
      subject: 'staff',
      reason,
      before: { requiresSecondFactor: !required },
      after: { requiresSecondFactor: required },
    },
  ]);
  return { requiresSecondFactor: required };
}

/**
 * For who lost app and recovery codes, or a device with a passkey: all of them go. Every session ends; the person is told.
 * @throws as `lockStaff`; `nothing_to_do`
 */
export async function resetSecondFactor(
  trx: Trx,
  { id, reason }: { id: string; reason: string },
  principal: Principal,
): Promise<void> {
  const person = await lockStaff(trx, id, principal);
  const had = await hasSecondFactor(trx, id);
  await removeSecondFactor(trx, id);
  const passkeys = await removeAllPasskeys(trx, id);
  if (!had && passkeys === 0)
    throw new Problem('nothing_to_do', `${person.name} has neither a second factor nor a passkey.`);
  const sessionsEnded = await closeAllSessions(trx, id);
  await audit(trx, principal, [
    {
      what: 'person.resetSecondFactor',
      subject: id,
      reason,
      before: { isOn: had, passkeys },
      after: { isOn: false, passkeys: 0, sessionsEnded },
    },
  ]);
  await notifyAccount(trx, person, 'secondFactorReset');
}
