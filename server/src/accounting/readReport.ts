/** Finance's reports: sums of the books by day, month, event, team, league or consignor. */
import {
  groupsOf,
  notPaidOut,
  type Report,
  type ReportDay,
  type ReportGroup,
  type ReportQuery,
  type ReportRow,
  reportOf,
  type reportQuery,
} from '@holdfast/shared/accounting';
import { marketplaceCurrency } from '@holdfast/shared/money';
import type { z } from 'zod';
import { query, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { fromConsignorMonths, fromEventMonths } from './months.ts';
import { columnSum, inReport } from './reported.ts';
import { sourceFor } from './sourceFor.ts';
import { fromConsignorSums, fromEventSums, type Source } from './sources.ts';

interface Group {
  /** SQL of what rows are grouped by. */
  key: string;
  name: string;
  detail: string;
}

/** SQL of each group; days and months depend on whose day it is. */
const groupsBy = (day: string): Record<ReportGroup, Group> => ({
  day: { key: `${day}::text`, name: `${day}::text`, detail: 'NULL' },
  month: { key: `to_char(${day}, 'YYYY-MM')`, name: `to_char(${day}, 'YYYY-MM')`, detail: 'NULL' },
  event: { key: 'e.id', name: 'min(e.short_name)', detail: 'min(e.local_date::text)' },
  team: { key: 'e.home_id', name: 'min(e.home_name)', detail: 'NULL' },
  league: { key: 'e.league', name: 'min(e.league)', detail: 'NULL' },
  consignor: { key: 'c.id', name: 'min(c.name)', detail: 'NULL' },
});

type Row = Pick<ReportRow, 'id' | 'name' | 'detail' | 'count'> & { sums: number[]; total: number };

/** The source by months, where one answers; null: rows are days, or another one is cheaper. */
function byMonths(asked: Asked, on: ReportDay, parameter: (value: string) => string): Source | null {
  const cheapest = sourceFor(asked);
  // Days of one consignor are few. An event has one day.
  if ((asked.by === 'day' && on !== 'event') || asked.consignor) return null;
  if (cheapest === fromEventSums) return fromEventMonths(on, asked, parameter);
  if (cheapest === fromConsignorSums && on !== 'event' && on !== 'paidOut')
    return fromConsignorMonths(on, asked, parameter);
  return null;
}

type Asked = Omit<ReportQuery, 'by'> & Partial<Pick<ReportQuery, 'by'>>;

/** Where a report is read from, which rows it counts there, and their parameters. */
function readingOf(asked: Asked) {
  const { on = 'booked' } = asked;
  const values: unknown[] = [marketplaceCurrency];
  const source = byMonths(asked, on, (value) => `$${values.push(value)}`) ?? sourceFor(asked);
  const conditions = ['p.currency = $1', inReport(asked.report)];
  const when = (given: string | undefined, text: (parameter: string) => string) => {
    if (given === undefined || given === '') return;
    values.push(given);
    conditions.push(text(`$${values.length}`));
  };
  when(asked.from, (day) => source.fromDay(on, day));
  when(asked.until, (day) => source.untilDay(on, day));
  when(asked.event, (id) => `e.id = ${id}`);
  when(asked.team, (id) => `e.home_id = ${id}`);
  when(asked.league, (id) => `e.league = ${id}`);
  when(asked.consignor, (id) => `c.id = ${id}`);
  if (asked.payout) conditions.push(`${source.day.paidOut} IS NULL`);
  return { source, where: conditions.join(' AND '), values };
}

/** SQL: how many orders or bookings, and the figures of each column. */
function figuresIn({ report }: ReportQuery, source: Source): string {
  const { columns, counts } = reportOf(report);
  const sums = Object.values(columns).map((column) => columnSum(column, source.amount));
  return `${source.counted(counts.of, counts.kinds)} AS count, ARRAY[${sums.join(', ')}] AS sums`;
}

/** The SQL of a report's rows without its page. */
function rowsOf(asked: ReportQuery) {
  const { by, on = 'booked' } = asked;
  const isByDay = by === 'day' || by === 'month';
  const { source, where, values } = readingOf(asked);
  const { key, name, detail } = groupsBy(source.day[on])[by];
  // A booking's other entries are nobody's.
  const found = by === 'consignor' ? `${where} AND c.id IS NOT NULL` : where;
  const order = asked.sort === 'figure' ? 'sums[1]' : isByDay ? 'id' : 'lower(name)';
  return {
    rows: `SELECT coalesce(${key}, 'none') AS id, coalesce(${name}, '') AS name, ${detail} AS detail, ${figuresIn(asked, source)}
      ${source.from} WHERE ${found} GROUP BY ${key} HAVING sum(${source.entries}) <> 0`,
    values,
    ordered: `ORDER BY id = 'none', ${order} ${asked.order}, id`,
  };
}

/** The figures of all rows together. An order of two consignors is one. */
async function totalsOf(trx: Trx, asked: ReportQuery): Promise<Report['totals']> {
  const { by: _, ...filter } = asked;
  const { source, where, values } = readingOf(filter);
  const [sum] = await query<Pick<Row, 'count' | 'sums'>>(
    trx,
    `SELECT ${figuresIn(asked, source)} ${source.from} WHERE ${where}`,
    values,
  );
  return { count: sum?.count ?? 0, figures: figuresOf(asked, sum?.sums ?? []) };
}

/** @throws Problem `validation_failed` where the report can't be read by that */
export async function readReport(trx: Trx, asked: z.output<typeof reportQuery>): Promise<Report> {
  refuseGroup(asked);
  const { rows, values, ordered } = rowsOf(asked);
  const at = values.length;
  const found = await query<Row>(
    trx,
    `SELECT *, count(*) OVER ()::int AS total FROM (${rows}) r ${ordered} LIMIT $${at + 1} OFFSET $${at + 2}`,
    [...values, asked.perPage, (asked.page - 1) * asked.perPage],
  );
  return {
    data: found.map((row) => present(row, asked)),
    total: found[0]?.total ?? 0,
    currency: marketplaceCurrency,
    totals: await totalsOf(trx, asked),
  };
}

/** Every row of a report in its order, and its totals. @throws as `readReport` */
export async function wholeReport(trx: Trx, asked: ReportQuery) {
  refuseGroup(asked);
  const { rows, values, ordered } = rowsOf(asked);
  const found = await query<Row>(trx, `SELECT * FROM (${rows}) r ${ordered}`, values);
  return { rows: found.map((row) => present(row, asked)), totals: await totalsOf(trx, asked) };
}

function refuseGroup({ report, by }: ReportQuery): void {
  if (groupsOf(report).includes(by)) return;
  throw fieldsRefused([
    {
      field: 'by',
      code: 'not_possible',
      message: `“${reportOf(report).name}” can’t be read by ${by}: its figures aren’t one consignor’s. Choose other rows, or “${reportOf('earned').name}”.`,
    },
  ]);
}

const figuresOf = ({ report }: ReportQuery, sums: readonly number[]): ReportRow['figures'] =>
  Object.fromEntries(Object.keys(reportOf(report).columns).map((id, i) => [id, Number(sums[i] ?? 0)]));

const nameOfNone = ({ by, on }: ReportQuery) =>
  on === 'paidOut' && (by === 'day' || by === 'month') ? notPaidOut : 'Without one';

const present = ({ id, name, detail, count, sums }: Row, asked: ReportQuery): ReportRow => ({
  id,
  name: id === 'none' ? nameOfNone(asked) : name,
  detail,
  count,
  figures: figuresOf(asked, sums),
});
