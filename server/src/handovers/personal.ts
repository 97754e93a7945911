/** What handovers keep of somebody with an account. */
import { handoverMachine } from '@holdfast/shared/handovers/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

const received = `(h.person_id = $1 OR (h.to_email <> '' AND lower(h.to_email) = lower($2)))`;

/** A handover in the export of somebody's data. */
export interface ExportedHandover {
  direction: 'sent' | 'received';
  event: string;
  tickets: number;
  /** The other one, as the sender gave it. */
  name: string;
  state: string;
  sentAt: Date;
}

/** What somebody sent to friends, and was sent; oldest first. */
export const handoversKept = (trx: Trx, personId: string, email: string): Promise<ExportedHandover[]> =>
  queryPrepared<ExportedHandover>(
    trx,
    `SELECT CASE WHEN ${received} THEN 'received' ELSE 'sent' END AS direction, c.name AS event,
       (SELECT count(*)::int FROM handover_tickets n WHERE n.handover_id = h.id) AS tickets,
       CASE WHEN ${received} THEN h.from_name ELSE h.to_name END AS name, h.state, h.created_at AS "sentAt"
     FROM handovers h JOIN catalog_calendar c ON c.id = h.event_id WHERE ${received} OR h.sent_by = $1 ORDER BY h.id`,
    [personId, email],
  );

/** Names, address and account are removed, and what waits for their answer is declined. That tickets changed hands stays. */
export async function eraseHandovers(
  trx: Trx,
  engine: Engine,
  { id: personId, email }: { id: string; email: string },
): Promise<void> {
  const waiting = await queryPrepared<{ id: string }>(
    trx,
    `SELECT h.id FROM handovers h WHERE ${received} AND handover_is_open(h.state) ORDER BY h.id`,
    [personId, email],
  );
  await engine.apply(
    trx,
    waiting.map(({ id }) => messageTo(handoverMachine, id, { type: 'decline' }, { by: personId })),
  );
  await queryPrepared(
    trx,
    `UPDATE handovers h SET to_name = '', to_email = '', person_id = NULL WHERE ${received}`,
    [personId, email],
  );
  await queryPrepared(trx, `UPDATE handovers SET from_name = '' WHERE sent_by = $1`, [personId]);
}
