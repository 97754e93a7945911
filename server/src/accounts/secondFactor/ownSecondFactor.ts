/** Somebody's own second factor: set up, turned off, and its recovery codes. */
import type { OwnSecondFactor, SecondFactorSecret } from '@holdfast/shared/accounts';
import { raw } from 'objection';
import qrcode from 'qrcode';
import type { AppContext } from '../../platform/appContext.ts';
import { audit, type Principal } from '../../platform/audit.ts';
import { query, type Trx } from '../../platform/db/index.ts';
import { Problem } from '../../platform/problem.ts';
import { seal, sealKeyOf, unseal } from '../../platform/seal.ts';
import { notifyAccount } from '../accountNotices.ts';
import type { Person } from '../Person.ts';
import { hasStaffRole } from '../policy.ts';
import { closeOtherSessions } from '../sessions.ts';
import { hashOfTypedCode, newTypedCode } from '../typedCode.ts';
import { hasSecondFactor, passSecondFactor, takeAppCode } from './proof.ts';
import { SecondFactor } from './SecondFactor.ts';
import { newSecret, uriOf } from './totp.ts';

type Secrets = Pick<AppContext, 'secret'>;
const howManyCodes = 10;

export async function showOwnSecondFactor(trx: Trx, person: Person): Promise<OwnSecondFactor> {
  const factor = await SecondFactor.query(trx).findById(person.id).whereNotNull('confirmed_at');
  const [left] = await query<{ n: number }>(
    trx,
    'SELECT count(*)::int AS n FROM recovery_codes WHERE person_id = $1 AND used_at IS NULL',
    [person.id],
  );
  return {
    since: factor?.confirmedAt?.toISOString() ?? null,
    recoveryCodesLeft: left?.n ?? 0,
    isRequired: hasStaffRole(person.roles) && (await requiresSecondFactor(trx)),
  };
}

/** Whether everybody of the staff needs one. */
export async function requiresSecondFactor(trx: Trx): Promise<boolean> {
  const [rules] = await query<{ required: boolean }>(
    trx,
    'SELECT requires_second_factor AS required FROM staff_rules',
  );
  return rules?.required ?? false;
}

/**
 * A secret for the app, in place of one that wasn't confirmed. It counts once a code of it is given.
 * @throws Problem `nothing_to_do` when there is a second factor already
 */
export async function beginSecondFactor(
  trx: Trx,
  app: Secrets,
  { id, email }: Person,
): Promise<SecondFactorSecret> {
  if (await hasSecondFactor(trx, id))
    throw new Problem('nothing_to_do', 'You have a second factor. Turn it off to set up another one.');
  const [secret, key] = [newSecret(), sealKeyOf(app.secret, 'secondFactor')];
  await SecondFactor.query(trx)
    .insert({ personId: id, keyId: key.id, sealed: seal(key, id, secret), createdAt: new Date() })
    .onConflict('person_id')
    .merge();
  const uri = uriOf(secret, email);
  const svg = await qrcode.toString(uri, { type: 'svg', margin: 4 });
  return { secret, uri, qr: `data:image/svg+xml,${encodeURIComponent(svg)}` };
}

/**
 * Turns it on; every other browser is signed out.
 * @param token of the session that stays
 * @returns the recovery codes, which are shown this once
 * @throws Problem `nothing_to_do` when none was begun; `validation_failed` for a wrong code
 */
export async function confirmSecondFactor(
  trx: Trx,
  app: Secrets,
  person: Person,
  { code, token }: { code: string; token: string },
  principal: Principal,
): Promise<string[]> {
  const factor = await SecondFactor.query(trx).findById(person.id).whereNull('confirmed_at').forUpdate();
  if (!factor) throw new Problem('nothing_to_do', 'Begin anew: there is no second factor to confirm.');
  await takeAppCode(trx, app, factor, code);
  await SecondFactor.query(trx)
    .findById(person.id)
    .patch({ confirmedAt: raw('now()') });
  await closeOtherSessions(trx, person.id, token);
  await audit(trx, principal, [
    { what: 'person.turnOnSecondFactor', subject: person.id, before: { isOn: false }, after: { isOn: true } },
  ]);
  await notifyAccount(trx, person, 'secondFactorOn');
  return replaceRecoveryCodes(trx, person.id);
}

/** @throws Problem `forbidden` where the staff's rules require it; as `passSecondFactor` */
export async function turnOffSecondFactor(
  trx: Trx,
  app: Secrets,
  person: Person,
  code: string,
  principal: Principal,
): Promise<void> {
  await passSecondFactor(trx, app, person.id, code);
  if ((await showOwnSecondFactor(trx, person)).isRequired)
    throw new Problem(
      'forbidden',
      'Everybody of the staff needs a second factor. Ask an administrator to reset yours.',
    );
  if (!(await removeSecondFactor(trx, person.id))) throw new Problem('nothing_to_do', 'It is off already.');
  await audit(trx, principal, [
    {
      what: 'person.turnOffSecondFactor',
      subject: person.id,
      before: { isOn: true },
      after: { isOn: false },
    },
  ]);
  await notifyAccount(trx, person, 'secondFactorOff');
}

/** The former ones work no more. @returns the new ones, which are shown this once @throws as `passSecondFactor` */
export async function newRecoveryCodes(
  trx: Trx,
  app: Secrets,
  person: Person,
  code: string,
  principal: Principal,
): Promise<string[]> {
  if (!(await hasSecondFactor(trx, person.id)))
    throw new Problem('nothing_to_do', 'Set up a second factor first.');
  await passSecondFactor(trx, app, person.id, code);
  const { recoveryCodesLeft } = await showOwnSecondFactor(trx, person);
  await audit(trx, principal, [
    {
      what: 'person.renewRecoveryCodes',
      subject: person.id,
      before: { left: recoveryCodesLeft },
      after: { left: howManyCodes },
    },
  ]);
  await notifyAccount(trx, person, 'recoveryCodesRenewed');
  return replaceRecoveryCodes(trx, person.id);
}

async function replaceRecoveryCodes(trx: Trx, personId: string): Promise<string[]> {
  await query(trx, 'DELETE FROM recovery_codes WHERE person_id = $1', [personId]);
  const codes = Array.from({ length: howManyCodes }, newTypedCode);
  await query(trx, 'INSERT INTO recovery_codes (person_id, code_hash) SELECT $1, unnest($2::bytea[])', [
    personId,
    codes.map(hashOfTypedCode),
  ]);
  return codes;
}

/** Removes it with its recovery codes. @returns whether there was one */
export async function removeSecondFactor(trx: Trx, personId: string): Promise<boolean> {
  await query(trx, 'DELETE FROM recovery_codes WHERE person_id = $1', [personId]);
  const removed = await SecondFactor.query(trx).deleteById(personId);
  return removed > 0;
}

/** After the marketplace's secret was changed: seals anew. @returns how many were */
export async function resealSecondFactors(
  trx: Trx,
  secrets: { earlier: string; current: string },
): Promise<number> {
  const [earlier, current] = [
    sealKeyOf(secrets.earlier, 'secondFactor'),
    sealKeyOf(secrets.current, 'secondFactor'),
  ];
  const rows = await SecondFactor.query(trx).where({ key_id: earlier.id }).orderBy('person_id').forUpdate();
  for (const { personId, sealed } of rows)
    await SecondFactor.query(trx)
      .findById(personId)
      .patch({ keyId: current.id, sealed: seal(current, personId, unseal(earlier, personId, sealed)) });
  return rows.length;
}
