/** Invariant 16: nobody is told of what didn't happen. */
import { queryPrepared } from '../platform/db/index.ts';
import type { Invariant } from './invariant.ts';

type Found = { subject: string; detail: string };

export const noticeInvariants: Invariant[] = [
  {
    id: '16.cause',
    says: 'every notice of the log has its transition, and others have the record that they tell of',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT n.id AS subject, format('told of %s, which is not there', n.cause) AS detail FROM notices n
         WHERE CASE
           WHEN n.cause LIKE 'log/%' THEN NOT EXISTS (SELECT FROM transitions t
             WHERE (t.actor_id, t.version) = (split_part(n.cause, '/', 2), split_part(n.cause, '/', 3)::integer))
           WHEN n.kind = 'packageAdded' THEN NOT EXISTS (SELECT FROM packages p WHERE p.id = n.subject_id)
           WHEN n.kind = 'delistRequested' THEN NOT EXISTS (SELECT FROM listings l WHERE l.id = n.subject_id)
           ELSE NOT EXISTS (SELECT FROM consignor_notifications c WHERE c.cause = n.cause AND c.listing_id = n.subject_id)
         END`,
      ),
  },
  {
    id: '16.reader',
    says: 'every notice is of a person or of a consignor',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT n.id AS subject, format('is for %s, who is not there', n.recipient_id) AS detail FROM notices n
         WHERE NOT EXISTS (SELECT FROM people p WHERE p.id = n.recipient_id) AND NOT EXISTS (SELECT FROM consignors c WHERE c.id = n.recipient_id)`,
      ),
  },
];
