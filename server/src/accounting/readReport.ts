/** Finance's reports: sums of the books by day, month, event, team, league or consignor. */
import {
  groupsOf,
  type Report,
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
import { columnSum, dayBy, fromDay, inReport, reportFrom, untilDay } from './reported.ts';

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

/** The SQL of a report without its order and page, and its parameters. */
function textOf(asked: ReportQuery) {
  const { report, by, on = 'booked' } = asked;
  const { columns, counts } = reportOf(report);
  const values: unknown[] = [marketplaceCurrency];
  const conditions = ['p.currency = $1', inReport(report)];
  const when = (given: string | undefined, text: (parameter: string) => string) => {
    if (given === undefined || given === '') return;
    values.push(given);
    conditions.push(text(`$${values.length}`));
  };
  when(asked.from, (day) => fromDay(on, day));
  when(asked.until, (day) => untilDay(on, day));
  when(asked.event, (id) => `e.id = ${id}`);
  when(asked.team, (id) => `e.home_id = ${id}`);
  when(asked.league, (id) => `e.league = ${id}`);
  when(asked.consignor, (id) => `c.id = ${id}`);
  const { key, name, detail } = groupsBy(dayBy[on])[by];
  const kinds = `p.kind IN (${counts.kinds.map((kind) => `'${kind}'`).join(', ')})`;
  // Every transaction has a first line; but it needn't be the consignor's.
  const counted =
    by === 'consignor' || asked.consignor
      ? `count(DISTINCT ${counts.of === 'orders' ? 'p.reservation_id' : 'p.transaction_id'}) FILTER (WHERE ${kinds})::int`
      : `count(*) FILTER (WHERE ${kinds} AND p.line = 1)::int`;
  const sums = `ARRAY[${Object.values(columns).map(columnSum).join(', ')}]`;
  const where = conditions.join(' AND ');
  const rows = `SELECT coalesce(${key}, 'none') AS id, coalesce(${name}, '') AS name, ${detail} AS detail, ${counted} AS count,
    ${sums} AS sums ${reportFrom(asked)} WHERE ${where} GROUP BY ${key}`;
  const totals = `SELECT ${counted} AS count, ${sums} AS sums ${reportFrom(asked)} WHERE ${where}`;
  const order = asked.sort === 'figure' ? 'sums[1]' : by === 'day' || by === 'month' ? 'id' : 'lower(name)';
  return { rows, totals, values, ordered: `ORDER BY id = 'none', ${order} ${asked.order}, id` };
}

/** @throws Problem `validation_failed` where the report can't be read by that */
export async function readReport(trx: Trx, asked: z.output<typeof reportQuery>): Promise<Report> {
  refuseGroup(asked);
  const { rows, totals, values, ordered } = textOf(asked);
  const at = values.length;
  const found = await query<Row>(
    trx,
    `SELECT *, count(*) OVER ()::int AS total FROM (${rows}) r ${ordered} LIMIT $${at + 1} OFFSET $${at + 2}`,
    [...values, asked.perPage, (asked.page - 1) * asked.perPage],
  );
  const [sum] = await query<Pick<Row, 'count' | 'sums'>>(trx, totals, values);
  return {
    data: found.map((row) => present(row, asked)),
    total: found[0]?.total ?? 0,
    currency: marketplaceCurrency,
    totals: { count: sum?.count ?? 0, figures: figuresOf(asked, sum?.sums ?? []) },
  };
}

/** Every row of a report in its order, and its totals. @throws as `readReport` */
export async function wholeReport(trx: Trx, asked: ReportQuery) {
  refuseGroup(asked);
  const { rows, totals, values, ordered } = textOf(asked);
  const found = await query<Row>(trx, `SELECT * FROM (${rows}) r ${ordered}`, values);
  const [sum] = await query<Pick<Row, 'count' | 'sums'>>(trx, totals, values);
  return {
    rows: found.map((row) => present(row, asked)),
    totals: { count: sum?.count ?? 0, figures: figuresOf(asked, sum?.sums ?? []) },
  };
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

const present = ({ id, name, detail, count, sums }: Row, asked: ReportQuery): ReportRow => ({
  id,
  name: id === 'none' ? 'Without one' : name,
  detail,
  count,
  figures: figuresOf(asked, sums),
});
