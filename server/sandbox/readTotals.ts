import type { Call } from './call.ts';
import { type TotalsRow, totalsQuery } from './totals.ts';

interface BookRow {
  id: string;
  amount: string;
  currency: string;
  status: string;
  captured: string | null;
  refunded: string | null;
  disputed: string | null;
  metadata: Record<string, string>;
}

/**
 * `GET /sandbox/totals`: every payment and the sums per currency, counted from the stored records, so that a
 * merchant's ledger can be compared cent by cent. Amounts in minor units; `disputed` is what open and lost
 * disputes took back.
 */
export async function readTotals(call: Call) {
  const rows = await call.gateway.store.query<BookRow>(`
    SELECT id, body->>'amount' AS amount, body->>'currency' AS currency, body->>'status' AS status,
           body->'charges'->-1->>'amountCaptured' AS captured, body->'charges'->-1->>'amountRefunded' AS refunded,
           body->'charges'->-1->>'disputedAmount' AS disputed, body->'metadata' AS metadata
      FROM $schema.records WHERE kind = 'payment' ORDER BY seq`);
  const totals = await call.gateway.store.query<TotalsRow>(totalsQuery);
  const perCurrency = (of: (row: TotalsRow) => number) =>
    Object.fromEntries(totals.map((row) => [row.currency, of(row)]));
  return {
    payments: rows.map((row) => ({
      id: row.id,
      amount: Number(row.amount),
      currency: row.currency,
      status: row.status,
      amountCapturable: row.status === 'requires_capture' ? Number(row.amount) : 0,
      amountCaptured: Number(row.captured ?? 0),
      amountRefunded: Number(row.refunded ?? 0),
      disputedAmount: Number(row.disputed ?? 0),
      metadata: row.metadata,
    })),
    totals: {
      captured: perCurrency(({ captured }) => Number(captured)),
      refunded: perCurrency(({ refunded }) => Number(refunded)),
      disputed: perCurrency(({ disputed }) => Number(disputed)),
      net: perCurrency(
        ({ captured, refunded, disputed }) => Number(captured) - Number(refunded) - Number(disputed),
      ),
    },
  };
}
