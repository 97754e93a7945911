/** What a rule can reach, found by name. */
import type { Reach, RuleTarget } from '@holdfast/shared/pricing';
import { ask, type Database, inTransaction, run, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { whomColumn } from './ruleRows.ts';

const nouns: Record<Reach, string> = {
  house: 'house',
  plan: 'plan: no consignor has it',
  consignor: 'consignor',
  package: 'package',
  team: 'team',
  event: 'event',
  listing: 'listing',
};

/**
 * @returns the target as rows keep it: empty for the house default
 * @throws Problem `validation_failed` on `target` when it is missing, unknown, or given for the house
 */
export async function checkTarget(trx: Trx, reaches: Reach, target: string | null): Promise<string> {
  const refuse = (code: string, message: string) => fieldsRefused([{ field: 'target', code, message }]);
  if (reaches === 'house') {
    if (target) throw refuse('unknown', 'The house default reaches everybody. Leave this out.');
    return '';
  }
  if (!target) throw refuse('missing', `Choose the ${reaches} that the rule reaches.`);
  const [found] = await whomOf(trx, reaches, target);
  if (!found?.whom) throw refuse('unknown', `There is no such ${nouns[reaches]}. Choose another.`);
  return target;
}

/** Bounded: what is typed narrows it. */
const mostFound = 20;

const candidates: Record<Exclude<Reach, 'house'>, string> = {
  plan: 'SELECT DISTINCT c.plan FROM consignors c WHERE lower(c.plan) LIKE $1 ORDER BY 1',
  consignor: 'SELECT c.id FROM consignors c WHERE lower(c.name) LIKE $1 ORDER BY lower(c.name)',
  package: `SELECT k.id FROM packages k JOIN consignors c ON c.id = k.consignor_id
    WHERE lower(c.name || ' ' || k.section || ' ' || k."row") LIKE $1 OR k.id LIKE $1 ORDER BY lower(c.name), k.id`,
  team: 'SELECT f.id FROM performers f WHERE lower(f.name) LIKE $1 ORDER BY lower(f.name)',
  event: `SELECT e.id FROM events e WHERE e.starts_at > now() AND (e.search LIKE $1 OR e.id LIKE $1) ORDER BY e.starts_at, e.id`,
  listing: `SELECT l.id FROM listings l JOIN events e ON e.id = l.event_id JOIN consignors c ON c.id = l.consignor_id
    WHERE e.starts_at > now() AND listing_is_offered(l.state)
      AND (l.id LIKE $1 OR e.search || ' ' || lower(c.name) LIKE $1) ORDER BY e.starts_at, l.id`,
};

/** Those whose name has the words, the first twenty; games and listings only while they are ahead. */
export async function findTargets(db: Database, reaches: Reach, q: string): Promise<RuleTarget[]> {
  if (reaches === 'house') return [];
  const like = `%${q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
  return inTransaction(db, (trx) =>
    ask<RuleTarget>(
      trx,
      `SELECT r.target AS id, ${whomColumn} AS name FROM (
         SELECT $2::text AS reaches, found.target COLLATE "C" AS target, row_number() OVER () AS place
         FROM (${candidates[reaches]} LIMIT ${mostFound}) AS found (target)) r ORDER BY r.place`,
      [like, reaches],
    ),
  );
}

/** The one with this id, or none. */
export async function nameTarget(db: Database, reaches: Reach, id: string): Promise<RuleTarget[]> {
  if (reaches === 'house') return [];
  const rows = await inTransaction(db, (trx) => whomOf(trx, reaches, id));
  return rows.flatMap(({ whom }) => (whom === null ? [] : [{ id, name: whom }]));
}

function whomOf(trx: Trx, reaches: Reach, target: string): Promise<Array<{ whom: string | null }>> {
  return run(
    trx,
    `SELECT ${whomColumn} AS whom FROM (SELECT $1::text AS reaches, $2::text COLLATE "C" AS target) r`,
    [reaches, target],
  );
}
