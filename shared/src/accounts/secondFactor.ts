/** The second factor at sign-in: codes of an app (TOTP), and recovery codes. */
import { z } from 'zod';
import { instant, reason } from '../http/index.ts';

/** A code of the app, or a recovery code. */
export const secondFactorCode = z.string().trim().min(6, 'Give the six figures of your app.').max(40);

/** Shows that it is the owner in front of the browser. */
export const ownerProof = z.object({
  currentPassword: z.string().min(1, 'Give your password.').max(200),
});

/** Closes one's account. The code is of the second factor, where there is one. */
export const accountClosing = ownerProof.extend({ code: secondFactorCode.optional() });

/** The same, with a code. */
export const ownerProofWithCode = ownerProof.extend({ code: secondFactorCode });

/** Turns the second factor on: the first code shows that the app has the secret. */
export const secondFactorConfirmation = z.object({ code: secondFactorCode });

/** What an app needs. Shown once. */
export const secondFactorSecret = z
  .object({
    secret: z.string().meta({ description: 'Base 32, to type where no picture can be scanned' }),
    uri: z.string().meta({ description: 'otpauth://, for an app on the same device' }),
    qr: z.string().meta({ description: 'The address as a QR code: a data address of an SVG picture' }),
  })
  .meta({ id: 'SecondFactorSecret' });
/** What an app needs. */
export type SecondFactorSecret = z.infer<typeof secondFactorSecret>;

/** Recovery codes. Shown once; each works once. */
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' });
/** Recovery codes. */
export type RecoveryCodes = z.infer<typeof recoveryCodes>;

/** One's own second factor. */
export const ownSecondFactor = z
  .object({
    since: instant.nullable().meta({ description: 'null: it is off' }),
    recoveryCodesLeft: z.int(),
    isRequired: z.boolean().meta({ description: 'The back office asks it of this person' }),
  })
  .meta({ id: 'OwnSecondFactor' });
/** One's own second factor. */
export type OwnSecondFactor = z.infer<typeof ownSecondFactor>;

/** What holds for everybody of the staff. */
export const staffRules = z.object({ requiresSecondFactor: z.boolean() }).meta({ id: 'StaffRules' });
/** What holds for everybody of the staff. */
export type StaffRules = z.infer<typeof staffRules>;

/** Changes it. */
export const staffRulesChange = staffRules.extend({ reason });

/** Takes the second factor of one of the staff away, who lost it. */
export const secondFactorReset = z.object({ reason });

/** What somebody has besides their password: an authenticator app, which comes first, or passkeys alone; null: nothing. */
export const ownFactor = z.enum(['app', 'passkey']).nullable().meta({
  description: 'With what the signed-in person shows that it is them, besides a password; null: with nothing',
});
/** What somebody has besides their password. */
export type OwnFactor = z.infer<typeof ownFactor>;
