/** What is owed to consignors by its age: the same orders as `openOrders` judges, by how long they could have been paid. */
import type { Readable } from 'node:stream';
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
import type { AppContext } from '../platform/appContext.ts';
import { type Database, inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { type AnyEndpoint, query } from '../platform/http/index.ts';
import { type Cell, csvOf, exportFiles, workbookOf } from '../platform/spreadsheets/index.ts';
import { openOrders } from './openOrders.ts';

type Sums = AgingList['totals'];
const names = ['waiting', ...ages.map(({ id }) => id), 'inPayouts', 'owed'] as const;

/** SQL: whole days since an order may be paid; a claim or a correction may be from its booking on. */
const days = `floor(extract(epoch FROM now() - coalesce(payable_from, at)) / 86400)`;
const ageSums = ages.map(({ id, until }, i) => {
  const from = ages[i - 1]?.until;
  const conditions = [
    'reason IS NULL',
    ...(from == null ? [] : [`${days} > ${from}`]),
    ...(until === null ? [] : [`${days} <= ${until}`]),
  ];
  return `coalesce(sum(amount) FILTER (WHERE ${conditions.join(' AND ')}), 0)::bigint AS "${id}"`;
});

/** SQL: `aged`, a row for each consignor of whom something is open in the currency $1, with a part $2 of the name. */
const aged = `WITH RECURSIVE ${openOrders('NULL')}, sums AS (
    SELECT consignor_id, ${ageSums.join(', ')}, coalesce(sum(amount) FILTER (WHERE reason IS NOT NULL), 0)::bigint AS waiting
    FROM judged WHERE currency = $1 GROUP BY consignor_id
  ), pending AS (
    SELECT consignor_id, sum(amount)::bigint AS amount FROM payouts WHERE payout_is_unpaid(state) AND currency = $1 GROUP BY consignor_id
  ), aged AS (
    SELECT c.id, c.name, ${[...ages.map(({ id }) => id), 'waiting'].map((name) => `coalesce(s."${name}", 0) AS "${name}"`).join(', ')},
      coalesce(p.amount, 0) AS "inPayouts",
      ${[...ages.map(({ id }) => id), 'waiting'].map((name) => `coalesce(s."${name}", 0)`).join(' + ')} + coalesce(p.amount, 0) AS owed
    FROM sums s FULL JOIN pending p USING (consignor_id) JOIN consignors_named c ON c.id = consignor_id
    WHERE ($2::text IS NULL OR c.name ILIKE '%' || $2 || '%')
  ), found AS MATERIALIZED (
    SELECT * FROM aged WHERE (${names.map((name) => `"${name}"`).join(', ')}) <> (${names.map(() => '0').join(', ')})
  )`;

const orderOf = ({ sort, order }: z.output<typeof agingFileQuery>) =>
  `ORDER BY ${{ owed: 'owed', older: 'older', name: 'lower(name)' }[sort]} ${order}, id`;
const valuesOf = ({ q }: { q?: string | undefined }) => [
  marketplaceCurrency,
  q?.replaceAll(/[\\%_]/g, '\\$&') ?? null,
];

async function totalsOf(trx: Trx, asked: { q?: string | undefined }): Promise<Sums & { total: number }> {
  const [row] = await queryPrepared<Sums & { total: number }>(
    trx,
    `${aged} SELECT count(*)::int AS total, ${names.map((name) => `coalesce(sum("${name}"), 0)::bigint AS "${name}"`).join(', ')} FROM found`,
    valuesOf(asked),
  );
  return row as Sums & { total: number };
}

/** One page of what is owed, by age. */
export async function listAging(trx: Trx, asked: z.output<typeof agingQuery>): Promise<AgingList> {
  const data = await queryPrepared<AgedPayable>(
    trx,
    `${aged} SELECT id, name, ${names.map((name) => `"${name}"`).join(', ')} FROM found ${orderOf(asked)} LIMIT $3 OFFSET $4`,
    [...valuesOf(asked), asked.perPage, (asked.page - 1) * asked.perPage],
  );
  const { total, ...totals } = await totalsOf(trx, asked);
  return { data, total, currency: marketplaceCurrency, totals };
}

const heads = [
  'Consignor',
  'Not to be paid yet',
  ...ages.map(({ name }) => name),
  'In payouts',
  'Owed',
  'Currency',
];

async function linesOf(db: Database, asked: z.output<typeof agingFileQuery>): Promise<Cell[][]> {
  const major = (minor: number) => minor / 10 ** decimalsOf(marketplaceCurrency);
  const line = (name: string, sums: Sums): Cell[] => [
    name,
    ...names.map((each) => major(sums[each])),
    marketplaceCurrency,
  ];
  return inTransaction(db, async (trx) => {
    const rows = await queryPrepared<AgedPayable>(
      trx,
      `${aged} SELECT * FROM found ${orderOf(asked)}`,
      valuesOf(asked),
    );
    return [...rows.map((row) => line(row.name, row)), line('Total', await totalsOf(trx, asked))];
  });
}

/** The report of what is owed, by age. */
export const agingRoutes = ({ db }: AppContext): AnyEndpoint[] => {
  const common = { tag: 'Admin: payouts', roles: ['finance'], path: '/admin/payable-ages' } as const;
  return [
    query({
      ...common,
      summary: 'What consignors are owed, by how long it could have been paid already',
      query: agingQuery,
      answer: agingList,
      run: (trx, { query }) => listAging(trx, query),
    }),
    ...exportFiles(db, {
      ...common,
      summary: 'What consignors are owed, by age',
      query: agingFileQuery,
      noun: 'payableAges',
      fileName: () => 'owed-by-age',
      csv: async (asked): Promise<Readable> => csvOf(heads, await linesOf(db, asked)),
      xlsx: async (asked) =>
        workbookOf(
          'Owed by age',
          heads.map((head) => ({
            head,
            width: head === 'Consignor' ? 34 : 18,
            ...(head === 'Consignor' || head === 'Currency' ? {} : { format: '#,##0.00' }),
          })),
          await linesOf(db, asked),
        ),
    }),
  ];
};
