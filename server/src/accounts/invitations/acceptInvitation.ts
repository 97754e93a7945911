/** The page of an invitation: what it shows, and the account that accepting makes. */
import {
  type InvitationShown,
  type invitationAcceptance,
  type Person as Shown,
  signUp,
} from '@holdfast/shared/accounts';
import { raw } from 'objection';
import type { z } from 'zod';
import type { AppContext } from '../../platform/appContext.ts';
import { audit } from '../../platform/audit.ts';
import type { Trx } from '../../platform/db/index.ts';
import { parse } from '../../platform/http/index.ts';
import { fieldsRefused, Problem } from '../../platform/problem.ts';
import { hashOfToken } from '../oneTimeLink.ts';
import { Person } from '../Person.ts';
import { passwordMatches } from '../password.ts';
import { addPerson } from '../people.ts';
import { hasStaffRole } from '../policy.ts';
import { passSecondFactor } from '../secondFactor/proof.ts';
import { presentPerson } from '../sessions.ts';
import { Invitation } from './Invitation.ts';

const ended = (why: string) => new Problem('link_ended', why);

/** @throws Problem `link_ended`, with what to do, unless the token is of an invitation that waits and can be accepted */
async function openedBy(
  trx: Trx,
  token: string,
): Promise<{ invited: Invitation; inviter: string | null; known: Person | undefined }> {
  const invited = await Invitation.query(trx).findOne('token_hash', hashOfToken(token)).forUpdate();
  if (!invited)
    throw ended(
      'This isn’t the newest invitation. Look for a newer email, or ask who invited you to send it again.',
    );
  const by = invited.invitedBy === null ? undefined : await Person.query(trx).findById(invited.invitedBy);
  const ask = `Ask ${by?.name ?? 'who invited you'}`;
  if (invited.acceptedAt !== null)
    throw ended('You accepted this invitation already. Sign in with your email address and password.');
  if (invited.withdrawnAt !== null)
    throw ended(`This invitation was withdrawn. ${ask} if you need another one.`);
  const expired = await Invitation.query(trx).findById(invited.id).where('expires_at', '<=', raw('now()'));
  if (expired) throw ended(`Its seven days are over. ${ask} to send it again.`);
  const known = await accountOf(trx, invited.email);
  if (known) refuseUnfit(known, invited, ask);
  return { invited, inviter: by?.name ?? null, known };
}

const accountOf = (trx: Trx, email: string) =>
  Person.query(trx).whereRaw('lower(email) = ?', email).forUpdate().first();

/** Refuses an account that can't become what the invitation is for, before its password is asked. */
function refuseUnfit(known: Person, invited: Invitation, ask: string): void {
  if (known.deactivatedAt !== null)
    throw ended(`The account with this address is deactivated. ${ask} to reactivate it.`);
  if (invited.consignorId !== null && known.consignorId === invited.consignorId)
    throw ended('Your account signs in for this consignor already. Sign in with your password.');
  if (invited.consignorId !== null && (known.consignorId !== null || hasStaffRole(known.roles)))
    throw ended(
      `Your account is another consignor’s or of the staff by now. ${ask} to invite another address of yours.`,
    );
}

/** The account that an invitation's address has, whose password and code are guessed at its page; null: none yet. */
export async function invitedAccount(trx: Trx, token: string): Promise<{ id: string; email: string } | null> {
  const { known } = await openedBy(trx, token);
  return known ? { id: known.id, email: known.email } : null;
}

export async function showInvitation(trx: Trx, token: string): Promise<InvitationShown> {
  const { invited, inviter, known } = await openedBy(trx, token);
  return { email: invited.email, roles: invited.roles, invitedBy: inviter, hasAccount: known !== undefined };
}

/**
 * Makes the account, or gives the roles to the one that the address has.
 * @throws Problem `link_ended`; `validation_failed` for a missing name, a short password, or not the account's own;
 *   `second_factor_required` of an account that has one, without its code
 */
export async function acceptInvitation(
  trx: Trx,
  app: Pick<AppContext, 'secret'>,
  { token, name, password, code }: z.output<typeof invitationAcceptance>,
  requestId: string | null,
): Promise<Shown> {
  const { invited, known } = await openedBy(trx, token);
  if (known) {
    await checkPasswordOf(known, password);
    await passSecondFactor(trx, app, known.id, code);
  }
  const person = known
    ? await joinAccount(trx, known, invited)
    : await addPerson(trx, {
        ...parse(signUp, { name: name ?? '', email: invited.email, password }),
        roles: invited.roles,
        consignorId: invited.consignorId,
        isEmailVerified: true,
      });
  await Invitation.query(trx)
    .findById(invited.id)
    .patch({ acceptedAt: raw('now()'), personId: person.id });
  const after = { name: person.name, email: person.email, roles: person.roles };
  const before = known ? { roles: known.roles } : null;
  await audit(trx, { by: person.id, requestId }, [
    { what: 'invitation.accept', subject: invited.id, before, after },
    ...(invited.consignorId === null
      ? []
      : [{ what: 'consignor.addSignIn', subject: invited.consignorId, before: null, after }]),
  ]);
  return person;
}

async function checkPasswordOf(known: Person, password: string): Promise<void> {
  if (!(await passwordMatches(known.passwordHash, password)))
    throw fieldsRefused([
      { field: 'password', code: 'wrong', message: 'This isn’t the password of your account. Try again.' },
    ]);
}

async function joinAccount(trx: Trx, known: Person, invited: Invitation): Promise<Shown> {
  const roles = [...new Set([...known.roles, ...invited.roles])];
  const consignorId = invited.consignorId ?? known.consignorId;
  return presentPerson(
    await Person.query(trx).patchAndFetchById(known.id, {
      roles,
      consignorId,
      emailVerifiedAt: known.emailVerifiedAt ?? raw('now()'),
    }),
  );
}
