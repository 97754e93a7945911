/** Applies an action to named listings: decided row by row, applied as one batch. */
import type { ListingAction, ListingActionResult } from '@holdfast/shared/listings';
import type { Engine } from '../../platform/actors/index.ts';
import type { Principal } from '../../platform/audit.ts';
import type { Trx } from '../../platform/db/index.ts';
import { readActionRows } from './actionRows.ts';
import { conflictsSince } from './conflicts.ts';
import { type Decision, decideAll } from './decide.ts';
import { ActionSums, outcomeOf } from './sumUp.ts';
import { writeDecisions } from './writeDecisions.ts';

export interface ActOnListings {
  action: ListingAction;
  ids: readonly string[];
  /** By listing: the version that the person saw. A listing that changed since is left out. */
  versions?: Readonly<Record<string, number>> | undefined;
  /** Previews without writing. */
  preview?: boolean;
}

/**
 * Applies the action, or previews it with `preview`. Refused rows are returned with a code (see
 * `listingOutcome`) and left as they were; the others are done all together.
 */
export async function actOnListings(
  trx: Trx,
  engine: Engine,
  { action, ids, versions = {}, preview = false }: ActOnListings,
  principal: Principal,
): Promise<ListingActionResult> {
  const wanted = [...new Set(ids)];
  const rowById = await readActionRows(trx, wanted, action, { lock: !preview });
  const decisions = await decideAll(
    trx,
    engine,
    wanted.map((id) => ({ id, seen: versions[id] })),
    rowById,
    action,
    principal.by,
  );
  const newVersions = preview
    ? new Map<string, number>()
    : await writeDecisions(trx, engine, decisions, action, principal);
  const conflicts = await conflictsSince(trx, stale(decisions, versions));
  const sums = new ActionSums();
  for (const decision of decisions) sums.add(decision);
  return {
    preview,
    ...sums.result(),
    rows: decisions.map((decision) => {
      const id = decision.ok ? decision.row.id : decision.id;
      return outcomeOf(decision, newVersions.get(id), conflicts.get(id));
    }),
  };
}

function stale(
  decisions: readonly Decision[],
  versions: Readonly<Record<string, number>>,
): Array<{ id: string; version: number }> {
  return decisions.flatMap((decision) =>
    !decision.ok && decision.code === 'version_conflict'
      ? [{ id: decision.id, version: versions[decision.id] ?? 0 }]
      : [],
  );
}
