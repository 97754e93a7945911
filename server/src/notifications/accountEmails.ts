/** Emails with the one-time link of an invitation or of a forgotten password. */
import type { Role } from '@holdfast/shared/accounts';
import { marketplaceZone } from '@holdfast/shared/time';
import { DateTime } from 'luxon';
import { escapeHtml } from '../platform/escapeHtml.ts';
import { type Email, marketplaceName, page } from './templates.ts';

const roleNames: Partial<Record<Role, string>> = {
  staff: 'consignment staff',
  finance: 'finance',
  support: 'support',
  admin: 'administrator',
  accessData: 'reader of access data',
};

/** An email with one link, as a button in HTML and on a line of its own in text. */
export function withLink(kind: string, to: string, { title, before, button, link, after }: LinkText): Email {
  const anchor = `<p style="margin:18px 0"><a href="${escapeHtml(link)}" style="color:#0d4d3a;font-weight:700">${escapeHtml(button)}</a></p>`;
  const last = after.map((line) => `<p style="margin:0 0 14px">${escapeHtml(line)}</p>`).join('\n');
  return {
    kind,
    to,
    subject: title,
    text: [title, '', ...before, '', `${button}: ${link}`, '', ...after].join('\n'),
    html: page(title, before.map(escapeHtml), anchor + last),
  };
}

interface LinkText {
  title: string;
  before: string[];
  button: string;
  link: string;
  after: string[];
}

const untilOf = (at: Date) =>
  DateTime.fromJSDate(at, { zone: marketplaceZone }).toFormat('cccc, LLLL d, yyyy, h:mm a ZZZZ');

/** @param consignorName whom they will sign in for; null: they are invited to the staff */
export function invitationEmail(invited: {
  email: string;
  roles: readonly Role[];
  consignorName: string | null;
  invitedBy: string | null;
  link: string;
  expiresAt: Date;
}): Email {
  const { email, roles, consignorName, invitedBy, link, expiresAt } = invited;
  const who = invitedBy ?? marketplaceName;
  const named = roles.map((role) => roleNames[role]).filter(Boolean);
  return withLink('invitation', email, {
    title:
      consignorName === null
        ? `You are invited to the ${marketplaceName} back office`
        : `Your sign-in for ${consignorName}`,
    before: [
      consignorName === null
        ? `${who} invited you to work at ${marketplaceName}, as ${named.join(', ')}.`
        : `${who} invited you to see how the tickets of ${consignorName} sell, and what you get for them.`,
    ],
    button: 'Accept the invitation',
    link,
    after: [
      `The link is for you alone, works once, and ends on ${untilOf(expiresAt)}.`,
      'If you didn’t expect this, do nothing: without the link nobody gets in.',
    ],
  });
}

/** Somebody, perhaps the reader, asked to set another password. */
export function passwordResetEmail({
  email,
  name,
  link,
}: {
  email: string;
  name: string;
  link: string;
}): Email {
  return withLink('passwordReset', email, {
    title: 'Set a new password',
    before: [`Hello ${name},`, `somebody asked to set a new password for your ${marketplaceName} account.`],
    button: 'Set a new password',
    link,
    after: [
      'The link works once, for an hour. When the password is set, every browser is signed out.',
      'If that wasn’t you, do nothing: your password stays as it is.',
    ],
  });
}
