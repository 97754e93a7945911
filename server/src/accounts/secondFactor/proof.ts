/** Asks for a code where somebody has a second factor, and takes each code once. */
import type { OwnFactor } from '@holdfast/shared/accounts';
import { raw } from 'objection';
import type { AppContext } from '../../platform/appContext.ts';
import { type Database, query, type Trx } from '../../platform/db/index.ts';
import { fieldsRefused, Problem } from '../../platform/problem.ts';
import { sealKeyOf, unseal } from '../../platform/seal.ts';
import { notifyAccount } from '../accountNotices.ts';
import { Person } from '../Person.ts';
import { Passkey } from '../passkeys/Passkey.ts';
import { hashOfTypedCode } from '../typedCode.ts';
import { SecondFactor } from './SecondFactor.ts';
import { stepOf } from './totp.ts';

type Secrets = Pick<AppContext, 'secret'>;

/** The refusal of a code, whatever the reason. */
export const wrongCode = (): Problem =>
  fieldsRefused([
    {
      field: 'code',
      code: 'wrong',
      message:
        'This code isn’t right, or was used. Wait for the next one of your app, or use a recovery code.',
    },
  ]);

/**
 * Lets through who has no second factor, or gives a code of it. The caller limits the tries.
 * @throws Problem `second_factor_required` without a code; `validation_failed` for a wrong or used one
 */
export async function passSecondFactor(
  trx: Trx,
  app: Secrets,
  personId: string,
  code: string | undefined,
): Promise<void> {
  const factor = await SecondFactor.query(trx).findById(personId).whereNotNull('confirmed_at').forUpdate();
  if (!factor) return;
  if (!code) throw new Problem('second_factor_required', 'Give the code that your app shows now.');
  if (/^\d{3}\s?\d{3}$/.test(code)) await takeAppCode(trx, app, factor, code);
  else await takeRecoveryCode(trx, personId, code);
}

/** @throws Problem as `wrongCode`, also for a code that was taken before */
export async function takeAppCode(trx: Trx, app: Secrets, factor: SecondFactor, code: string): Promise<void> {
  const secret = unseal(sealKeyOf(app.secret, 'secondFactor'), factor.personId, factor.sealed);
  const step = stepOf(secret, code, Date.now());
  if (step === null || step <= Number(factor.lastStep)) throw wrongCode();
  await SecondFactor.query(trx).findById(factor.personId).patch({ lastStep: step });
}

async function takeRecoveryCode(trx: Trx, personId: string, code: string): Promise<void> {
  const taken = await query(
    trx,
    'UPDATE recovery_codes SET used_at = now() WHERE person_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING 1',
    [personId, hashOfTypedCode(code)],
  );
  if (taken.length === 0) throw wrongCode();
  await notifyAccount(trx, await Person.query(trx).findById(personId).throwIfNotFound(), 'recoveryCodeUsed');
}

/** Whether a code is asked for at sign-in. */
export async function hasSecondFactor(db: Database | Trx, personId: string): Promise<boolean> {
  return (await SecondFactor.query(db).findById(personId).whereNotNull('confirmed_at')) !== undefined;
}

/** What somebody has besides their password; an app comes first, as its code is asked for at sign-in. */
export async function secondFactorOf(db: Database | Trx, personId: string): Promise<OwnFactor> {
  if (await hasSecondFactor(db, personId)) return 'app';
  return (await Passkey.query(db).findOne('person_id', personId)) ? 'passkey' : null;
}

/** SQL of a boolean: the back office asks a second factor of the person of a session, who gave none: by no passkey, and they have no app. */
export const lacksSecondFactor = raw(`coalesce((SELECT requires_second_factor FROM staff_rules), false)
  AND NOT sessions.by_passkey
  AND NOT EXISTS (SELECT 1 FROM second_factors f WHERE f.person_id = sessions.person_id AND f.confirmed_at IS NOT NULL)`);
