/** What is owed to consignors by its age: the same orders as a run judges, by how long they could have been paid. */
import { decimalsOf, marketplaceCurrency } from '@holdfast/shared/money';
import {
  type AgedPayable,
  type AgingList,
  ages,
  agingFileQuery,
  agingList,
  agingQuery,
} from '@holdfast/shared/payouts';
import type { z } from 'zod';
import { inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { type AnyEndpoint, query } from '../platform/http/index.ts';
import { type Cell, exportedTable, type Part } from '../platform/spreadsheets/index.ts';
import { openGroups } from './openOrders.ts';

type Sums = AgingList['totals'];
const names = ['waiting', ...ages.map(({ id }) => id), 'inPayouts', 'owed'] as const;

/** SQL: since when an order may be paid; a claim or a correction may be from its booking on. */
const since = 'coalesce(payable_from, at)';
/** SQL: whether it is more whole days of 24 hours than these. Instants are compared: counting the days of each order took longer. */
const isOver = (days: number) => `since <= now() - interval '${(days + 1) * 24} hours'`;
const ageSums = ages.map(({ id, until }, i) => {
  const from = ages[i - 1]?.until;
  const conditions = [
    'reason IS NULL',
    ...(from == null ? [] : [isOver(from)]),
    ...(until === null ? [] : [`NOT ${isOver(until)}`]),
  ];
  return `coalesce(sum(amount) FILTER (WHERE ${conditions.join(' AND ')}), 0)::bigint AS "${id}"`;
});

const sumNames = ['waiting', ...ages.map(({ id }) => id)] as const;
const sumOfParts = (names: readonly string[], from: string) =>
  names.map((name) => `coalesce(${from}."${name}", 0)`).join(' + ');

/**
 * SQL: `found`, a row for each consignor of whom something is open in the currency $1, with a part $2 of the name; and `counted`,
 * their number and sums. Why each order isn't paid is asked once, so that sums by age don't ask it again each.
 */
const aged = `WITH RECURSIVE ${openGroups('everybody')}, dated AS MATERIALIZED (
    SELECT consignor_id, amount, reason, ${since} AS since FROM grouped WHERE currency = $1
  ), sums AS (
    SELECT consignor_id, ${ageSums.join(', ')}, coalesce(sum(amount) FILTER (WHERE reason IS NOT NULL), 0)::bigint AS waiting
    FROM dated GROUP BY consignor_id
  ), pending AS (
    SELECT consignor_id, sum(amount)::bigint AS amount FROM payouts WHERE payout_is_unpaid(state) AND currency = $1 GROUP BY consignor_id
  ), aged AS (
    SELECT c.id, c.name, ${sumNames.map((name) => `coalesce(s."${name}", 0) AS "${name}"`).join(', ')},
      coalesce(p.amount, 0) AS "inPayouts", ${sumOfParts(sumNames, 's')} + coalesce(p.amount, 0) AS owed
    FROM sums s FULL JOIN pending p USING (consignor_id) JOIN consignors_named c ON c.id = consignor_id
    WHERE ($2::text IS NULL OR c.name ILIKE '%' || $2 || '%')
  ), found AS MATERIALIZED (
    SELECT * FROM aged WHERE (${names.map((name) => `"${name}"`).join(', ')}) <> (${names.map(() => '0').join(', ')})
  ), counted AS (
    SELECT count(*)::int AS total, jsonb_build_object(${names.map((name) => `'${name}', coalesce(sum("${name}"), 0)`).join(', ')}) AS totals FROM found
  )`;

const orderOf = ({ sort, order }: z.output<typeof agingFileQuery>) =>
  `ORDER BY ${{ owed: 'owed', older: 'older', name: 'lower(name)' }[sort]} ${order}, id`;

/** A page of the rows, null where there is none, with the number and the sums of all. @param limit null: all rows */
async function read(
  trx: Trx,
  asked: z.output<typeof agingFileQuery>,
  limit: number | null,
  offset: number,
): Promise<{ data: AgedPayable[]; total: number; totals: Sums }> {
  const columns = ['id', 'name', ...names].map((name) => `page."${name}"`).join(', ');
  const rows = await queryPrepared<AgedPayable & { total: number; totals: Sums }>(
    trx,
    `${aged}, page AS (SELECT * FROM found ${orderOf(asked)} LIMIT $3 OFFSET $4)
     SELECT ${columns}, counted.total, counted.totals FROM counted LEFT JOIN page ON true ${orderOf(asked)}`,
    [marketplaceCurrency, asked.q?.replaceAll(/[\\%_]/g, '\\$&') ?? null, limit, offset],
  );
  const [first] = rows;
  return {
    data: rows.filter(({ id }) => id !== null).map(({ total: _total, totals: _totals, ...row }) => row),
    total: first?.total ?? 0,
    totals: first?.totals as Sums,
  };
}

/** One page of what is owed, by age. */
export async function listAging(trx: Trx, asked: z.output<typeof agingQuery>): Promise<AgingList> {
  const found = await read(trx, asked, asked.perPage, (asked.page - 1) * asked.perPage);
  return { ...found, currency: marketplaceCurrency };
}

const heads = [
  'Consignor',
  'Not to be paid yet',
  ...ages.map(({ name }) => name),
  'In payouts',
  'Owed',
  'Currency',
];

async function linesOf(trx: Trx, asked: z.output<typeof agingFileQuery>): Promise<Part> {
  const major = (minor: number) => minor / 10 ** decimalsOf(marketplaceCurrency);
  const line = (name: string, sums: Sums): Cell[] => [
    name,
    ...names.map((each) => major(sums[each])),
    marketplaceCurrency,
  ];
  const { data, totals } = await read(trx, asked, null, 0);
  return { lines: data.map((row) => line(row.name, row)), last: line('Total', totals) };
}

const common = { tag: 'Admin: payouts', roles: ['finance'], path: '/admin/payable-ages' } as const;

/** What is owed by age, as files. */
export const agingTable = exportedTable({
  ...common,
  summary: 'What consignors are owed, by age',
  query: agingFileQuery,
  noun: 'payableAges',
  fileName: () => 'owed-by-age',
  sheet: () => ({
    name: 'Owed by age',
    columns: heads.map((head) => ({
      head,
      width: head === 'Consignor' ? 34 : 18,
      ...(head === 'Consignor' || head === 'Currency' ? {} : { format: '#,##0.00' }),
    })),
  }),
  rows: {
    few: 'A row for each consignor',
    whole: (db, asked) => inTransaction(db, (trx) => linesOf(trx, asked)),
  },
});

/** The report of what is owed, by age. */
export const agingRoutes = (): AnyEndpoint[] => [
  query({
    ...common,
    summary: 'What consignors are owed, by how long it could have been paid already',
    query: agingQuery,
    answer: agingList,
    run: (trx, { query }) => listAging(trx, query),
  }),
];
