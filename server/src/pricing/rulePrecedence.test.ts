import { plainComponents, type RuleScope, ruleScopes } from '@holdfast/shared/pricing';
import { expect } from 'vitest';
import type { TestAppContext } from '../../test/appContext.ts';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildConsignor, buildPlan } from '../../test/factories/consignors.ts';
import { buildListings } from '../../test/factories/listings.ts';
import { dayMs, fromNow } from '../../test/factories/times.ts';
import { it } from '../../test/fixtures.ts';
import { planNow } from '../consignors/index.ts';
import { inTransaction, queryPrepared } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { rulesOfFew, rulesOfMany } from './ruleSql.ts';

let marketplace: TestAppContext;
it.beforeAll(({ context: opened }) => {
  marketplace = opened;
});

/** Chance that is the same each time. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
}

interface Rule {
  id: string;
  scope: RuleScope;
  target: string;
  from: string;
  until: string | null;
}

/** The newest of the scope that has begun, unless it is over; the nearest scope that has one. */
function expected(rules: Rule[], targets: Record<RuleScope, string | null>, now: string): string | undefined {
  for (const scope of [...ruleScopes].reverse()) {
    const [newest] = rules
      .filter((rule) => rule.scope === scope && rule.target === targets[scope] && rule.from <= now)
      .sort((a, b) => (a.from < b.from ? 1 : -1));
    if (newest && (newest.until === null || newest.until > now)) return newest.id;
  }
  return undefined;
}

it('the nearest rule is the same by look-up, for few listings and for sums, over any book of rules', async () => {
  const roll = dice(20_261_121);
  const { db } = marketplace;
  const consignors = await Promise.all(Array.from({ length: 4 }, () => buildConsignor(marketplace)));
  for (const [i, id] of consignors.entries()) await buildPlan(marketplace, id, `Plan ${i % 2}`);
  const games = [await buildGame(marketplace), await buildGame(marketplace)];
  const built = await buildListings(
    marketplace,
    Array.from({ length: 24 }, (_, i) => ({
      consignorId: consignors[i % 4] as string,
      eventId: (games[Math.floor(i / 4) % 2] as { eventId: string }).eventId,
    })),
  );
  const packageOf = new Map<string, string>();
  for (const [i, listing] of built.entries()) {
    if (i % 3 !== 0) continue;
    const id = newId('package');
    const season = games[0]?.seasonId;
    const seats = { section: '1', row: 'A', low_seat: 1, high_seat: 2, created_by: 'system' };
    await db('packages').insert({ id, consignor_id: listing.consignorId, season_id: season, ...seats });
    await db('listings').where({ id: listing.id }).update({ package_id: id });
    packageOf.set(listing.id, id);
  }
  const targets = built.map((listing): Record<RuleScope, string | null> => {
    const game = games.find(({ eventId }) => eventId === listing.eventId);
    return {
      marketplace: '',
      plan: `Plan ${consignors.indexOf(listing.consignorId) % 2}`,
      consignor: listing.consignorId,
      package: packageOf.get(listing.id) ?? null,
      team: game?.homeId ?? null,
      event: listing.eventId,
      listing: listing.id,
    };
  });
  for (let n = 0; n < 160; n++) {
    const scope = ruleScopes[roll(ruleScopes.length)] as RuleScope;
    const target = (targets[roll(targets.length)] as Record<RuleScope, string | null>)[scope];
    if (target === null) continue;
    const from = roll(60) - 40;
    const until = scope !== 'marketplace' && roll(3) === 0 ? fromNow((from + 1 + roll(20)) * dayMs) : null;
    await db.raw(
      `INSERT INTO percentages (id, scope, target, components, effective_from, effective_until, reason, created_by)
       VALUES (?, ?, ?, ?, ?, ?, 'By chance', 'system') ON CONFLICT DO NOTHING`,
      [
        newId('percentages'),
        scope,
        target,
        JSON.stringify(plainComponents(n, 0)),
        fromNow(from * dayMs),
        until,
      ],
    );
  }
  const rules: Rule[] = (await db('percentages')).map((row) => ({
    id: row.id,
    scope: row.scope,
    target: row.target,
    from: row.effective_from.toISOString(),
    until: row.effective_until?.toISOString() ?? null,
  }));
  const answers = await inTransaction(db, async (trx) => {
    const [now] = await queryPrepared<{ at: Date }>(trx, 'SELECT now() AS at');
    const by = async (text: string) => {
      const rows = await queryPrepared<{ id: string; rule: string }>(trx, text);
      const ruleById = new Map(rows.map(({ id, rule }) => [id, rule]));
      return built.map(({ id }) => ruleById.get(id));
    };
    const scopes = {
      listingId: 'l.id',
      eventId: 'l.event_id',
      packageId: 'l.package_id',
      consignorId: 'l.consignor_id',
    };
    const few = rulesOfFew({ ...scopes, teamId: 'e.home_id', plan: planNow('l.consignor_id') });
    const many = await rulesOfMany(trx, scopes);
    return {
      at: (now as { at: Date }).at.toISOString(),
      byLookUp: await by(`SELECT l.id, p.id AS rule FROM listings l
        CROSS JOIN LATERAL percentages_at(l.id, l.event_id, l.package_id, l.consignor_id, now()) p`),
      ofFew:
        await by(`WITH ${few.with} SELECT l.id, p.id AS rule FROM listings l JOIN events e ON e.id = l.event_id
        ${few.join}`),
      ofMany: await by(`WITH ${many.with} SELECT l.id, ${many.ruleId} AS rule FROM listings l ${many.join}`),
    };
  });
  const right = targets.map((target) => expected(rules, target, answers.at));
  expect(new Set(right.map((id) => rules.find((rule) => rule.id === id)?.scope)).size).toBeGreaterThan(2);
  expect(answers).toMatchObject({ byLookUp: right, ofFew: right, ofMany: right });
});

it('has its order in one SQL function, whose parameters are the scopes as the code lists them', async () => {
  const { rows } = await marketplace.db.raw(
    `SELECT proargnames AS names FROM pg_proc WHERE proname = 'nearest_percentages'`,
  );
  expect(rows[0].names).toEqual(ruleScopes.map((scope) => `of_${scope}`));
  for (const [at, scope] of ruleScopes.entries()) {
    const given = ruleScopes.slice(0, at + 1).map((each) => `of_${each} => '${each}'`);
    const { rows: found } = await marketplace.db.raw(
      `SELECT nearest_percentages(${given.join(', ')}) AS nearest`,
    );
    expect(found[0].nearest).toBe(scope);
  }
});
