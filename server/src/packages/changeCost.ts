import type { PackageCost } from '@holdfast/shared/packages';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { lockPackage } from './lockPackage.ts';

/** Says what the consignor paid for all seats and games of a package; null: it isn't known. @throws Problem `not_found` */
export async function changeCost(
  trx: Trx,
  id: string,
  { costAmount }: PackageCost,
  principal: Principal,
): Promise<void> {
  await lockPackage(trx, id, ['draft', 'confirmed', 'ended']);
  const [before] = await queryPrepared<{ cost_amount: number | null }>(
    trx,
    'SELECT cost_amount FROM packages WHERE id = $1',
    [id],
  );
  if (before?.cost_amount === costAmount) return;
  await queryPrepared(trx, 'UPDATE packages SET cost_amount = $2 WHERE id = $1', [id, costAmount]);
  await audit(trx, principal, [
    {
      what: 'package.changeCost',
      subject: id,
      before: { costAmount: before?.cost_amount ?? null },
      after: { costAmount },
    },
  ]);
}
