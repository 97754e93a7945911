/** Numbers papers without a gap: whoever gives some locks their series first, and stores the papers in the same transaction. */
import type { ReceiptKind } from '@holdfast/shared/receipts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import type { ReceiptDocument } from './document.ts';

/** What a paper is about, and what it says. */
export interface Paper {
  reservationId: string;
  refundId: string | null;
  amount: number;
  currency: string;
  happenedAt: string;
  document: ReceiptDocument;
}

export async function lockSeries(trx: Trx, kind: ReceiptKind): Promise<void> {
  await queryPrepared(trx, 'SELECT last_number FROM receipt_series WHERE kind = $1 FOR UPDATE', [kind]);
}

export async function storePapers(trx: Trx, kind: ReceiptKind, papers: Paper[]): Promise<void> {
  if (papers.length === 0) return;
  const { from, value } = records(
    papers.map((paper, at) => ({ ...paper, at })),
    {
      at: 'integer',
      reservationId: 'text',
      refundId: 'text',
      amount: 'integer',
      currency: 'text',
      happenedAt: 'timestamptz',
      document: 'jsonb',
    },
    { parameter: 2 },
  );
  await queryPrepared(
    trx,
    `WITH series AS (
       UPDATE receipt_series SET last_number = last_number + $3 WHERE kind = $1 RETURNING last_number - $3 AS before
     )
     INSERT INTO receipts (kind, number, reservation_id, refund_id, amount, currency, happened_at, document)
     SELECT $1, series.before + n.at + 1, n.reservation_id, n.refund_id, n.amount, n.currency, n.happened_at, n.document
     FROM series, ${from}`,
    [kind, value, papers.length],
  );
}
