/** Which entries of the books a filter picks, and what they come to. */
import { type LedgerEntryFilter, reportOf } from '@holdfast/shared/accounting';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { query, type Trx } from '../platform/db/index.ts';
import type { BookedDay } from './entrySpan.ts';
import { inColumn, inReport } from './reported.ts';
import { isSearchedFor, type SearchedFor, searchedFor } from './searchedFor.ts';
import { sourceFor } from './sourceFor.ts';
import { beforeDay, type Source, summedDay } from './sources.ts';
import { type Sums, sumsIn } from './sums.ts';

/** Which rows of a source a filter picks, from the beginning of the books, and the parameters. */
export function conditionOf(filter: LedgerEntryFilter, source: Source, searched: SearchedFor | null) {
  const { until, on = 'booked', account, kind, report, column, event, team, league, consignor } = filter;
  const values: unknown[] = [marketplaceCurrency];
  const conditions = ['p.currency = $1'];
  const when = (asked: string | undefined, text: (parameter: string) => string) => {
    if (asked === undefined || asked === '') return;
    values.push(asked);
    conditions.push(text(`$${values.length}`));
  };
  when(until, (day) => source.untilDay(on, day));
  if (report) conditions.push(inReport(report));
  const ofColumn = report && column ? reportOf(report).columns[column] : undefined;
  if (ofColumn) conditions.push(inColumn(ofColumn));
  if (filter.payout) conditions.push(`${source.day.paidOut} IS NULL`);
  // What wasn't paid out comes before no day.
  if (on === 'paidOut' && filter.from) conditions.push(`${source.day.paidOut} IS NOT NULL`);
  when(event, (id) => `coalesce(e.id, 'none') = ${id}`);
  when(team, (id) => `coalesce(e.home_id, 'none') = ${id}`);
  when(league, (name) => `coalesce(e.league, 'none') = ${name}`);
  when(consignor, (id) => `coalesce(c.id, 'none') = ${id}`);
  if (account === 'consignors') conditions.push(`p.account LIKE 'consignor:%'`);
  else if (account === 'taxes') conditions.push(`p.account LIKE 'tax:%'`);
  else when(account, (id) => `p.account = ${id}`);
  when(kind, (id) => `p.kind = ${id}`);
  if (searched) conditions.push(isSearchedFor(searched, (value) => `$${values.push(value)}`));
  return { where: conditions.join(' AND '), values };
}

/** What a filter comes to, and on which days its entries were booked; null: where it is read, days aren't known. */
export interface SummedUp extends Sums {
  total: number;
  days: BookedDay[] | null;
}

/** How many entries a filter picks, and what they come to, read where it costs least. */
export async function sumUp(trx: Trx, filter: LedgerEntryFilter): Promise<SummedUp> {
  // Without a period it doesn't matter by which day it would be.
  const on = filter.from || filter.until ? (filter.on ?? 'booked') : 'booked';
  const source = sourceFor({ ...filter, on });
  const { where, values } = conditionOf(filter, source, await searchedFor(trx, filter.q));
  const knowsDays = source.day.booked === summedDay;
  const before = beforeDay(source, on, `$${values.length + 1}`);
  const rows = await query<Sums & BookedDay>(
    trx,
    `SELECT ${knowsDays ? summedDay : 'NULL::date'} AS day,
       coalesce(sum(${source.entries}) FILTER (WHERE NOT (${before})), 0)::int AS total, ${sumsIn(source, before)}
     ${source.from} WHERE ${where} GROUP BY 1`,
    [...values, filter.from ?? null],
  );
  const sumOf = (what: keyof Sums | 'total') => rows.reduce((sum, row) => sum + row[what], 0);
  return {
    total: sumOf('total'),
    opening: sumOf('opening'),
    debits: sumOf('debits'),
    credits: sumOf('credits'),
    days: knowsDays ? rows : null,
  };
}
