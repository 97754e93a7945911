/** Invariant 15: a ticket that was sent to a friend has one living code, and who has it is who accepted it. */
import { queryPrepared } from '../platform/db/index.ts';
import type { Invariant } from './invariant.ts';

type Found = { subject: string; detail: string };

export const handoverInvariants: Invariant[] = [
  {
    id: '15.codes',
    says: 'a code that is dead since its ticket was handed on opens nothing, and a seat has one living code',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT t.id AS subject, format('its code is dead since %s', f.ended_at) AS detail
         FROM ticket_former_codes f JOIN tickets t ON t.code = f.code
         UNION ALL
         SELECT min(t.id), format('%s living codes for section %s, row %s, seat %s of one event', count(*), t.section, t."row", t.seat)
         FROM tickets t WHERE t.state = 'sold' AND t.seat IS NOT NULL
         GROUP BY t.event_id, t.section, t."row", t.seat HAVING count(DISTINCT t.code) > 1
         UNION ALL
         SELECT t.id, 'is somebody else’s, and the code of before isn’t known as dead' FROM tickets t
         WHERE t.holder_id IS NOT NULL AND NOT EXISTS (SELECT FROM ticket_former_codes f WHERE f.ticket_id = t.id)`,
      ),
  },
  {
    id: '15.holders',
    says: 'who has a ticket accepted it, and what was accepted is with the friend, sent on, or void',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT t.id AS subject, format('with %s, which is %s', t.holder_id, coalesce(h.state, 'nothing')) AS detail
         FROM tickets t LEFT JOIN handover_tickets n ON n.handover_id = t.holder_id AND n.ticket_id = t.id
           LEFT JOIN handovers h ON h.id = n.handover_id
         WHERE t.holder_id IS NOT NULL AND (h.id IS NULL OR NOT handover_is_accepted(h.state) AND t.state <> 'refunded')
         UNION ALL
         SELECT h.id, format('accepted, and %s is with %s', t.id, coalesce(t.holder_id, 'the order’s fan'))
         FROM handovers h JOIN handover_tickets n ON n.handover_id = h.id JOIN tickets t ON t.id = n.ticket_id
         WHERE handover_is_accepted(h.state) AND t.holder_id IS DISTINCT FROM h.id AND t.state = 'sold'
           AND NOT EXISTS (SELECT FROM handovers s JOIN handover_tickets o ON o.handover_id = s.id AND o.ticket_id = t.id
             WHERE s.from_id = h.id AND s.accepted_at IS NOT NULL)`,
      ),
  },
  {
    id: '15.open',
    says: 'what waits for a friend’s answer is the sender’s, is sent to one friend, and waits no longer than its handover',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT h.id AS subject, format('%s, but %s is %s', h.state, n.ticket_id, CASE WHEN n.is_open THEN 'waiting' ELSE 'not waiting' END) AS detail
         FROM handovers h JOIN handover_tickets n ON n.handover_id = h.id WHERE n.is_open <> handover_is_open(h.state)
         UNION ALL
         SELECT h.id, format('waits for the answer, but %s is with %s', t.id, coalesce(t.holder_id, 'the order’s fan'))
         FROM handovers h JOIN handover_tickets n ON n.handover_id = h.id AND n.is_open JOIN tickets t ON t.id = n.ticket_id
         WHERE t.holder_id IS DISTINCT FROM h.from_id
         UNION ALL
         SELECT min(n.handover_id), format('%s is sent to %s friends at once', n.ticket_id, count(*)) FROM handover_tickets n
         WHERE n.is_open GROUP BY n.ticket_id HAVING count(*) > 1`,
      ),
  },
  {
    id: '15.rows',
    says: 'a handover’s columns are those of its machine, and its tickets are of its order',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT id AS subject, format('%s %s, but its machine says %s', starts_at, event_status, snapshot -> 'context') AS detail FROM handovers
         WHERE starts_at <> (snapshot -> 'context' ->> 'startsAt')::timestamptz OR event_status <> snapshot -> 'context' ->> 'eventStatus'
           OR (accepted_at IS NULL AND handover_is_accepted(state)) OR (ended_at IS NULL) <> (handover_is_open(state) OR handover_is_accepted(state))
         UNION ALL
         SELECT h.id, format('sends %s of %s', t.id, coalesce(t.reservation_id, 'no order')) FROM handovers h
         JOIN handover_tickets n ON n.handover_id = h.id JOIN tickets t ON t.id = n.ticket_id
         WHERE t.reservation_id IS DISTINCT FROM h.reservation_id`,
      ),
  },
];
