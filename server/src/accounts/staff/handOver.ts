/** What somebody of the staff looks after. Listings, imports and feeds are of higher rooms, which do their part. */
import type { OpenWork } from '@holdfast/shared/accounts';
import type { Principal } from '../../platform/audit.ts';
import type { Trx } from '../../platform/db/index.ts';

export interface StaffWork {
  /** How much somebody looks after. */
  count(trx: Trx, personId: string): Promise<OpenWork>;
  /** @throws Problem `validation_failed` for who can't look after what this person looks after */
  requireReceiver(trx: Trx, from: string, to: string): Promise<void>;
  /** Gives all of it to another person, or to nobody; each record's change is in the audit log. */
  handOver(trx: Trx, from: string, to: string | null, principal: Principal): Promise<void>;
}
