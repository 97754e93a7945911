/** Assigns an unmatched entry to a member of staff. */
import type { WaitingEvent } from '@holdfast/shared/feeds';
import { requireColleague } from '../../accounts/index.ts';
import { audit, type Principal } from '../../platform/audit.ts';
import type { Trx } from '../../platform/db/index.ts';
import { FeedEntry } from '../FeedEntry.ts';
import { lockEntry } from './decide.ts';
import { showEntry } from './waitingQueries.ts';

/**
 * Assigns an entry, or unassigns it.
 * @throws Problem `not_found`; `already_decided` when it is an event of ours; `validation_failed` for somebody who isn't
 *   of the staff
 */
export async function assignEntry(
  trx: Trx,
  id: string,
  ownerId: string | null,
  principal: Principal,
): Promise<WaitingEvent> {
  if (ownerId !== null) await requireColleague(trx, ownerId);
  const { feed, feedId, ownerId: before } = await lockEntry(trx, id);
  if (before !== ownerId) {
    await FeedEntry.query(trx).findById([feed, feedId]).patch({ ownerId });
    await audit(trx, principal, [
      { what: 'catalogEvent.assign', subject: id, before: { ownerId: before }, after: { ownerId } },
    ]);
  }
  return showEntry(trx, id);
}
