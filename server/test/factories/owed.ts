/** Consignors to whom something is owed that may be paid at once, as many as a test needs. */
import { randomUUID } from 'node:crypto';
import { post } from '../../src/ledger/index.ts';
import type { AppContext } from '../../src/platform/appContext.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { newId } from '../../src/platform/ids.ts';

/** Each is owed a cent more than the one before, from 100.01 on. @returns what is owed to all of them, minor units */
export async function owedConsignors({ db }: Pick<AppContext, 'db'>, count: number): Promise<number> {
  const mark = randomUUID();
  const owed = Array.from({ length: count }, (_, at) => ({ id: newId('consignor'), amount: 10_001 + at }));
  await db.batchInsert(
    'consignors',
    owed.map(({ id, amount }) => ({
      id,
      name: `Owed ${amount}`,
      email: `${id}@example.com`,
      created_at: new Date(),
    })),
    1_000,
  );
  await inTransaction(db, (trx) =>
    post(
      trx,
      owed.map(({ id, amount }) => ({
        kind: 'adjustment' as const,
        cause: `owed/${mark}/${id}`,
        reservationId: null,
        paymentId: null,
        currency: 'USD',
        at: new Date().toISOString(),
        entries: [
          { account: `consignor:${id}`, amount: -amount },
          { account: 'adjustments', amount },
        ],
      })),
    ),
  );
  return owed.reduce((sum, { amount }) => sum + amount, 0);
}
