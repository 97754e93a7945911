/** Blocks as support reads them. */
import type { BlockKind, BlockState, BuyerBlock, blockQuery } from '@holdfast/shared/blocks';
import type { z } from 'zod';
import { listPage, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { type Buyer, keysOf } from './blocksAmong.ts';

interface Row {
  id: string;
  kind: BlockKind;
  name: string;
  state: BlockState;
  reason: string;
  reservation_id: string | null;
  by: string;
  created_at: Date;
  until: Date | null;
  lifted_at: Date | null;
  lifted_by: string | null;
  lift_reason: string | null;
}

const state = `CASE WHEN b.lifted_by IS NOT NULL THEN 'lifted' WHEN b.lifted_at IS NOT NULL OR b.until <= now() THEN 'over' ELSE 'inForce' END`;
const named = `CASE WHEN b.kind = 'account' THEN coalesce(person.name || ', ' || person.email, 'a closed account') ELSE b.shown END`;
const columns = `b.id, b.kind, ${named} AS name, ${state} AS state, b.reason, b.reservation_id, coalesce(maker.name, b.created_by) AS by,
  b.created_at, b.until, b.lifted_at, lifter.name AS lifted_by, b.lift_reason`;
const from = `FROM buyer_blocks b LEFT JOIN accounts_people_named maker ON maker.id = b.created_by
  LEFT JOIN accounts_people_named lifter ON lifter.id = b.lifted_by
  LEFT JOIN accounts_people_named person ON b.kind = 'account' AND person.id = b.value`;

const present = (row: Row): BuyerBlock => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  state: row.state,
  reason: row.reason,
  reservationId: row.reservation_id,
  by: row.by,
  createdAt: row.created_at.toISOString(),
  until: row.until?.toISOString() ?? null,
  liftedAt: row.state === 'lifted' ? (row.lifted_at?.toISOString() ?? null) : null,
  liftedBy: row.lifted_by,
  liftReason: row.lift_reason,
});

export async function listBlocks(trx: Trx, asked: z.output<typeof blockQuery>) {
  const { rows, total, next } = await listPage<Row>(
    trx,
    {
      columns,
      from,
      where: `($1::text IS NULL OR ${named} ILIKE '%' || $1 || '%' OR b.reason ILIKE '%' || $1 || '%') AND ($2::text IS NULL OR ${state} = $2)`,
      values: [asked.q ?? null, asked.state ?? null],
      keys: [
        { by: 'b.created_at', type: 'timestamptz', order: asked.order },
        { by: 'b.id', type: 'text', order: 'asc' },
      ],
    },
    asked,
  );
  return { data: rows.map(present), total, next };
}

/** @throws Problem `not_found` */
export async function readBlock(trx: Trx, id: string): Promise<BuyerBlock> {
  const [row] = await queryPrepared<Row>(trx, `SELECT ${columns} ${from} WHERE b.id = $1`, [id]);
  if (!row) throw notFound('block');
  return present(row);
}

/** The blocks in force that a buyer is under. */
export async function blocksOf(trx: Trx, buyer: Buyer): Promise<BuyerBlock[]> {
  const rows = await queryPrepared<Row>(
    trx,
    `SELECT ${columns} ${from} WHERE b.key = ANY($1::text[]) AND ${state} = 'inForce' ORDER BY b.created_at`,
    [keysOf(buyer)],
  );
  return rows.map(present);
}
