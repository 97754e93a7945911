/** Today as one's roles see it: each part is read only for those whose work it is. */
import type { Role } from '@holdfast/shared/accounts';
import type { Today } from '@holdfast/shared/today';
import { ask, type Database, inTransaction, type Trx } from '../platform/db/index.ts';
import { decisionsFor } from './decisions.ts';
import { colleaguesToday, nextGames } from './desk.ts';
import { dayAgainstLastWeek, monthAgainstLast, owedToConsignors } from './figures.ts';
import { queuesFor } from './queues.ts';

export async function readToday(db: Database, roles: readonly Role[], me: string): Promise<Today> {
  const has = (...wanted: Role[]) => wanted.some((role) => roles.includes(role));
  return inTransaction(db, async (trx) => {
    const [clock] = await ask<{ now: Date }>(trx, 'SELECT now() AS now');
    return {
      asOf: (clock as { now: Date }).now.toISOString(),
      queues: await queuesFor(trx, roles, me),
      decisions: await decisionsFor(trx, roles),
      day: await dayAgainstLastWeek(trx),
      nextGames: has('staff', 'admin') ? await nextGames(trx) : null,
      colleagues: has('staff', 'admin') ? await colleaguesToday(trx, me) : null,
      soldLately: has('support', 'finance', 'admin') ? await soldLately(trx) : null,
      month: has('finance', 'admin') ? await monthAgainstLast(trx) : null,
      owed: has('finance', 'admin') ? { amount: await owedToConsignors(trx), currency: 'USD' } : null,
    };
  });
}

async function soldLately(trx: Trx): Promise<Today['soldLately']> {
  const rows = await ask<{
    id: string;
    code: string;
    name: string;
    ticket_count: number;
    total_amount: number;
    currency: string;
    paid_at: Date;
  }>(
    trx,
    `SELECT r.id, r.code, e.name, r.ticket_count, r.total_amount, r.currency, r.paid_at FROM reservations r JOIN events e ON e.id = r.event_id
     WHERE r.state = 'paid' ORDER BY r.id DESC LIMIT 8`,
  );
  return rows.map((row) => ({
    reservationId: row.id,
    code: row.code,
    eventName: row.name,
    tickets: row.ticket_count,
    total: { amount: row.total_amount, currency: row.currency },
    at: row.paid_at.toISOString(),
  }));
}
