/** The login of a team's ticket site: kept sealed, read for a reason. It never enters a list, a log, an audit or a file. */
import { type AccessData, type AccessStatus, accessData } from '@holdfast/shared/packages';
import { audit, type Principal } from '../../platform/audit.ts';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { lockPackage } from '../lockPackage.ts';
import { seal, sealKeyOf, unseal } from './seal.ts';

const readingsShown = 50;

/** Keeps the login, in place of the one before. @throws Problem `not_found`, `transition_refused` after its end */
export async function keepAccess(
  trx: Trx,
  secret: string,
  packageId: string,
  data: AccessData,
  principal: Principal,
): Promise<AccessStatus> {
  await lockPackage(trx, packageId, ['draft', 'confirmed']);
  const key = sealKeyOf(secret);
  const before = await showAccess(trx, packageId);
  await queryPrepared(
    trx,
    `INSERT INTO package_access (package_id, key_id, sealed, kept_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (package_id) DO UPDATE SET key_id = $2, sealed = $3, kept_by = $4, kept_at = now()`,
    [packageId, key.id, seal(key, packageId, JSON.stringify(data)), principal.by],
  );
  const after = await showAccess(trx, packageId);
  await audit(trx, principal, [
    {
      what: 'package.keepAccess',
      subject: packageId,
      before: { kept: before.kept, keptAt: before.keptAt },
      after: { kept: after.kept, keptAt: after.keptAt },
    },
  ]);
  return after;
}

/** Forgets the login for good. @throws Problem `not_found` where none is kept */
export async function forgetAccess(trx: Trx, packageId: string, principal: Principal): Promise<AccessStatus> {
  const gone = await queryPrepared(trx, 'DELETE FROM package_access WHERE package_id = $1 RETURNING 1', [
    packageId,
  ]);
  if (gone.length === 0) throw notFound('access data');
  await audit(trx, principal, [
    { what: 'package.forgetAccess', subject: packageId, before: { kept: true }, after: { kept: false } },
  ]);
  return showAccess(trx, packageId);
}

/**
 * Reads the login. The reading is in the audit log before anybody sees the answer.
 * @throws Problem `not_found` where none is kept, `transition_refused` when it was sealed under another secret
 */
export async function openAccess(
  trx: Trx,
  secret: string,
  packageId: string,
  reason: string,
  principal: Principal,
): Promise<AccessData> {
  const [row] = await queryPrepared<{ key_id: string; sealed: Buffer }>(
    trx,
    'SELECT key_id, sealed FROM package_access WHERE package_id = $1',
    [packageId],
  );
  if (!row) throw notFound('access data');
  const key = sealKeyOf(secret);
  if (row.key_id !== key.id)
    throw new Problem(
      'transition_refused',
      'This was sealed under an earlier secret of the marketplace. Ask an administrator to seal it anew, or keep it again.',
      { accepts: ['keepAccess'] },
    );
  await audit(trx, principal, [{ what: 'package.readAccess', subject: packageId, reason }]);
  return accessData.parse(JSON.parse(unseal(key, packageId, row.sealed)));
}

/** Whether it is kept, and who read it: never the data. @throws Problem `not_found` for an unknown package */
export async function showAccess(trx: Trx, packageId: string): Promise<AccessStatus> {
  const [found] = await queryPrepared<{ kept_at: Date | null; kept_by: string | null }>(
    trx,
    `SELECT a.kept_at, coalesce(p.name, a.kept_by) AS kept_by FROM packages k LEFT JOIN package_access a ON a.package_id = k.id
     LEFT JOIN accounts_people_named p ON p.id = a.kept_by WHERE k.id = $1`,
    [packageId],
  );
  if (!found) throw notFound('package');
  const readings = await queryPrepared<{ at: Date; by: string; reason: string | null }>(
    trx,
    `SELECT a.at, coalesce(p.name, a.by) AS by, a.reason FROM platform_changes a LEFT JOIN accounts_people_named p ON p.id = a.by
     WHERE a.subject = $1 AND a.what = 'package.readAccess' ORDER BY a.at DESC, a.id DESC LIMIT ${readingsShown}`,
    [packageId],
  );
  return {
    kept: found.kept_at !== null,
    keptAt: found.kept_at?.toISOString() ?? null,
    keptBy: found.kept_by,
    readings: readings.map(({ at, by, reason }) => ({ at: at.toISOString(), by, reason: reason ?? '' })),
  };
}

/**
 * After the marketplace's secret was changed: seals all that was sealed under the earlier one anew.
 * @returns how many were; what neither secret opens stays as it is
 */
export async function resealAccess(
  trx: Trx,
  secrets: { earlier: string; current: string },
  principal: Principal,
): Promise<number> {
  const [earlier, current] = [sealKeyOf(secrets.earlier), sealKeyOf(secrets.current)];
  const rows = await queryPrepared<{ package_id: string; sealed: Buffer }>(
    trx,
    'SELECT package_id, sealed FROM package_access WHERE key_id = $1 ORDER BY package_id FOR UPDATE',
    [earlier.id],
  );
  for (const { package_id, sealed } of rows)
    await queryPrepared(trx, 'UPDATE package_access SET key_id = $2, sealed = $3 WHERE package_id = $1', [
      package_id,
      current.id,
      seal(current, package_id, unseal(earlier, package_id, sealed)),
    ]);
  await audit(
    trx,
    principal,
    rows.map(({ package_id }) => ({
      what: 'package.resealAccess',
      subject: package_id,
      before: { keyId: earlier.id },
      after: { keyId: current.id },
    })),
  );
  return rows.length;
}
