/** Emails that tell what happened to an account. */
import type { AccountNotice } from '../accounts/index.ts';
import {
  defineEmail,
  type EmailTemplate,
  type Letter,
  link,
  registered,
  text,
} from '../emailTemplates/index.ts';
import { ofNewestAccount } from './newestNames.ts';

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

const pages = { contact: '/contact', forgotPassword: '/forgot-password' } as const;

/** To which page of the storefront somebody goes who didn't do it. */
const pageOf = (notice: AccountNotice): keyof typeof pages =>
  ofOthers.includes(notice) || notice === 'emailChanged' || notice === 'closed'
    ? 'contact'
    : 'forgotPassword';

const placeholders = {
  name: text('The account’s name; empty where it was removed', 'Ann Miller'),
  help: link('The page for whoever didn’t do it', 'https://tickets.example/contact'),
} as const;

const noticeTemplate = (notice: AccountNotice): EmailTemplate<typeof placeholders> => {
  const { title, line } = notices[notice];
  const isOfOthers = ofOthers.includes(notice);
  const wasNotYou =
    pageOf(notice) === 'contact'
      ? 'Write to us if that wasn’t you'
      : 'Set another password if that wasn’t you';
  return defineEmail({
    key: `accountNotice.${notice}`,
    kind: notice === 'closed' ? farewellKind : 'accountNotice',
    name: title,
    to: 'person',
    when: isOfOthers
      ? 'An administrator did that to an account.'
      : 'It happened to an account, whoever did it. It goes to the address that the account has, or had.',
    placeholders,
    subject: title,
    text: `
Hello{{#name}} {{name}}{{/name}},

${line}

[${isOfOthers ? 'Ask us about it' : wasNotYou}]({{help}})
${isOfOthers ? '' : '\nIf it was you, there is nothing to do.\n'}`,
  });
};

const noticeTemplates = Object.fromEntries(
  accountNotices.map((notice) => [notice, noticeTemplate(notice)]),
) as Record<AccountNotice, EmailTemplate<typeof placeholders>>;

/** @param to the address that the account has, or had */
export const accountNoticeEmail = ({
  to,
  name,
  notice,
  publicUrl,
}: {
  to: string;
  name: string;
  notice: AccountNotice;
  publicUrl: string;
}): Letter => noticeTemplates[notice].letter(to, { name, help: `${publicUrl}${pages[pageOf(notice)]}` });

export const accountNoticeEmails = accountNotices.map((notice) =>
  registered(
    noticeTemplates[notice],
    ofNewestAccount((name, { publicUrl }) => accountNoticeEmail({ to: '', name, notice, publicUrl })),
  ),
);
