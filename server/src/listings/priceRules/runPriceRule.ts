/** A saved price rule's turn: once a day by the clock, or now by a person. */
import { nextTurn } from '@holdfast/shared/listings';
import type { AppContext } from '../../platform/appContext.ts';
import { audit, type Principal } from '../../platform/audit.ts';
import { inTransaction, query, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { jobs } from '../../platform/jobs/index.ts';
import { Problem } from '../../platform/problem.ts';
import { startBulkRun } from '../actions/bulkRuns.ts';
import { freezeView } from '../actions/frozenViews.ts';
import { SavedPriceRule } from './SavedPriceRule.ts';

/** Queues a rule's next turn. The job that it replaces does nothing, should it run all the same. */
export async function queueTurn(trx: Trx, ruleId: string, nextAt: Date): Promise<void> {
  const at = nextAt.toISOString();
  const job = { task: 'listings.savedPriceRule', payload: { ruleId, at }, runAt: at };
  await jobs.add(trx, [{ ...job, key: `savedPriceRule ${ruleId}` }]);
}

/**
 * A rule's turn by the clock: it runs as the person who saved it, who must still be of the staff. The rule's row is
 * locked, and the turn is over when the next one is stored: any number of workers run it once.
 * @param at the turn, ISO 8601; another one than the rule waits for does nothing
 */
export async function takeTurn(
  app: AppContext,
  { ruleId, at }: { ruleId: string; at: string },
): Promise<void> {
  await inTransaction(app.db, async (trx) => {
    const rule = await SavedPriceRule.query(trx).findById(ruleId).whereNull('deleted_at').forUpdate();
    if (rule?.nextAt?.toISOString() !== at) return;
    const now = await nowOf(trx);
    const nextAt = new Date(nextTurn(rule.runsAt, now));
    await SavedPriceRule.query(trx).findById(ruleId).patch({ nextAt });
    await queueTurn(trx, ruleId, nextAt);
    const principal = { by: rule.createdBy, requestId: newId('request') };
    if (await isOfStaff(trx, rule.createdBy)) await runRule(trx, rule, principal);
    else
      await noteTurn(trx, ruleId, null, 'Whoever saved it is no longer of the staff. Save it as your own.');
  });
}

/** Runs a rule over what its view contains now. What stops it is noted beside the rule. */
export async function runRule(trx: Trx, rule: SavedPriceRule, principal: Principal): Promise<void> {
  try {
    const view = await freezeView(trx, { filter: rule.filter, undo: false }, principal);
    if (view.listings === 0) throw new Problem('nothing_to_do', 'No listing was in its view.');
    const action = { action: 'price', ...rule.pricing, reason: `Rule “${rule.name}”` } as const;
    const run = await startBulkRun(trx, action, view.id, principal);
    await noteTurn(trx, rule.id, run.id, null);
    const after = { name: rule.name, runId: run.id };
    await audit(trx, principal, [{ what: 'priceRule.run', subject: rule.id, after }]);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await noteTurn(trx, rule.id, null, error.message);
  }
}

async function noteTurn(
  trx: Trx,
  id: string,
  lastRunId: string | null,
  lastProblem: string | null,
): Promise<void> {
  const lastAt = new Date(await nowOf(trx));
  await SavedPriceRule.query(trx).findById(id).patch({ lastAt, lastRunId, lastProblem });
}

/** The transaction's instant by the database's clock, ISO 8601. */
export async function nowOf(trx: Trx): Promise<string> {
  const [row] = await query<{ now: Date }>(trx, 'SELECT now() AS now');
  return (row as { now: Date }).now.toISOString();
}

async function isOfStaff(trx: Trx, personId: string): Promise<boolean> {
  const people = await query(
    trx,
    `SELECT 1 FROM accounts_people_named p WHERE p.id = $1 AND p.roles && ARRAY['staff', 'admin']::text[]
       AND p.deactivated_at IS NULL`,
    [personId],
  );
  return people.length > 0;
}
