/** Challenges that an authenticator signs: each once, within five minutes, for what it was asked for. */
import { raw } from 'objection';
import type { Database, Trx } from '../../platform/db/index.ts';
import { hashOfToken } from '../oneTimeLink.ts';
import { PasskeyChallenge } from './PasskeyChallenge.ts';

/** Minutes in which the person finds their device. */
const minutesOpen = 5;

/** @param personId who adds a passkey; null: somebody signs in */
export async function keepChallenge(
  db: Database | Trx,
  challenge: string,
  personId: string | null,
): Promise<void> {
  const expiresAt = new Date(Date.now() + minutesOpen * 60_000);
  await PasskeyChallenge.query(db).insert({ challengeHash: hashOfToken(challenge), personId, expiresAt });
}

/** @returns whether it was open; once the transaction commits, it isn't any more */
export async function takeChallenge(trx: Trx, challenge: string, personId: string | null): Promise<boolean> {
  const taken = await PasskeyChallenge.query(trx)
    .deleteById(hashOfToken(challenge))
    .whereRaw('person_id IS NOT DISTINCT FROM ?', personId)
    .where('expires_at', '>', raw('now()'));
  return taken > 0;
}

/** Removes challenges that nobody signed; `sweepExpired` runs it. */
export async function removeEndedChallenges(db: Database): Promise<void> {
  await PasskeyChallenge.query(db).delete().where('expires_at', '<', raw('now()'));
}
