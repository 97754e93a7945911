/** Proofs of an email address by a link: a new account is made only after it, and an account's address changes only then. */
import { z } from 'zod';
import { signIn, signUp } from './contract.ts';
import { linkToken } from './invitations.ts';
import { newPassword } from './passwordRules.ts';

/** Asks for an account. The answer is the same whether or not the address has one. */
export const newSignUp = z.object({ email: signIn.shape.email });

/** What a link's page shows. */
export const emailConfirmationShown = z
  .object({
    email: z.string(),
    isNew: z.boolean().meta({ description: 'It makes an account: name and password are asked for' }),
  })
  .meta({ id: 'EmailConfirmationShown' });
/** What a link's page shows. */
export type EmailConfirmationShown = z.infer<typeof emailConfirmationShown>;

/** Makes the account. */
export const signUpCompletion = z.object({
  token: linkToken,
  name: signUp.shape.name,
  password: newPassword,
});

/** What is confirmed. */
export const emailConfirmed = z.object({ email: z.string() }).meta({ id: 'EmailConfirmed' });

/** One's own account beyond who is signed in. */
export const ownAccount = z
  .object({
    phone: z.string().nullable().meta({ description: 'For support to call, where it was given' }),
    isEmailVerified: z.boolean().meta({ description: 'A link that was sent to the address was opened' }),
    pendingEmail: z.string().nullable().meta({
      description: 'The address that becomes the account’s when its link is opened, within 24 hours',
    }),
  })
  .meta({ id: 'OwnAccount' });
/** One's own account beyond who is signed in. */
export type OwnAccount = z.infer<typeof ownAccount>;
