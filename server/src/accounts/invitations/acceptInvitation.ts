/** The page of an invitation: what it shows, and the account that accepting makes. */
import { type InvitationShown, type Person as Shown, signUp } from '@holdfast/shared/accounts';
import { raw } from 'objection';
import { audit } from '../../platform/audit.ts';
import type { Trx } from '../../platform/db/index.ts';
import { parse } from '../../platform/http/index.ts';
import { fieldsRefused, Problem } from '../../platform/problem.ts';
import { hashOfToken } from '../oneTimeLink.ts';
import { Person } from '../Person.ts';
import { passwordMatches } from '../password.ts';
import { addPerson } from '../people.ts';
import { hasStaffRole } from '../policy.ts';
import { presentPerson } from '../sessions.ts';
import { Invitation } from './Invitation.ts';

/** @throws Problem `link_ended` unless the token is of an invitation that waits */
async function openedBy(trx: Trx, token: string): Promise<Invitation> {
  const found = await Invitation.query(trx)
    .findOne('token_hash', hashOfToken(token))
    .whereNull('accepted_at')
    .whereNull('withdrawn_at')
    .where('expires_at', '>', raw('now()'))
    .forUpdate();
  if (found) return found;
  throw new Problem(
    'link_ended',
    'This invitation was used or withdrawn, or a newer one was sent, or seven days are over. Ask who invited you for a new one.',
  );
}

const accountOf = (trx: Trx, email: string) =>
  Person.query(trx).whereRaw('lower(email) = ?', email).forUpdate().first();

export async function showInvitation(trx: Trx, token: string): Promise<InvitationShown> {
  const { email, roles, invitedBy } = await openedBy(trx, token);
  const inviter = invitedBy === null ? undefined : await Person.query(trx).findById(invitedBy);
  return { email, roles, invitedBy: inviter?.name ?? null, hasAccount: Boolean(await accountOf(trx, email)) };
}

/**
 * Makes the account, or gives the roles to the one that the address has.
 * @throws Problem `link_ended`; `validation_failed` for a missing name, a short password, or not the account's own
 */
export async function acceptInvitation(
  trx: Trx,
  { token, name, password }: { token: string; name?: string | undefined; password: string },
  requestId: string | null,
): Promise<Shown> {
  const invited = await openedBy(trx, token);
  const known = await accountOf(trx, invited.email);
  const person = known
    ? await joinAccount(trx, known, invited, password)
    : await addPerson(trx, {
        ...parse(signUp, { name: name ?? '', email: invited.email, password }),
        roles: invited.roles,
        consignorId: invited.consignorId,
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

async function joinAccount(trx: Trx, known: Person, invited: Invitation, password: string): Promise<Shown> {
  if (known.deactivatedAt !== null || !(await passwordMatches(known.passwordHash, password)))
    throw fieldsRefused([
      { field: 'password', code: 'wrong', message: 'This isn’t the password of your account. Try again.' },
    ]);
  if (invited.consignorId !== null && (known.consignorId !== null || hasStaffRole(known.roles)))
    throw new Problem('link_ended', 'Your account is another consignor’s or of the staff by now.');
  const roles = [...new Set([...known.roles, ...invited.roles])];
  const consignorId = invited.consignorId ?? known.consignorId;
  return presentPerson(await Person.query(trx).patchAndFetchById(known.id, { roles, consignorId }));
}
