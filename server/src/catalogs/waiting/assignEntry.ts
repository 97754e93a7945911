/** Who of the desk settles an entry that nothing matched by itself. */
import type { WaitingEvent } from '@holdfast/shared/catalogs';
import { requireColleague } from '../../accounts/index.ts';
import { audit, type Doer } from '../../platform/audit.ts';
import { run, type Trx } from '../../platform/db/index.ts';
import { lockEntry } from './decide.ts';
import { showEntry } from './waitingQueries.ts';

/**
 * Gives an entry to somebody, or to nobody.
 * @throws Problem `not_found`; `already_decided` when it is an event of ours; `validation_failed` for somebody who isn't
 *   of the desk
 */
export async function assignEntry(
  trx: Trx,
  id: string,
  ownerId: string | null,
  doer: Doer,
): Promise<WaitingEvent> {
  if (ownerId !== null) await requireColleague(trx, ownerId);
  const { catalogue, outsideId, ownerId: before } = await lockEntry(trx, id);
  if (before !== ownerId) {
    await run(trx, 'UPDATE catalog_events SET owner_id = $3 WHERE catalogue = $1 AND outside_id = $2', [
      catalogue,
      outsideId,
      ownerId,
    ]);
    await audit(trx, doer, [
      { what: 'catalogEvent.assign', subject: id, before: { ownerId: before }, after: { ownerId } },
    ]);
  }
  return showEntry(trx, id);
}
