/** Somebody's own passkeys: added, listed and removed. */
import type { NewPasskey, PasskeyOptions, Passkey as Shown } from '@holdfast/shared/accounts';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import { currentMarketplace } from '../../marketplace/index.ts';
import type { AppContext } from '../../platform/appContext.ts';
import { audit, type Principal } from '../../platform/audit.ts';
import { brokenConstraint, type Database, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../../platform/problem.ts';
import { notifyAccount } from '../accountNotices.ts';
import type { Person } from '../Person.ts';
import { keepChallenge, takeChallenge } from './challenges.ts';
import { Passkey } from './Passkey.ts';
import { relyingParty, verified, webAuthn } from './relyingParty.ts';

type Site = Pick<AppContext, 'publicUrl' | 'db'>;

/** Keys of one person: enough for every device, few enough for one request. */
const mostPasskeys = 20;

const shown = ({ id, name, createdAt, lastUsedAt }: Passkey): Shown => ({
  id,
  name,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});

export async function listPasskeys(trx: Database | Trx, personId: string): Promise<Shown[]> {
  return (await Passkey.query(trx).where('person_id', personId).orderBy('created_at', 'desc')).map(shown);
}

/**
 * What the browser asks an authenticator for: a key that it finds by itself at sign-in, and that verifies its owner.
 * @throws Problem `nothing_to_do` above 20 passkeys, and where the site's address is a number, which can't have any
 */
export async function beginPasskey(
  trx: Trx,
  site: Site,
  { id, name, email }: Person,
): Promise<PasskeyOptions> {
  const own = await Passkey.query(trx).where('person_id', id);
  if (own.length >= mostPasskeys)
    throw new Problem('nothing_to_do', `You have ${mostPasskeys} passkeys. Remove one that you don’t use.`);
  const { generateRegistrationOptions } = await webAuthn();
  const options = await generateRegistrationOptions({
    rpName: currentMarketplace(site).name,
    rpID: relyingParty(site).id,
    userID: new TextEncoder().encode(id),
    userName: email,
    userDisplayName: name,
    attestationType: 'none',
    excludeCredentials: own.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keepChallenge(trx, options.challenge, id);
  return { ...options };
}

/** @throws Problem `validation_failed` when the answer isn't to a challenge of this person, or the key is known */
export async function addPasskey(
  trx: Trx,
  site: Site,
  person: Person,
  { name, credential }: NewPasskey,
  principal: Principal,
): Promise<Shown> {
  const { id: rpID, origin } = relyingParty(site);
  const { verifyRegistrationResponse } = await webAuthn();
  const { registrationInfo } = await verified('name', () =>
    verifyRegistrationResponse({
      response: credential as RegistrationResponseJSON,
      expectedChallenge: (challenge) => takeChallenge(trx, challenge, person.id),
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
    }),
  );
  const { id: credentialId, publicKey, counter, transports } = registrationInfo.credential;
  const row = await Passkey.query(trx)
    .insert({
      id: newId('passkey'),
      personId: person.id,
      credentialId,
      publicKey: Buffer.from(publicKey),
      counter,
      transports: transports ?? [],
      name,
      createdAt: new Date(),
      lastUsedAt: null,
    })
    .catch((error: unknown) => {
      if (brokenConstraint(error) === 'passkeys_credential_id_key')
        throw fieldsRefused([{ field: 'name', code: 'taken', message: 'This passkey is known already.' }]);
      throw error;
    });
  await audit(trx, principal, [
    { what: 'person.addPasskey', subject: person.id, before: null, after: { name } },
  ]);
  await notifyAccount(trx, person, 'passkeyAdded');
  return shown(row);
}

/** @throws Problem `not_found` */
export async function removePasskey(
  trx: Trx,
  person: Person,
  id: string,
  principal: Principal,
): Promise<void> {
  const [removed] = await Passkey.query(trx).delete().where({ id, person_id: person.id }).returning('*');
  if (!removed) throw notFound('passkey');
  await audit(trx, principal, [
    { what: 'person.removePasskey', subject: person.id, before: { name: removed.name }, after: null },
  ]);
  await notifyAccount(trx, person, 'passkeyRemoved');
}

/** @returns how many there were */
export async function removeAllPasskeys(trx: Trx, personId: string): Promise<number> {
  return Passkey.query(trx).delete().where('person_id', personId);
}
