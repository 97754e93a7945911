import { queryPrepared, type Trx } from '../platform/db/index.ts';

/**
 * What sets the zone whose days everything is counted on. It stands in the two functions themselves, which the planner puts in
 * place of their calls: a lookup per row would take a recount minutes.
 * @param zone IANA, quoted as an SQL literal by the database
 */
export const marketZoneStatements = (zone: string): string[] => [
  `CREATE OR REPLACE FUNCTION stats_day(at timestamptz) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (at AT TIME ZONE ${zone})::date`,
  `CREATE OR REPLACE FUNCTION stats_day_start(day date) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN day::timestamp AT TIME ZONE ${zone}`,
];

/**
 * Sets the zone whose days everything is counted on. The caller counts again what was counted.
 * @param timeZone IANA; the caller has checked it
 */
export async function setMarketZone(trx: Trx, timeZone: string): Promise<void> {
  const [quoted] = await queryPrepared<{ zone: string }>(trx, 'SELECT quote_literal($1) AS zone', [timeZone]);
  if (!quoted) throw new Error('the database quoted nothing');
  for (const text of marketZoneStatements(quoted.zone)) await trx.raw(text);
}
