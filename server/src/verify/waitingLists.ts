/** Invariant 14: a waiting list holds what it offers, offers it once, and can say why. */
import { queryPrepared } from '../platform/db/index.ts';
import type { Invariant } from './invariant.ts';

type Found = { subject: string; detail: string };

/** How long the end of a hold may be unknown to its entry: the look of a worker comes every two seconds. */
const patience = `interval '1 minute'`;

export const waitingListInvariants: Invariant[] = [
  {
    id: '14.held',
    says: 'what is offered on a waiting list is held, and an offer without an outcome is of an entry that has it',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT e.id AS subject, format('offered %s, whose hold is %s', coalesce(o.id, 'nothing'), coalesce(r.state, 'none')) AS detail
         FROM waiting_entries e LEFT JOIN waiting_offers o ON o.id = e.offer_id AND o.outcome IS NULL
           LEFT JOIN reservations r ON r.id = o.reservation_id
         WHERE e.state = 'offered' AND (r.id IS NULL OR NOT reservation_is_open(r.state)
           AND (SELECT max(t.at) FROM transitions t WHERE t.actor_id = r.id) < now() - ${patience}
           AND EXISTS (SELECT FROM heartbeats h WHERE h.started_at < now() - ${patience} AND h.beat_at > now() - ${patience}))
         UNION ALL
         SELECT o.id, format('has no outcome, and its entry is %s', e.state) FROM waiting_offers o JOIN waiting_entries e ON e.id = o.entry_id
         WHERE o.outcome IS NULL AND (e.state <> 'offered' OR e.offer_id <> o.id)`,
      ),
  },
  {
    id: '14.once',
    says: 'nobody has two offers at once, and an address waits once for an event',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT min(o.id) AS subject, format('%s offers of %s run at once', count(*), o.entry_id) AS detail
         FROM waiting_offers o WHERE o.outcome IS NULL GROUP BY o.entry_id HAVING count(*) > 1
         UNION ALL
         SELECT min(id), format('%s open entries of one address for %s', count(*), event_id) FROM waiting_entries
         WHERE waiting_is_open(state) AND email <> '' GROUP BY event_id, lower(email) HAVING count(*) > 1`,
      ),
  },
  {
    id: '14.service',
    says: 'each offer fits who got it, and says of everybody ahead why they were passed over',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT o.id AS subject, format('%s in line, and %s of those ahead have a reason', o.place, p.told) AS detail
         FROM waiting_offers o CROSS JOIN LATERAL (SELECT coalesce(sum((each ->> 'count')::int), 0) AS told FROM jsonb_array_elements(o.passed) each) p
         WHERE p.told <> o.place - 1
         UNION ALL
         SELECT o.id, format('%s tickets at %s, but %s at %s at most were waited for', i.quantity, o.price_amount, o.size, o.limit_amount)
         FROM waiting_offers o JOIN reservations_lines i ON i.reservation_id = o.reservation_id
         WHERE i.quantity <> o.size OR o.price_amount > o.limit_amount`,
      ),
  },
  {
    id: '14.outcomes',
    says: 'what was bought from a waiting list is an order, and a declined, missed or broken offer isn’t held',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT o.id AS subject, format('%s, but %s is %s', o.outcome, r.id, r.state) AS detail
         FROM waiting_offers o JOIN reservations r ON r.id = o.reservation_id
         WHERE CASE WHEN o.outcome = 'bought' THEN NOT reservation_is_order(r.state) ELSE o.outcome IS NOT NULL AND reservation_is_open(r.state) END
         UNION ALL
         SELECT e.id, 'bought, but none of its offers was' FROM waiting_entries e
         WHERE e.state = 'bought' AND NOT EXISTS (SELECT FROM waiting_offers o WHERE o.entry_id = e.id AND o.outcome = 'bought')`,
      ),
  },
  {
    id: '14.rows',
    says: 'an entry’s columns are those of its machine',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT id AS subject, format('%s, but its machine says %s', jsonb_build_array(size, limit_amount, offer_id, offers, lapses), snapshot -> 'context') AS detail
         FROM waiting_entries WHERE size <> (snapshot -> 'context' ->> 'size')::integer
           OR limit_amount IS DISTINCT FROM (snapshot -> 'context' ->> 'limitAmount')::integer
           OR placed_at IS DISTINCT FROM (snapshot -> 'context' ->> 'placedAt')::timestamptz
           OR offer_id IS DISTINCT FROM snapshot -> 'context' ->> 'offerId' OR offers <> (snapshot -> 'context' ->> 'offers')::integer
           OR lapses <> (snapshot -> 'context' ->> 'lapses')::integer
           OR rests_until IS DISTINCT FROM (snapshot -> 'context' ->> 'restsUntil')::timestamptz`,
      ),
  },
];
