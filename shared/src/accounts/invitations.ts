/** Invitations by email: to the staff, or as a consignor's sign-in. */
import { z } from 'zod';
import { idOf, instant, listOf, listQuery } from '../http/index.ts';
import { role, signIn, signUp } from './contract.ts';
import { chosenRoles } from './staff.ts';

/** The secret of a one-time link, as it stands after the `#` of an email's link. */
export const linkToken = z.string().regex(/^[\w-]{43}$/, 'This link is not complete. Copy all of it.');

/** An invitation that wasn't accepted or withdrawn. */
export const invitation = z
  .object({
    id: idOf('invitation'),
    email: z.string(),
    roles: z.array(role),
    invitedBy: z.string().nullable().meta({ description: 'The name of who invited them' }),
    createdAt: instant,
    sentAt: instant.meta({ description: 'When its link was last sent' }),
    expiresAt: instant,
    isExpired: z.boolean().meta({ description: 'Its link opens nothing any more; it can be sent again' }),
  })
  .meta({ id: 'Invitation' });
/** An invitation that wasn't accepted or withdrawn. */
export type Invitation = z.infer<typeof invitation>;

/** The query of the invitations to the staff. */
export const invitationQuery = listQuery(['createdAt'], {}, { order: 'desc', perPage: 100 });
/** One page of invitations. */
export const invitationList = listOf(invitation);

const invitedEmail = z
  .string()
  .trim()
  .pipe(z.email('Give an email address, such as ann@example.com.').max(200));
/** Invites somebody to the staff. */
export const newInvitation = z.object({ email: invitedEmail, roles: chosenRoles });

/** Somebody who signs in for a consignor. */
export const consignorSignIn = z
  .object({
    id: idOf('person'),
    name: z.string(),
    email: z.string(),
    createdAt: instant,
    lastSignInAt: instant.nullable(),
    deactivatedAt: instant.nullable(),
  })
  .meta({ id: 'ConsignorSignIn' });
/** Somebody who signs in for a consignor. */
export type ConsignorSignIn = z.infer<typeof consignorSignIn>;
/** Everybody who signs in for a consignor, and who is invited to. */
export const consignorSignIns = z
  .object({ people: z.array(consignorSignIn), invitations: z.array(invitation) })
  .meta({ id: 'ConsignorSignIns' });
/** Everybody who signs in for a consignor, and who is invited to. */
export type ConsignorSignIns = z.infer<typeof consignorSignIns>;
/** Invites somebody to sign in for a consignor. */
export const newConsignorSignIn = z.object({ email: invitedEmail });
/** Path parameters of one sign-in of a consignor. */
export const consignorSignInParams = z.object({ id: idOf('consignor'), personId: idOf('person') });
/** Path parameters of one invitation of a consignor. */
export const consignorInvitationParams = z.object({
  id: idOf('consignor'),
  invitationId: idOf('invitation'),
});

/** The link of an email, as its page sends it. */
export const linkOpened = z.object({ token: linkToken });
/** What an invitation's page shows. */
export const invitationShown = z
  .object({
    email: z.string(),
    roles: z.array(role),
    invitedBy: z.string().nullable(),
    hasAccount: z
      .boolean()
      .meta({ description: 'The address has an account: its password is asked for, and it gets the roles' }),
  })
  .meta({ id: 'InvitationShown' });
/** What an invitation's page shows. */
export type InvitationShown = z.infer<typeof invitationShown>;
/** Accepts an invitation. An address that has an account gives its password and keeps its name. */
export const invitationAcceptance = z.object({
  token: linkToken,
  name: signUp.shape.name.optional(),
  password: z.string().min(1, 'Give a password.').max(200),
  code: signIn.shape.code,
});
