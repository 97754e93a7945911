/** A forgotten password: asked for by address, set by an email's one-time link. */
import { z } from 'zod';
import { passwordChange, signIn } from './contract.ts';
import { linkToken } from './invitations.ts';

/** Asks for a link. The answer is the same whether or not the address has an account. */
export const newPasswordReset = z.object({ email: signIn.shape.email });
/** What a link's page shows. */
export const passwordResetShown = z.object({ email: z.string() }).meta({ id: 'PasswordResetShown' });
/** What a link's page shows. */
export type PasswordResetShown = z.infer<typeof passwordResetShown>;
/** Sets a new password; every session ends. */
export const passwordResetUse = z.object({
  token: linkToken,
  newPassword: passwordChange.shape.newPassword,
});
