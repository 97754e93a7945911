import type { Store } from './store.ts';

/** Sums over all payments of one currency, minor units. `disputed` is what open and lost disputes have taken back. */
export interface CurrencyTotals {
  captured: number;
  refunded: number;
  disputed: number;
}

/**
 * Running sums, so that the balance is cheap to read; `GET /sandbox/totals` recounts them from the payments.
 */
export interface Totals {
  add(currency: string, what: keyof CurrencyTotals, amount: number): void;
  all(): ReadonlyMap<string, CurrencyTotals>;
  clear(): void;
}

/** The SQL that counts the sums from the stored payments. */
export const totalsQuery = `
  SELECT body->>'currency' AS currency,
         sum((charge->>'amountCaptured')::bigint) AS captured,
         sum((charge->>'amountRefunded')::bigint) AS refunded,
         sum((charge->>'disputedAmount')::bigint) AS disputed
    FROM $schema.records, json_array_elements(body->'charges') AS charge
   WHERE kind = 'payment'
   GROUP BY 1 ORDER BY 1`;

/** One row of `totalsQuery`. */
export interface TotalsRow {
  currency: string;
  captured: string;
  refunded: string;
  disputed: string;
}

/** Running sums that start from the stored payments. */
export async function loadTotals(store: Store): Promise<Totals> {
  const byCurrency = new Map<string, CurrencyTotals>();
  for (const row of await store.query<TotalsRow>(totalsQuery)) {
    byCurrency.set(row.currency, {
      captured: Number(row.captured),
      refunded: Number(row.refunded),
      disputed: Number(row.disputed),
    });
  }
  return {
    add(currency, what, amount) {
      const totals = byCurrency.get(currency) ?? { captured: 0, refunded: 0, disputed: 0 };
      totals[what] += amount;
      byCurrency.set(currency, totals);
    },
    all: () => byCurrency,
    clear: () => byCurrency.clear(),
  };
}
