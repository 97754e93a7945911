/** Emails that tell somebody what happened to their account, so that they notice what wasn't them. */
import type { Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { jobs } from '../platform/jobs/index.ts';

/** What happened. */
export type AccountNotice =
  | 'emailChangeAsked'
  | 'emailChanged'
  | 'passwordChanged'
  | 'secondFactorOn'
  | 'secondFactorOff'
  | 'secondFactorReset'
  | 'recoveryCodeUsed'
  | 'recoveryCodesRenewed'
  | 'passkeyAdded'
  | 'passkeyRemoved'
  | 'rolesChanged'
  | 'deactivated'
  | 'reactivated'
  | 'closed';

/** Queues the email to the address that the account has, or had. */
export async function notifyAccount(
  trx: Trx,
  { email, name }: { email: string; name: string },
  notice: AccountNotice,
): Promise<void> {
  const id = newId('email');
  await jobs.add(trx, [
    {
      task: 'notifications.mailAccountNotice',
      payload: { id, to: email, name, notice },
      key: `mailAccountNotice ${id}`,
    },
  ]);
}
