/** The login of a team's ticket site: kept sealed, read for a reason. It never enters a list, a log, an audit or a file. */
import { type AccessData, type AccessStanding, accessData } from '@holdfast/shared/consignment';
import { audit, type Doer } from '../../../platform/audit.ts';
import { run, type Trx } from '../../../platform/db/index.ts';
import { notFound, Problem } from '../../../platform/problem.ts';
import { lockPackage } from '../lockPackage.ts';
import { seal, sealKeyOf, unseal } from './seal.ts';

const readingsShown = 50;

/** Keeps the login, in place of the one before. @throws Problem `not_found`, `transition_refused` after its end */
export async function keepAccess(
  trx: Trx,
  secret: string,
  packageId: string,
  data: AccessData,
  doer: Doer,
): Promise<AccessStanding> {
  await lockPackage(trx, packageId, ['draft', 'confirmed']);
  const key = sealKeyOf(secret);
  const before = await showAccess(trx, packageId);
  await run(
    trx,
    `INSERT INTO package_access (package_id, key_id, sealed, kept_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (package_id) DO UPDATE SET key_id = $2, sealed = $3, kept_by = $4, kept_at = now()`,
    [packageId, key.id, seal(key, packageId, JSON.stringify(data)), doer.by],
  );
  const after = await showAccess(trx, packageId);
  await audit(trx, doer, [
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
export async function forgetAccess(trx: Trx, packageId: string, doer: Doer): Promise<AccessStanding> {
  const gone = await run(trx, 'DELETE FROM package_access WHERE package_id = $1 RETURNING 1', [packageId]);
  if (gone.length === 0) throw notFound('access data');
  await audit(trx, doer, [
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
  doer: Doer,
): Promise<AccessData> {
  const [row] = await run<{ key_id: string; sealed: Buffer }>(
    trx,
    'SELECT key_id, sealed FROM package_access WHERE package_id = $1',
    [packageId],
  );
  if (!row) throw notFound('access data');
  const key = sealKeyOf(secret);
  if (row.key_id !== key.id)
    throw new Problem(
      'transition_refused',
      'This was sealed under an earlier secret of the house. Ask an administrator to seal it anew, or keep it again.',
      { accepts: ['keepAccess'] },
    );
  await audit(trx, doer, [{ what: 'package.readAccess', subject: packageId, reason }]);
  return accessData.parse(JSON.parse(unseal(key, packageId, row.sealed)));
}

/** Whether it is kept, and who read it: never the data. @throws Problem `not_found` for an unknown package */
export async function showAccess(trx: Trx, packageId: string): Promise<AccessStanding> {
  const [found] = await run<{ kept_at: Date | null; kept_by: string | null }>(
    trx,
    `SELECT a.kept_at, coalesce(p.name, a.kept_by) AS kept_by FROM packages k LEFT JOIN package_access a ON a.package_id = k.id
     LEFT JOIN people p ON p.id = a.kept_by WHERE k.id = $1`,
    [packageId],
  );
  if (!found) throw notFound('package');
  const readings = await run<{ at: Date; by: string; reason: string | null }>(
    trx,
    `SELECT a.at, coalesce(p.name, a.by) AS by, a.reason FROM audit_entries a LEFT JOIN people p ON p.id = a.by
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
 * After the house's secret was changed: seals all that was sealed under the earlier one anew.
 * @returns how many were; what neither secret opens stays as it is
 */
export async function resealAccess(
  trx: Trx,
  secrets: { earlier: string; current: string },
  doer: Doer,
): Promise<number> {
  const [earlier, current] = [sealKeyOf(secrets.earlier), sealKeyOf(secrets.current)];
  const rows = await run<{ package_id: string; sealed: Buffer }>(
    trx,
    'SELECT package_id, sealed FROM package_access WHERE key_id = $1 ORDER BY package_id FOR UPDATE',
    [earlier.id],
  );
  for (const { package_id, sealed } of rows)
    await run(trx, 'UPDATE package_access SET key_id = $2, sealed = $3 WHERE package_id = $1', [
      package_id,
      current.id,
      seal(current, package_id, unseal(earlier, package_id, sealed)),
    ]);
  await audit(
    trx,
    doer,
    rows.map(({ package_id }) => ({
      what: 'package.resealAccess',
      subject: package_id,
      before: { keyId: earlier.id },
      after: { keyId: current.id },
    })),
  );
  return rows.length;
}
