/** The login of a team's ticket site: kept sealed, read for a reason. It never enters a list, a log, an audit or a file. */
import { type AccessData, type AccessStatus, accessData } from '@holdfast/shared/packages';
import { raw } from 'objection';
import { audit, type Principal } from '../../platform/audit.ts';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { seal, sealKeyOf, unseal } from '../../platform/seal.ts';
import { lockPackage } from '../lockPackage.ts';
import { PackageAccess } from '../PackageAccess.ts';

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
  const key = sealKeyOf(secret, 'packageAccess');
  const before = await showAccess(trx, packageId);
  await PackageAccess.query(trx)
    .insert({
      packageId,
      keyId: key.id,
      sealed: seal(key, packageId, JSON.stringify(data)),
      keptBy: principal.by,
      keptAt: raw('now()'),
    })
    .onConflict('package_id')
    .merge();
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
  const gone = await PackageAccess.query(trx).deleteById(packageId);
  if (gone === 0) throw notFound('access data');
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
  const row = await PackageAccess.query(trx).findById(packageId);
  if (!row) throw notFound('access data');
  const key = sealKeyOf(secret, 'packageAccess');
  if (row.keyId !== key.id)
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
  const [earlier, current] = [
    sealKeyOf(secrets.earlier, 'packageAccess'),
    sealKeyOf(secrets.current, 'packageAccess'),
  ];
  const rows = await PackageAccess.query(trx).where({ key_id: earlier.id }).orderBy('package_id').forUpdate();
  for (const { packageId, sealed } of rows)
    await PackageAccess.query(trx)
      .findById(packageId)
      .patch({ keyId: current.id, sealed: seal(current, packageId, unseal(earlier, packageId, sealed)) });
  await audit(
    trx,
    principal,
    rows.map(({ packageId }) => ({
      what: 'package.resealAccess',
      subject: packageId,
      before: { keyId: earlier.id },
      after: { keyId: current.id },
    })),
  );
  return rows.length;
}

/** Which of these packages have the login of their ticket site kept. */
export async function packagesWithAccess(trx: Trx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await queryPrepared<{ package_id: string }>(
    trx,
    'SELECT package_id FROM package_access WHERE package_id = ANY($1::text[])',
    [ids],
  );
  return new Set(rows.map(({ package_id }) => package_id));
}
