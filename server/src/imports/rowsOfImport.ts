/** Stores rows of a dry run and their totals. */
import { z } from 'zod';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { referenceKey } from './matchEvent.ts';
import { mayChooseGame, mayConfirmPrice, type PlannedRow } from './planRows.ts';

const sum = z.object({ tickets: z.int(), amount: z.int() });
/** What the lines of an import add up to, kept beside it: a list of files doesn't count their lines. */
export const tally = z.object({
  create: z.int().default(0),
  change: z.int().default(0),
  unchanged: z.int().default(0),
  refuse: z.int().default(0),
  waits: z.int().default(0),
  /** By currency: of what would be created or changed; minor units if all of it sells. */
  sums: z.record(z.string(), sum).default({}),
});
export type Tally = z.output<typeof tally>;

export const emptyTally = (): Tally => tally.parse({});

interface Weight {
  waits: boolean;
  tickets: number;
  amount: number;
  currency: string | null;
  reference: string | null;
}

export function weigh(row: PlannedRow): Weight {
  const codes = row.problems.map(({ code }) => code);
  const works = row.action === 'create' || row.action === 'change';
  const tickets = works && row.row ? row.row.quantity : 0;
  return {
    // Something else is wrong as well: choosing wouldn't help.
    waits: row.action === 'refuse' && codes.length === 1 && (mayChooseGame(codes) || mayConfirmPrice(codes)),
    tickets,
    amount: works && row.row ? tickets * row.row.price : 0,
    currency: row.row?.currency ?? null,
    reference: row.row?.event ? referenceKey(row.row.event) : null,
  };
}

/** @param sign 1 adds a line, -1 takes it out again */
export function addToTally(
  into: Tally,
  row: { action: 'create' | 'change' | 'unchanged' | 'refuse' } & Pick<
    Weight,
    'waits' | 'tickets' | 'amount' | 'currency'
  >,
  sign: 1 | -1,
): void {
  into[row.action] += sign;
  if (row.waits) into.waits += sign;
  if (row.currency === null || row.tickets === 0) return;
  const sums = into.sums[row.currency] ?? { tickets: 0, amount: 0 };
  into.sums[row.currency] = {
    tickets: sums.tickets + sign * row.tickets,
    amount: sums.amount + sign * row.amount,
  };
}

export async function insertRows(trx: Trx, importId: string, rows: readonly PlannedRow[]): Promise<void> {
  const weights = rows.map(weigh);
  // One array per column instead of `records`: files have hundreds of thousands of rows, and `json` keeps them byte for byte.
  await queryPrepared(
    trx,
    `INSERT INTO import_rows (import_id, line, record, action, label, problems, changes, plan, listing_id, event_id, tickets, amount,
       currency, reference, waits, note, original)
     SELECT $1, n.* FROM unnest($2::int[], $3::json[], $4::text[], $5::text[], $6::jsonb[], $7::jsonb[], $8::json[], $9::text[],
       $10::text[], $11::int[], $12::bigint[], $13::text[], $14::text[], $15::boolean[], $16::text[], $17::json[]) AS n`,
    [
      importId,
      rows.map(({ line }) => line),
      rows.map(({ record }) => JSON.stringify(record)),
      rows.map(({ action }) => action),
      rows.map(({ label }) => label),
      rows.map(({ problems }) => JSON.stringify(problems)),
      rows.map((row) => JSON.stringify(row.action === 'change' ? row.changes : [])),
      rows.map(({ row }) => (row === null ? null : JSON.stringify(row))),
      rows.map((row) => (row.action === 'create' ? null : row.listingId)),
      rows.map(({ event }) => event?.id ?? null),
      weights.map(({ tickets }) => tickets),
      weights.map(({ amount }) => amount),
      weights.map(({ currency }) => currency),
      weights.map(({ reference }) => reference),
      weights.map(({ waits }) => waits),
      rows.map(({ note }) => note),
      rows.map(originalOf),
    ],
  );
}

const originalOf = ({ original }: PlannedRow) => (original === undefined ? null : JSON.stringify(original));

/** Rows that were looked at again, alone. */
export async function rewriteRows(trx: Trx, importId: string, rows: readonly PlannedRow[]): Promise<void> {
  await queryPrepared(trx, 'DELETE FROM import_rows WHERE import_id = $1 AND line = ANY($2::int[])', [
    importId,
    rows.map(({ line }) => line),
  ]);
  await insertRows(trx, importId, rows);
}
