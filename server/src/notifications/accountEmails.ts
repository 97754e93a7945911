/** Emails with the one-time link of an invitation or of a forgotten password. */
import type { Role } from '@holdfast/shared/accounts';
import { marketplaceZone } from '@holdfast/shared/time';
import { DateTime } from 'luxon';
import { defineEmail, type Letter, link, registered, text } from '../emailTemplates/index.ts';
import { ofNewestAccount } from './newestNames.ts';

const roleNames: Partial<Record<Role, string>> = {
  staff: 'consignment staff',
  finance: 'finance',
  support: 'support',
  admin: 'administrator',
  accessData: 'reader of access data',
};

const untilOf = (at: Date) =>
  DateTime.fromJSDate(at, { zone: marketplaceZone }).toFormat('cccc, LLLL d, yyyy, h:mm a ZZZZ');

const invitationPlaceholders = {
  invitedBy: text('Who invites; empty where nobody in particular does', 'Maria Lopez'),
  until: text('When the link ends', 'Friday, November 27, 2026, 10:00 AM MST'),
  link: link('Accepts the invitation, once', 'https://tickets.example/admin/#/accept'),
} as const;

const acceptText = `
[Accept the invitation]({{link}})

The link is for you alone, works once, and ends on {{until}}.

If you didn’t expect this, do nothing: without the link nobody gets in.
`;

const staffInvitation = defineEmail({
  key: 'invitation.staff',
  kind: 'invitation',
  name: 'Invitation to the back office',
  to: 'staff',
  when: 'An administrator invites somebody to the staff.',
  placeholders: {
    ...invitationPlaceholders,
    roles: text('As what', 'consignment staff, support'),
  },
  subject: 'You are invited to the {{marketplace}} back office',
  text: `
{{#invitedBy}}{{invitedBy}}{{/invitedBy}}{{^invitedBy}}{{marketplace}}{{/invitedBy}} invited you to work at {{marketplace}}, as {{roles}}.
${acceptText}`,
});

const consignorInvitation = defineEmail({
  key: 'invitation.consignor',
  kind: 'invitation',
  name: 'Invitation of a consignor',
  to: 'consignor',
  when: 'Staff invite somebody to sign in for a consignor.',
  placeholders: {
    ...invitationPlaceholders,
    consignor: text('For whom they sign in', 'Ridgeline Tickets'),
  },
  subject: 'Your sign-in for {{consignor}}',
  text: `
{{#invitedBy}}{{invitedBy}}{{/invitedBy}}{{^invitedBy}}{{marketplace}}{{/invitedBy}} invited you to see how the tickets of {{consignor}} sell, and what you get for them.
${acceptText}`,
});

/** @param consignorName whom they will sign in for; null: they are invited to the staff */
export function invitationEmail(invited: {
  email: string;
  roles: readonly Role[];
  consignorName: string | null;
  invitedBy: string | null;
  link: string;
  expiresAt: Date;
}): Letter {
  const { email, roles, consignorName, invitedBy, link: url, expiresAt } = invited;
  const values = { invitedBy, until: untilOf(expiresAt), link: url };
  if (consignorName !== null)
    return consignorInvitation.letter(email, { ...values, consignor: consignorName });
  const named = roles.map((role) => roleNames[role]).filter(Boolean);
  return staffInvitation.letter(email, { ...values, roles: named.join(', ') });
}

const passwordReset = defineEmail({
  key: 'password.reset',
  kind: 'passwordReset',
  name: 'Set a new password',
  to: 'person',
  when: 'Somebody, perhaps the reader, asked to set another password.',
  placeholders: {
    name: text('The account’s name', 'Ann Miller'),
    link: link('Sets a new password, once', 'https://tickets.example/reset-password'),
  },
  subject: 'Set a new password',
  text: `
Hello {{name}},

somebody asked to set a new password for your {{marketplace}} account.

[Set a new password]({{link}})

The link works once, for an hour. When the password is set, every browser is signed out.

If that wasn’t you, do nothing: your password stays as it is.
`,
});

/** Somebody, perhaps the reader, asked to set another password. */
export const passwordResetEmail = ({
  email,
  name,
  link: url,
}: {
  email: string;
  name: string;
  link: string;
}): Letter => passwordReset.letter(email, { name, link: url });

export const accountEmails = [
  registered(staffInvitation),
  registered(consignorInvitation),
  registered(
    passwordReset,
    ofNewestAccount((name, { publicUrl }) => passwordReset.letter('', { name, link: publicUrl })),
  ),
];
