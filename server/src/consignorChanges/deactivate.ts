/** A consignor stops consigning: its listings leave the sale and its sign-ins end, while what fans hold and bought goes on. */
import type { consignorDeactivation, DeactivationPreview } from '@holdfast/shared/consignors';
import { DateTime } from 'luxon';
import type { z } from 'zod';
import { countSignIns, deactivateSignIns, reactivateSignIns } from '../accounts/index.ts';
import { type LockedConsignor, lockConsignors, readConsignor, setDeactivated } from '../consignors/index.ts';
import { owedToConsignor } from '../ledger/index.ts';
import { actOnListings, listingsOnSale, lockListingsOf, stockOf } from '../listings/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';

/** What a deactivation would do. @throws Problem `not_found` */
export async function previewDeactivation(trx: Trx, id: string): Promise<DeactivationPreview> {
  const found = await readConsignor(trx, id);
  const stock = await stockOf(trx, id);
  const { signIns, invitations } = await countSignIns(trx, id);
  return {
    onSale: { listings: stock.onSale, tickets: stock.ticketsOnSale },
    waiting: { listings: stock.waiting },
    held: { tickets: stock.held },
    soldAhead: { tickets: stock.soldAhead },
    owed: await owedToConsignor(trx, id),
    signIns,
    invitations,
    refused: deactivationRefusal(found),
  };
}

function deactivationRefusal({
  name,
  isMarketplace,
  deactivatedAt,
  mergedInto,
}: LockedConsignor): string | null {
  if (isMarketplace) return 'This is the marketplace itself: its own events are sold for it.';
  if (mergedInto !== null) return `${name} was merged into another consignor.`;
  return deactivatedAt === null ? null : `${name} is deactivated already.`;
}

/**
 * Pauses what is on sale, ends the sign-ins and refuses everything new. Holds, orders and what is owed stay.
 * @throws Problem `not_found`; `already_decided` with the reason that the preview names
 */
export async function deactivateConsignor(
  trx: Trx,
  engine: Engine,
  id: string,
  { reason }: z.output<typeof consignorDeactivation>,
  principal: Principal,
): Promise<void> {
  // Listings before their consignor, as every action on listings locks them.
  await lockListingsOf(trx, [id]);
  const [found] = await lockConsignors(trx, [id]);
  const refused = deactivationRefusal(found as LockedConsignor);
  if (refused !== null) throw new Problem('already_decided', refused);
  const ids = await listingsOnSale(trx, id);
  await actOnListings(
    trx,
    engine,
    { action: { action: 'pause', reason: `The consignor was deactivated: ${reason}`.slice(0, 500) }, ids },
    principal,
  );
  if ((await listingsOnSale(trx, id)).length > 0)
    throw new Error(`a listing of ${id} is still on sale although it was paused`);
  const at = await setDeactivated(trx, id, true);
  await deactivateSignIns(trx, { consignorId: id, at: at ?? DateTime.utc().toJSDate() }, principal);
  await audit(trx, principal, [
    {
      what: 'consignor.deactivate',
      subject: id,
      reason,
      before: { deactivated: false },
      after: { deactivated: true, paused: ids.length },
    },
  ]);
}

/**
 * Takes a deactivation back: the sign-ins that it ended work again. Listings stay paused; staff put them on sale when they are right.
 * @throws Problem `not_found`; `already_decided` for one that is active or was merged
 */
export async function reactivateConsignor(trx: Trx, id: string, principal: Principal): Promise<void> {
  const [found] = await lockConsignors(trx, [id]);
  const { name, deactivatedAt, mergedInto } = found as LockedConsignor;
  if (mergedInto !== null)
    throw new Problem('already_decided', `${name} was merged into another consignor, which has everything.`);
  if (deactivatedAt === null) throw new Problem('already_decided', `${name} is active already.`);
  await setDeactivated(trx, id, false);
  const signIns = await reactivateSignIns(trx, { consignorId: id, at: deactivatedAt }, principal);
  await audit(trx, principal, [
    {
      what: 'consignor.reactivate',
      subject: id,
      before: { deactivated: true },
      after: { deactivated: false, signIns },
    },
  ]);
}
