/** Invitations: made, sent again, withdrawn and listed. */
import type { Role, Invitation as Shown } from '@holdfast/shared/accounts';
import { raw } from 'objection';
import type { AppContext } from '../../platform/appContext.ts';
import { audit, type Principal } from '../../platform/audit.ts';
import { brokenConstraint, type Columns, query, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { jobs } from '../../platform/jobs/index.ts';
import { fieldsRefused, notFound, Problem } from '../../platform/problem.ts';
import { hashOfToken, linkOf, linkToken } from '../oneTimeLink.ts';
import { Person } from '../Person.ts';
import { hasStaffRole } from '../policy.ts';
import { Invitation } from './Invitation.ts';

/** How long a link opens its page. */
const daysOpen = 7;

/** Whom an invitation is for; the audit log names a consignor's by the consignor. */
export interface Invited {
  email: string;
  roles: Role[];
  consignorId: string | null;
}

/** The link of one sending. */
const tokenOf = (app: Pick<AppContext, 'secret'>, id: string, sent: number) =>
  linkToken(app, `invitation ${id} ${sent}`);

const inDays = () => raw(`now() + make_interval(days => ${daysOpen})`);

/** @returns its id @throws Problem `validation_failed` for an address that is of the staff, or invited already */
export async function invite(
  trx: Trx,
  app: AppContext,
  { email, roles, consignorId }: Invited,
  principal: Principal,
): Promise<string> {
  const address = email.toLowerCase();
  await refuseKnown(trx, address, consignorId);
  await replaceExpired(trx, { email: address, consignorId }, principal);
  const id = newId('invitation');
  try {
    await Invitation.query(trx).insert({
      id,
      email: address,
      roles,
      consignorId,
      invitedBy: principal.by,
      tokenHash: hashOfToken(tokenOf(app, id, 1)),
      expiresAt: inDays(),
    });
  } catch (error) {
    const broken = brokenConstraint(error);
    if (broken === 'invitations_consignor_id_fkey') throw notFound('consignor');
    if (broken !== 'invitations_one_open') throw error;
    throw invitedAlready();
  }
  await queueEmail(trx, id, 1);
  await audit(trx, principal, [
    consignorId === null
      ? { what: 'invitation.create', subject: id, after: { email: address, roles } }
      : { what: 'consignor.inviteSignIn', subject: consignorId, after: { email: address } },
  ]);
  return id;
}

/** Withdraws an open invitation of this address whose link ended. @throws Problem `validation_failed` for one that still opens */
async function replaceExpired(
  trx: Trx,
  { email, consignorId }: Pick<Invited, 'email' | 'consignorId'>,
  principal: Principal,
): Promise<void> {
  const open = await Invitation.query(trx)
    .findOne({ email })
    .whereNull('accepted_at')
    .whereNull('withdrawn_at')
    .select('invitations.*', raw('expires_at <= now()').as('isExpired'));
  if (!open) return;
  if (!(open as Invitation & { isExpired: boolean }).isExpired)
    throw open.consignorId === consignorId ? invitedAlready() : invitedElsewhere(open);
  await withdrawInvitation(trx, open, principal);
}

const invitedAlready = () =>
  emailRefused(
    'invited',
    'This address is invited already. Press “Send again” beside that invitation, or withdraw it.',
  );

const invitedElsewhere = ({ consignorId }: Invitation) =>
  emailRefused(
    'invited',
    `This address is invited already, ${consignorId === null ? 'to the staff' : 'to sign in for another consignor'}. Use another address, or have that invitation withdrawn.`,
  );

const emailRefused = (code: string, message: string) => fieldsRefused([{ field: 'email', code, message }]);

/** An account that has what the invitation would give, or that was deactivated, needs something else. */
async function refuseKnown(trx: Trx, email: string, consignorId: string | null): Promise<void> {
  const known = await Person.query(trx).whereRaw('lower(email) = ?', email).first();
  if (!known) return;
  if (known.deactivatedAt !== null)
    throw emailRefused(
      'deactivated',
      'The account with this address is deactivated. Reactivate it on its page instead.',
    );
  if (consignorId === null && hasStaffRole(known.roles))
    throw emailRefused(
      'taken',
      `${known.name} is of the staff already. Open their page under Staff to change their roles.`,
    );
  if (consignorId !== null && (known.consignorId !== null || hasStaffRole(known.roles)))
    throw emailRefused(
      'taken',
      known.consignorId === consignorId
        ? `${known.name} signs in for this consignor already.`
        : 'The account with this address is of the staff or another consignor’s. Use another address.',
    );
}

function queueEmail(trx: Trx, invitationId: string, sent: number): Promise<void> {
  return jobs.add(trx, [
    {
      task: 'notifications.mailInvitation',
      payload: { invitationId, sent },
      key: `mailInvitation ${invitationId} ${sent}`,
    },
  ]);
}

/** @param consignorId whose it must be; null: of the staff @throws Problem `not_found`; `nothing_to_do` when it is over */
async function lockOpen(trx: Trx, id: string, consignorId: string | null): Promise<Invitation> {
  const found = await Invitation.query(trx).findById(id).forUpdate();
  if (!found || found.consignorId !== consignorId) throw notFound('invitation');
  if (found.acceptedAt !== null) throw new Problem('nothing_to_do', 'This invitation was accepted.');
  if (found.withdrawnAt !== null) throw new Problem('nothing_to_do', 'This invitation was withdrawn.');
  return found;
}

/** Sends another link for another seven days; the one before opens nothing any more. @throws as `lockOpen` and `invite` */
export async function resendInvitation(
  trx: Trx,
  app: AppContext,
  { id, consignorId }: { id: string; consignorId: string | null },
  principal: Principal,
): Promise<void> {
  const { email, sent, expiresAt } = await lockOpen(trx, id, consignorId);
  await refuseKnown(trx, email, consignorId);
  const next = sent + 1;
  const changed = await Invitation.query(trx).patchAndFetchById(id, {
    sent: next,
    sentAt: raw('now()'),
    expiresAt: inDays(),
    tokenHash: hashOfToken(tokenOf(app, id, next)),
  });
  await queueEmail(trx, id, next);
  const [before, after] = [expiresAt, changed.expiresAt].map((at) => ({
    email,
    expiresAt: at.toISOString(),
  }));
  await audit(trx, principal, [
    consignorId === null
      ? {
          what: 'invitation.resend',
          subject: id,
          before: { ...before, sent },
          after: { ...after, sent: next },
        }
      : {
          what: 'consignor.resendInvitation',
          subject: consignorId,
          before: { ...before, sent },
          after: { ...after, sent: next },
        },
  ]);
}

/** Its link opens nothing any more. @throws as `lockOpen` */
export async function withdrawInvitation(
  trx: Trx,
  { id, consignorId }: { id: string; consignorId: string | null },
  principal: Principal,
): Promise<void> {
  const { email, roles } = await lockOpen(trx, id, consignorId);
  await Invitation.query(trx)
    .findById(id)
    .patch({ withdrawnAt: raw('now()') });
  await audit(trx, principal, [
    consignorId === null
      ? { what: 'invitation.withdraw', subject: id, before: { email, roles }, after: null }
      : { what: 'consignor.withdrawInvitation', subject: consignorId, before: { email }, after: null },
  ]);
}

type Row = Columns<Invitation> & { inviter: string | null; is_expired: boolean };

/** Those that wait for an answer, the newest first. @param consignorId whose; null: those to the staff */
export async function openInvitations(trx: Trx, consignorId: string | null): Promise<Shown[]> {
  const rows = await query<Row>(
    trx,
    `SELECT i.*, p.name AS inviter, i.expires_at <= now() AS is_expired
     FROM invitations i LEFT JOIN people p ON p.id = i.invited_by
     WHERE i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.consignor_id IS NOT DISTINCT FROM $1
     ORDER BY i.created_at DESC, i.id LIMIT 500`,
    [consignorId],
  );
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    roles: row.roles,
    invitedBy: row.inviter,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    isExpired: row.is_expired,
  }));
}

/** What its email says. */
export interface InvitationMail {
  email: string;
  roles: Role[];
  consignorId: string | null;
  invitedBy: string | null;
  link: string;
  expiresAt: Date;
}

/** @param sent the sending that the email is for @returns null where it is over, or a later one replaced it */
export async function invitationToMail(
  trx: Trx,
  app: AppContext,
  { invitationId, sent }: { invitationId: string; sent: number },
): Promise<InvitationMail | null> {
  const found = await Invitation.query(trx).findById(invitationId);
  if (!found || found.acceptedAt !== null || found.withdrawnAt !== null || found.sent !== sent) return null;
  const inviter = found.invitedBy === null ? undefined : await Person.query(trx).findById(found.invitedBy);
  const { email, roles, consignorId, expiresAt } = found;
  const link = linkOf(app, '/invitation', tokenOf(app, invitationId, sent));
  return { email, roles, consignorId, invitedBy: inviter?.name ?? null, link, expiresAt };
}
