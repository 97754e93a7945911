import { plainComponents } from '@holdfast/shared/pricing';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { writeRules } from '../pricing/index.ts';
import { Consignor } from './Consignor.ts';
import { givePlanAtOnce } from './planPeriods.ts';

/** The marketplace's own consignor, created when missing; its commission is 100%, since it keeps the whole price. */
export async function marketplaceConsignor(trx: Trx): Promise<string> {
  const find = () => Consignor.query(trx).findOne({ is_marketplace: true });
  const known = await find();
  if (known) return known.id;
  const id = newId('consignor');
  await Consignor.query(trx)
    .insert({
      id,
      name: 'Holdfast Events',
      email: 'events@holdfast.example',
      isMarketplace: true,
    })
    .onConflict()
    .ignore();
  const kept = await find().throwIfNotFound();
  if (kept.id !== id) return kept.id;
  await givePlanAtOnce(
    trx,
    { consignorId: id, plan: 'Marketplace', reason: 'The marketplace’s own events' },
    { by: 'system' },
  );
  const [now] = await queryPrepared<{ at: Date; fee_bps: number }>(
    trx,
    'SELECT now() AS at, fee_bps FROM percentages_at(NULL, NULL, NULL, $1, now())',
    [id],
  );
  if (!now)
    throw new Error('there are no percentages of the marketplace: the migration writes the first ones');
  await writeRules(trx, [
    {
      scope: 'consignor',
      target: id,
      components: plainComponents(10_000, now.fee_bps),
      effectiveFrom: now.at.toISOString(),
      reason: 'The marketplace owes itself nothing',
      createdBy: 'system',
    },
  ]);
  return id;
}
