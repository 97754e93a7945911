/** Two consignors that are one: everything of the one moves to the other, and the one stays as a pointer. */
import type { ConsignorMergePreview, consignorMerge } from '@holdfast/shared/consignors';
import type { z } from 'zod';
import { countSignIns, moveSignIns } from '../accounts/index.ts';
import { moveNotifications } from '../consignorNotifications/index.ts';
import { type LockedConsignor, lockConsignors, mergeRecords, readConsignor } from '../consignors/index.ts';
import { countDeliveries, moveDeliveries } from '../deliveries/index.ts';
import { countImports, lockImportsOf, moveImports } from '../imports/index.ts';
import { moveOwed, owedToConsignor } from '../ledger/index.ts';
import { lockListingsOf, moveListings, sharedExternalIds, stockOf } from '../listings/index.ts';
import { moveNotices } from '../notices/index.ts';
import { countPackages, movePackages } from '../packages/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { lockRules, rulesAhead, writeRules } from '../pricing/index.ts';
import { moveDrafts } from '../pricingRules/index.ts';
import { moveViews } from '../savedViews/index.ts';
import { recountMerged } from '../statistics/index.ts';

/** What a merge would move, or why it can't be done. @throws Problem `not_found` */
export async function previewConsignorMerge(
  trx: Trx,
  id: string,
  intoId: string,
): Promise<ConsignorMergePreview> {
  return previewOf(trx, await readConsignor(trx, id), await readConsignor(trx, intoId));
}

async function previewOf(
  trx: Trx,
  from: LockedConsignor,
  into: LockedConsignor,
): Promise<ConsignorMergePreview> {
  const { signIns, invitations } = await countSignIns(trx, from.id);
  return {
    moves: [
      { what: 'Listings', count: (await stockOf(trx, from.id)).all },
      { what: 'Deliveries', count: await countDeliveries(trx, from.id) },
      { what: 'Season packages', count: await countPackages(trx, from.id) },
      { what: 'Imported files', count: (await countImports(trx, [from.id])).all },
      { what: 'Sign-ins', count: signIns },
      { what: 'Open invitations', count: invitations },
    ],
    owed: await owedToConsignor(trx, from.id),
    percentages: (await percentagesAfter(trx, from, into)).text,
    refused: await mergeRefusal(trx, from, into),
  };
}

async function mergeRefusal(trx: Trx, from: LockedConsignor, into: LockedConsignor): Promise<string | null> {
  if (from.id === into.id) return 'This is the same consignor. Choose the other one.';
  if (from.isMarketplace || into.isMarketplace)
    return 'One of them is the marketplace itself, which keeps its own events apart from consigned tickets.';
  if (from.mergedInto !== null) return `${from.name} was merged before.`;
  if (into.mergedInto !== null) return `${into.name} was merged itself. Choose the one that stayed.`;
  if (into.deactivatedAt !== null)
    return `${into.name} is deactivated. Reactivate that consignor first, or merge the other way round.`;
  if ((await countImports(trx, [from.id, into.id])).running > 0)
    return 'A file of one of them is being checked, applied or undone. Merge them when it is done.';
  const shared = await sharedExternalIds(trx, from.id, into.id);
  return shared.length === 0
    ? null
    : `Both have an open listing with the id ${shared.slice(0, 3).join(', ')}${shared.length > 3 ? ' and others' : ''}. Withdraw one of each first.`;
}

type Percentages = { text: string; copies: Awaited<ReturnType<typeof rulesAhead>> };

/** Rules of the one apply to the other as well, unless that one has rules of its own. */
async function percentagesAfter(
  trx: Trx,
  from: LockedConsignor,
  into: LockedConsignor,
): Promise<Percentages> {
  const ofFrom = await rulesAhead(trx, 'consignor', from.id);
  const ofInto = await rulesAhead(trx, 'consignor', into.id);
  if (ofInto.length > 0)
    return {
      text: `${into.name}’s own percentages apply to everything that is sold from now on.`,
      copies: [],
    };
  if (ofFrom.length > 0)
    return {
      text: `${from.name}’s own percentages go on, and apply to everything of ${into.name} that is sold from now on.`,
      copies: ofFrom,
    };
  return {
    text: `Neither has percentages of their own: the plans of ${into.name} apply to everything that is sold from now on.`,
    copies: [],
  };
}

/**
 * Merges a consignor into another one, which keeps its own facts and takes those that it lacks. Books aren't rewritten: what
 * is owed is posted as owed to the other one.
 * @throws Problem `not_found`; `validation_failed` with the reason that the preview names
 */
export async function mergeConsignors(
  trx: Trx,
  id: string,
  { intoId, reason }: z.output<typeof consignorMerge>,
  principal: Principal,
): Promise<void> {
  const both = [id, intoId];
  // In the order of everybody else: files, listings, their consignors, rules; figures last.
  await lockImportsOf(trx, both);
  await lockListingsOf(trx, both);
  const [from, into] = (await lockConsignors(trx, both)) as [LockedConsignor, LockedConsignor];
  const { moves, refused } = await previewOf(trx, from, into);
  if (refused !== null) throw new Problem('validation_failed', refused);
  const now = await transactionTime(trx);
  await copyRules(trx, { from, into, now }, principal);
  await moveListings(trx, id, intoId);
  await moveDeliveries(trx, id, intoId);
  await movePackages(trx, id, intoId);
  await moveImports(trx, id, intoId);
  await moveSignIns(trx, id, intoId);
  await moveNotifications(trx, id, intoId);
  await moveNotices(trx, id, intoId);
  await moveDrafts(trx, id, intoId);
  await moveViews(trx, id, intoId);
  const owed = await moveOwed(trx, id, intoId, now);
  await mergeRecords(trx, id, intoId);
  const moved = { ...Object.fromEntries(moves.map(({ what, count }) => [what, count])), owed };
  await audit(trx, principal, [
    {
      what: 'consignor.merge',
      subject: id,
      reason,
      before: { mergedInto: null },
      after: { mergedInto: intoId, ...moved },
    },
    {
      what: 'consignor.takeOver',
      subject: intoId,
      reason,
      before: { tookOver: null },
      after: { tookOver: id, name: from.name, ...moved },
    },
  ]);
  await recountMerged(trx, id, intoId);
}

/** Rules that begin now are in force in this transaction, whose answer names them. */
async function transactionTime(trx: Trx): Promise<string> {
  const [clock] = await queryPrepared<{ at: Date }>(trx, 'SELECT now() AS at');
  if (!clock) throw new Error('the database has no clock');
  return clock.at.toISOString();
}

async function copyRules(
  trx: Trx,
  { from, into, now }: { from: LockedConsignor; into: LockedConsignor; now: string },
  principal: Principal,
): Promise<void> {
  await lockRules(trx);
  const { copies } = await percentagesAfter(trx, from, into);
  await writeRules(
    trx,
    copies.map(({ components, isInForce, effectiveFrom, effectiveUntil }) => ({
      scope: 'consignor',
      target: into.id,
      components,
      effectiveFrom: isInForce ? now : effectiveFrom.toISOString(),
      effectiveUntil: effectiveUntil?.toISOString() ?? null,
      reason: `Merged from ${from.name}`,
      createdBy: principal.by,
    })),
  );
}
