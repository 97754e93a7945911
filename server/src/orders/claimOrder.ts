import { refuseBlocked } from '../blocks/index.ts';
import { eventsById } from '../catalog/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { claimFree, type ReservationsOrders } from '../reservations/index.ts';

const refused = {
  cancelled: { code: 'event_canceled', text: 'This event was canceled.' },
  postponed: { code: 'event_postponed', text: 'This event was postponed.' },
  started: { code: 'event_started', text: 'The event has begun.' },
} as const;

/**
 * The fan gets tickets that cost nothing, while the event is on.
 * @param row locked
 * @throws Problem `buyer_blocked`, `event_canceled`, `event_postponed`, `event_started`, and what `claimFree` refuses
 */
export async function claimOrder(
  trx: Trx,
  engine: Engine,
  row: Pick<ReservationsOrders, 'id' | 'state' | 'total_amount' | 'event_id'>,
  asked: { email: string; accountEmail: string | null; by: string },
): Promise<void> {
  const event = (await eventsById(trx, [row.event_id])).get(row.event_id);
  const hasBegun = event !== undefined && Date.parse(event.startsAt) <= Date.now();
  const status = hasBegun ? 'started' : event?.status;
  if (row.state !== 'paid' && (status === 'cancelled' || status === 'postponed' || status === 'started')) {
    const { code, text } = refused[status];
    throw new Problem(code, `${text} Its tickets can’t be had any more; nothing was charged.`);
  }
  if (row.state !== 'paid') {
    const emails = [asked.email, asked.accountEmail];
    await refuseBlocked(trx, { fanId: asked.by, emails }, 'Nothing was charged.');
  }
  await claimFree(trx, engine, row, asked);
}
