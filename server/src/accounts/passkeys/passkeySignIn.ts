/** Signing in with a passkey: the device and its lock are two factors, so no password and no code are asked. */
import type { PasskeyOptions, PasskeySignIn } from '@holdfast/shared/accounts';
import type { AuthenticationResponseJSON, VerifiedAuthenticationResponse } from '@simplewebauthn/server';
import { raw } from 'objection';
import type { AppContext } from '../../platform/appContext.ts';
import type { Trx } from '../../platform/db/index.ts';
import { Person } from '../Person.ts';
import { signInFailed } from '../people.ts';
import { keepChallenge, takeChallenge } from './challenges.ts';
import { Passkey } from './Passkey.ts';
import { relyingParty, webAuthn } from './relyingParty.ts';

type Site = Pick<AppContext, 'publicUrl' | 'db'>;

/** What the browser asks an authenticator for: any key of this site. @throws Problem as `relyingParty` */
export async function beginPasskeySignIn(site: Site): Promise<PasskeyOptions> {
  const { generateAuthenticationOptions } = await webAuthn();
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(site).id,
    userVerification: 'required',
  });
  await keepChallenge(site.db, options.challenge, null);
  return { ...options };
}

/**
 * Finds whose passkey signed, locked.
 * @throws Problem `sign_in_failed`, with the same message whatever is wrong
 */
export async function personOfPasskey(trx: Trx, site: Site, { credential }: PasskeySignIn): Promise<Person> {
  const { id: rpID, origin } = relyingParty(site);
  const key = await Passkey.query(trx).findOne('credential_id', credential.id).forUpdate();
  if (!key) throw signInFailed();
  const { verifyAuthenticationResponse } = await webAuthn();
  const answer = await verifyAuthenticationResponse({
    response: credential as AuthenticationResponseJSON,
    expectedChallenge: (challenge) => takeChallenge(trx, challenge, null),
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    credential: {
      id: key.credentialId,
      publicKey: new Uint8Array(key.publicKey),
      counter: Number(key.counter),
    },
  }).catch((): VerifiedAuthenticationResponse | null => null);
  if (!answer?.verified) throw signInFailed();
  await Passkey.query(trx)
    .findById(key.id)
    .patch({ counter: answer.authenticationInfo.newCounter, lastUsedAt: raw('now()') });
  const person = await Person.query(trx).findById(key.personId).whereNull('deactivated_at').forNoKeyUpdate();
  if (!person) throw signInFailed();
  return person;
}
