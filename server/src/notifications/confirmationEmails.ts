/** Emails that confirm an address of an account. */
import type { ConfirmationMail } from '../accounts/index.ts';
import { defineEmail, type Letter, link, registered, text } from '../emailTemplates/index.ts';
import { ofNewestAccount } from './newestNames.ts';

const confirmationLink = link('Confirms the address, once', 'https://tickets.example/confirm');
const named = { name: text('The account’s name', 'Ann Miller') } as const;

const signUp = defineEmail({
  key: 'account.signUp',
  kind: 'emailConfirmation',
  name: 'Finish your account',
  to: 'person',
  when: 'Somebody asks for an account with an address that has none.',
  placeholders: { link: confirmationLink },
  subject: 'Finish your account',
  text: `
Somebody asked for a {{marketplace}} account with this address. Choose your name and password:

[Finish my account]({{link}})

The link works once, for 24 hours.

If that wasn’t you, do nothing: without the link nothing happens.
`,
});

const confirm = defineEmail({
  key: 'account.confirmAddress',
  kind: 'emailConfirmation',
  name: 'Confirm your email address',
  to: 'person',
  when: 'An account gets another address, which its owner has to confirm.',
  placeholders: { ...named, link: confirmationLink },
  subject: 'Confirm your email address',
  text: `
Hello {{name}},

this is the address of your {{marketplace}} account once you confirm it.

[Confirm this address]({{link}})

The link works once, for 24 hours.

If that wasn’t you, do nothing: without the link nothing happens.
`,
});

const accountExists = defineEmail({
  key: 'account.exists',
  kind: 'accountExists',
  name: 'You have an account already',
  to: 'person',
  when: 'Somebody asks for an account with an address that has one.',
  placeholders: {
    ...named,
    signIn: link('The page to sign in', 'https://tickets.example/sign-in'),
    forgotPassword: link('The page that sets another password', 'https://tickets.example/forgot-password'),
  },
  subject: 'You have an account already',
  text: `
Hello {{name}},

somebody gave this address for a {{marketplace}} account. It has one already: yours.

[Sign in]({{signIn}})

If you don’t know your password, set another one: {{forgotPassword}}

If that wasn’t you, do nothing: your account stays as it is.
`,
});

/** @param publicUrl of the storefront */
export function confirmationEmail(mail: ConfirmationMail, publicUrl: string): Letter {
  const { email } = mail;
  switch (mail.says) {
    case 'signUp':
      return signUp.letter(email, { link: mail.link });
    case 'confirm':
      return confirm.letter(email, { name: mail.name, link: mail.link });
    case 'accountExists':
      return accountExists.letter(email, {
        name: mail.name,
        signIn: `${publicUrl}/sign-in`,
        forgotPassword: `${publicUrl}/forgot-password`,
      });
  }
}

export const confirmationEmails = [
  registered(signUp),
  registered(
    confirm,
    ofNewestAccount((name, { publicUrl }) =>
      confirmationEmail({ says: 'confirm', email: '', name, link: publicUrl }, publicUrl),
    ),
  ),
  registered(
    accountExists,
    ofNewestAccount((name, { publicUrl }) =>
      confirmationEmail({ says: 'accountExists', email: '', name }, publicUrl),
    ),
  ),
];
