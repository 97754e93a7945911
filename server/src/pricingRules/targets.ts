/** Finds possible targets of a rule by name. */
import type { RuleScope, RuleTarget } from '@holdfast/shared/pricing';
import { type Database, inTransaction, query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { targetNameColumn } from './ruleRows.ts';

const nouns: Record<RuleScope, string> = {
  marketplace: 'marketplace',
  plan: 'plan: no consignor has it',
  consignor: 'consignor',
  package: 'package',
  team: 'team',
  event: 'event',
  listing: 'listing',
};

/**
 * @returns the target as rows keep it: empty for the marketplace default
 * @throws Problem `validation_failed` on `target` when it is missing, unknown, or given for the marketplace
 */
export async function checkTarget(trx: Trx, scope: RuleScope, target: string | null): Promise<string> {
  const refuse = (code: string, message: string) => fieldsRefused([{ field: 'target', code, message }]);
  if (scope === 'marketplace') {
    if (target) throw refuse('unknown', 'The marketplace default scope everybody. Leave this out.');
    return '';
  }
  if (!target) throw refuse('missing', `Choose the ${scope} that the rule scope.`);
  const [found] = await targetNamesOf(trx, scope, target);
  if (!found?.target_name) throw refuse('unknown', `There is no such ${nouns[scope]}. Choose another.`);
  return target;
}

/** Bounded: what is typed narrows it. */
const mostFound = 20;

const candidates: Record<Exclude<RuleScope, 'marketplace'>, string> = {
  plan: `SELECT plan FROM (SELECT m.plan FROM consignors_plans m UNION SELECT 'Standard') plans WHERE lower(plan) LIKE $1 ORDER BY 1`,
  consignor: 'SELECT c.id FROM consignors_named c WHERE lower(c.name) LIKE $1 ORDER BY lower(c.name)',
  package: `SELECT k.id FROM packages_seats k JOIN consignors_named c ON c.id = k.consignor_id
    WHERE lower(c.name || ' ' || k.section || ' ' || k."row") LIKE $1 OR k.id LIKE $1 ORDER BY lower(c.name), k.id`,
  team: 'SELECT f.id FROM catalog_performers_named f WHERE lower(f.name) LIKE $1 ORDER BY lower(f.name)',
  event: `SELECT e.id FROM catalog_calendar e WHERE e.starts_at > now() AND (e.search LIKE $1 OR e.id LIKE $1) ORDER BY e.starts_at, e.id`,
  listing: `SELECT l.id FROM listings_offered l JOIN catalog_calendar e ON e.id = l.event_id JOIN consignors_named c ON c.id = l.consignor_id
    WHERE e.starts_at > now() AND listing_is_offered(l.state)
      AND (l.id LIKE $1 OR e.search || ' ' || lower(c.name) LIKE $1) ORDER BY e.starts_at, l.id`,
};

/** Those whose name has the words, the first twenty; games and listings only while they are ahead. */
export async function findTargets(db: Database, scope: RuleScope, q: string): Promise<RuleTarget[]> {
  if (scope === 'marketplace') return [];
  const like = `%${q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
  return inTransaction(db, (trx) =>
    query<RuleTarget>(
      trx,
      `SELECT r.target AS id, ${targetNameColumn} AS name FROM (
         SELECT $2::text AS scope, found.target COLLATE "C" AS target, row_number() OVER () AS place
         FROM (${candidates[scope]} LIMIT ${mostFound}) AS found (target)) r ORDER BY r.place`,
      [like, scope],
    ),
  );
}

/** The one with this id, or none. */
export async function nameTarget(db: Database, scope: RuleScope, id: string): Promise<RuleTarget[]> {
  if (scope === 'marketplace') return [];
  const rows = await inTransaction(db, (trx) => targetNamesOf(trx, scope, id));
  return rows.flatMap(({ target_name: name }) => (name === null ? [] : [{ id, name }]));
}

function targetNamesOf(
  trx: Trx,
  scope: RuleScope,
  target: string,
): Promise<Array<{ target_name: string | null }>> {
  return queryPrepared(
    trx,
    `SELECT ${targetNameColumn} AS target_name FROM (SELECT $1::text AS scope, $2::text COLLATE "C" AS target) r`,
    [scope, target],
  );
}
