/** Taxes by place: set by administrators from a day on, ended, never changed. */
import type { newTaxRule, TaxRule as TaxRuleShown } from '@holdfast/shared/taxes';
import { raw } from 'objection';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import { brokenConstraint, queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { TaxRule } from './TaxRule.ts';
import type { TaxesSet } from './views.ts';

/** SQL: a tax `t` is one of the place of `v`, a row with country, region and city of a venue. */
const isOfPlace = (t: string, v: { country: string; region: string; city: string }) =>
  `${t}.country = ${v.country} AND (${t}.region IS NULL OR lower(${t}.region) = lower(${v.region}))
   AND (${t}.city IS NULL OR lower(${t}.city) = lower(${v.city}))`;

/** SQL: a row of `taxes_set` as `t` is in force now at the venue of a row of `catalog_events_named` as `e`. */
export const taxedNow = `${isOfPlace('t', { country: 'e.venue_country', region: 'e.venue_region', city: 'e.venue_city' })}
   AND t.starts_at <= now() AND (t.ended_at IS NULL OR t.ended_at > now())`;

const placeOf = ({
  country,
  region,
  city,
}: {
  country: string;
  region: string | null;
  city: string | null;
}) => [city, region, country].filter((part) => part !== null).join(', ');

/**
 * Holds that are open keep the taxes of their moment.
 * @returns its id
 * @throws Problem `tax_exists` where the place has one of this name, `validation_failed` for a day that is over
 */
export async function createTaxRule(
  trx: Trx,
  { from, ...rule }: z.output<typeof newTaxRule>,
  principal: Principal,
): Promise<string> {
  const id = newId('taxRule');
  try {
    await TaxRule.query(trx).insert({
      id,
      ...rule,
      jurisdiction: placeOf(rule),
      startsAt: await startOf(trx, from),
      createdBy: principal.by,
    });
  } catch (error) {
    if (brokenConstraint(error) !== 'tax_rules_one_of_a_name') throw error;
    throw new Problem('tax_exists', `${placeOf(rule)} has a tax called ${rule.name}. End it first.`);
  }
  await audit(trx, principal, [{ what: 'tax.create', subject: id, after: { ...rule, from } }]);
  return id;
}

async function startOf(trx: Trx, from: string | null): Promise<Date> {
  const [row] = await queryPrepared<{ at: Date; over: boolean }>(
    trx,
    `SELECT greatest(now(), stats_day_start(coalesce($1::date, stats_day(now())))) AS at, $1::date < stats_day(now()) AS over`,
    [from],
  );
  if (!row || row.over)
    throw fieldsRefused([
      {
        field: 'from',
        code: 'past',
        message: 'That day is over. Give today or a later day: what was sold stays as it was.',
      },
    ]);
  return row.at;
}

/** One that is to come ends before it began. @throws Problem `not_found` where there is none of this id that hasn't ended */
export async function endTaxRule(trx: Trx, id: string, principal: Principal): Promise<void> {
  const rule = await TaxRule.query(trx)
    .findById(id)
    .whereNull('ended_at')
    .patch({ endedAt: raw('greatest(now(), starts_at)') })
    .returning('*')
    .first();
  if (!rule) throw notFound('tax');
  const { name, jurisdiction, ratePpm } = rule;
  await audit(trx, principal, [
    {
      what: 'tax.end',
      subject: id,
      before: { name, jurisdiction, ratePpm, endedAt: null },
      after: { name, jurisdiction, ratePpm, endedAt: rule.endedAt?.toISOString() },
    },
  ]);
}

type Row = TaxesSet & { venues: number; person_name: string | null };

const rows = `
  SELECT t.*, p.name AS person_name, (SELECT count(*)::int FROM catalog_venues_named v
    WHERE ${isOfPlace('t', { country: 'v.country', region: 'v.region', city: 'v.city' })}) AS venues
  FROM taxes_set t LEFT JOIN accounts_people_named p ON p.id = t.created_by`;

const present = (row: Row): TaxRuleShown => ({
  id: row.id,
  country: row.country,
  region: row.region,
  city: row.city,
  jurisdiction: row.jurisdiction,
  name: row.name,
  ratePpm: row.rate_ppm,
  onPrice: row.on_price,
  onFee: row.on_fee,
  startsAt: row.starts_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  venues: row.venues,
  createdBy: row.person_name ?? 'Holdfast',
});

/** Those that haven't ended first, by place. */
export async function listTaxRules(trx: Trx): Promise<{ data: TaxRuleShown[]; total: number }> {
  const found = await queryPrepared<Row>(
    trx,
    `${rows} ORDER BY t.ended_at IS NOT NULL, t.country, t.region NULLS FIRST, t.city NULLS FIRST, t.name, t.starts_at DESC`,
  );
  return { data: found.map(present), total: found.length };
}

/** One tax, ended or not. */
export async function showTaxRule(trx: Trx, id: string): Promise<TaxRuleShown> {
  const [row] = await queryPrepared<Row>(trx, `${rows} WHERE t.id = $1`, [id]);
  return present(row as Row);
}
