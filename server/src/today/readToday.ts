/** The start page: reads only the parts of the caller's roles. */

import type { Role } from '@holdfast/shared/accounts';
import { marketplaceCurrency } from '@holdfast/shared/money';
import type { Today } from '@holdfast/shared/today';
import { owedToConsignors } from '../ledger/index.ts';
import { type Database, inTransaction, query, type Trx } from '../platform/db/index.ts';
import { newestOrders } from '../reservations/index.ts';
import { decisionsFor } from './decisions.ts';
import { dayAgainstLastWeek, monthAgainstLast } from './figures.ts';
import { queuesFor } from './queues.ts';
import { colleaguesToday, nextGames } from './staffToday.ts';

const mostSold = 8;

export async function readToday(db: Database, roles: readonly Role[], me: string): Promise<Today> {
  const has = (...wanted: Role[]) => wanted.some((role) => roles.includes(role));
  return inTransaction(db, async (trx) => {
    const [clock] = await query<{ now: Date }>(trx, 'SELECT now() AS now');
    return {
      asOf: (clock as { now: Date }).now.toISOString(),
      queues: await queuesFor(trx, roles, me),
      decisions: await decisionsFor(trx, roles),
      day: await dayAgainstLastWeek(trx),
      nextGames: has('staff', 'admin') ? await nextGames(trx) : null,
      colleagues: has('staff', 'admin') ? await colleaguesToday(trx, me) : null,
      soldLately: has('support', 'finance', 'admin') ? await soldLately(trx) : null,
      month: has('finance', 'admin') ? await monthAgainstLast(trx) : null,
      owed: has('finance', 'admin')
        ? { amount: await owedToConsignors(trx), currency: marketplaceCurrency }
        : null,
    };
  });
}

async function soldLately(trx: Trx): Promise<Today['soldLately']> {
  const rows = await newestOrders(trx, mostSold);
  return rows.map((row) => ({
    reservationId: row.id,
    code: row.code,
    eventName: row.name,
    tickets: row.ticket_count,
    total: { amount: row.total_amount, currency: row.currency },
    at: row.paid_at.toISOString(),
  }));
}
