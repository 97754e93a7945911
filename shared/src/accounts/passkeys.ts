/** Passkeys (WebAuthn, https://www.w3.org/TR/webauthn-3/): a key of the person's device in place of password and code. */
import { z } from 'zod';
import { idOf, instant } from '../http/index.ts';
import { accountClosing } from './secondFactor.ts';

/** A passkey of one's own. */
export const passkey = z
  .object({
    id: idOf('passkey'),
    name: z.string(),
    createdAt: instant,
    lastUsedAt: instant.nullable().meta({ description: 'null: not yet' }),
  })
  .meta({ id: 'Passkey' });
/** A passkey of one's own. */
export type Passkey = z.infer<typeof passkey>;

/** All of one's own, the newest first. */
export const passkeys = z.object({ data: z.array(passkey) }).meta({ id: 'Passkeys' });

/** What the browser's `navigator.credentials` is called with, as JSON. */
export const passkeyOptions = z.record(z.string(), z.unknown()).meta({
  id: 'PasskeyOptions',
  description: 'PublicKeyCredentialCreationOptionsJSON or …RequestOptionsJSON',
});
/** What the browser's `navigator.credentials` is called with, as JSON. */
export type PasskeyOptions = z.infer<typeof passkeyOptions>;

/** Asks for the options of another passkey, or removes one: it is the owner in front of the browser. */
export const passkeyProof = accountClosing;

const base64url = z
  .string()
  .max(8192)
  .regex(/^[\w-]*$/);
const transports = z.array(z.string().max(40)).max(10).optional();

/** What every answer of an authenticator has; the browser's own JSON form of a PublicKeyCredential. */
const credential = {
  id: base64url.min(1).max(1400),
  rawId: base64url.min(1).max(1400),
  type: z.literal('public-key'),
  clientExtensionResults: z.record(z.string(), z.unknown()),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
};

/** Adds a passkey. */
export const newPasskey = z.object({
  name: z.string().trim().min(1, 'Give it a name, such as the device’s.').max(60, 'At most 60 characters.'),
  credential: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      attestationObject: base64url,
      authenticatorData: base64url.optional(),
      transports,
      publicKeyAlgorithm: z.int().optional(),
      publicKey: base64url.optional(),
    }),
  }),
});
/** Adds a passkey. */
export type NewPasskey = z.infer<typeof newPasskey>;

/** Signs in. */
export const passkeySignIn = z.object({
  credential: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
      userHandle: base64url.optional(),
    }),
  }),
});
/** Signs in. */
export type PasskeySignIn = z.infer<typeof passkeySignIn>;
