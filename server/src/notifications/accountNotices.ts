/** Emails that confirm an address, and those that tell what happened to an account. */
import type { AccountNotice, ConfirmationMail } from '../accounts/index.ts';
import { withLink } from './accountEmails.ts';
import { type Email, marketplaceName } from './templates.ts';

const ifNotYou = 'If that wasn’t you, do nothing: without the link nothing happens.';

/** @param publicUrl of the storefront */
export function confirmationEmail(mail: ConfirmationMail, publicUrl: string): Email {
  const { email } = mail;
  switch (mail.says) {
    case 'signUp':
      return withLink('emailConfirmation', email, {
        title: 'Finish your account',
        before: [
          `Somebody asked for a ${marketplaceName} account with this address. Choose your name and password:`,
        ],
        button: 'Finish my account',
        link: mail.link,
        after: ['The link works once, for 24 hours.', ifNotYou],
      });
    case 'confirm':
      return withLink('emailConfirmation', email, {
        title: 'Confirm your email address',
        before: [
          `Hello ${mail.name},`,
          `this is the address of your ${marketplaceName} account once you confirm it.`,
        ],
        button: 'Confirm this address',
        link: mail.link,
        after: ['The link works once, for 24 hours.', ifNotYou],
      });
    case 'accountExists':
      return withLink('accountExists', email, {
        title: 'You have an account already',
        before: [
          `Hello ${mail.name},`,
          `somebody gave this address for a ${marketplaceName} account. It has one already: yours.`,
        ],
        button: 'Sign in',
        link: `${publicUrl}/sign-in`,
        after: [
          `If you don’t know your password, set another one: ${publicUrl}/forgot-password`,
          'If that wasn’t you, do nothing: your account stays as it is.',
        ],
      });
  }
}

const notices: Record<AccountNotice, { title: string; line: string }> = {
  emailChangeAsked: {
    title: 'Another email address for your account',
    line: 'Your account gets another email address as soon as that one is confirmed.',
  },
  emailChanged: {
    title: 'Your account has another email address',
    line: 'The other address of your account was confirmed. You sign in with it from now on, and this one gets no more of its emails.',
  },
  passwordChanged: {
    title: 'Your password was changed',
    line: 'The password of your account was changed. Other browsers are signed out.',
  },
  secondFactorOn: {
    title: 'Your second factor is on',
    line: 'Signing in to your account asks for a code of your app from now on. Other browsers are signed out.',
  },
  secondFactorOff: {
    title: 'Your second factor is off',
    line: 'Signing in to your account asks for the password alone from now on.',
  },
  secondFactorReset: {
    title: 'Your second factor was reset',
    line: 'An administrator took your second factor away. Sign in with your password and set up another one.',
  },
  recoveryCodeUsed: {
    title: 'A recovery code was used',
    line: 'A recovery code of your account was used in place of your app’s code. It works no more.',
  },
  recoveryCodesRenewed: {
    title: 'You have new recovery codes',
    line: 'New recovery codes were made for your account. The former ones work no more.',
  },
  passkeyAdded: {
    title: 'A passkey was added to your account',
    line: 'A passkey was added to your account. It opens the account without password and code.',
  },
  passkeyRemoved: {
    title: 'A passkey was removed from your account',
    line: 'A passkey of your account was removed. It opens the account no more.',
  },
  rolesChanged: {
    title: 'Your roles were changed',
    line: 'An administrator changed what you may do here. It holds from now on.',
  },
  deactivated: {
    title: 'Your account is deactivated',
    line: 'Your account was deactivated. You are signed out, and can’t sign in.',
  },
  reactivated: {
    title: 'You can sign in again',
    line: 'Your account was activated again. Sign in with the password that you had.',
  },
  closed: {
    title: 'Your account is closed',
    line: 'Your account is closed. We removed your name and your address from it, and keep of your orders what our books need.',
  },
};

/** The kind of the farewell, of which the outbox keeps neither address nor text. */
export const farewellKind = 'accountClosed';

/** What others did to the account, for the marketplace. */
const ofOthers: readonly AccountNotice[] = ['rolesChanged', 'deactivated', 'reactivated'];

/** What an account can be told of. */
export const accountNotices = Object.keys(notices) as [AccountNotice, ...AccountNotice[]];

/** @param to the address that the account has, or had */
export function accountNoticeEmail({
  to,
  name,
  notice,
  publicUrl,
}: {
  to: string;
  name: string;
  notice: AccountNotice;
  publicUrl: string;
}): Email {
  const { title, line } = notices[notice];
  const isOfOthers = ofOthers.includes(notice);
  const writesToUs = isOfOthers || notice === 'emailChanged' || notice === 'closed';
  const wasNotYou = writesToUs ? 'Write to us if that wasn’t you' : 'Set another password if that wasn’t you';
  return withLink(notice === 'closed' ? farewellKind : 'accountNotice', to, {
    title,
    before: [name === '' ? 'Hello,' : `Hello ${name},`, line],
    button: isOfOthers ? 'Ask us about it' : wasNotYou,
    link: `${publicUrl}${writesToUs ? '/contact' : '/forgot-password'}`,
    after: isOfOthers ? [] : ['If it was you, there is nothing to do.'],
  });
}
