import type { BulkDecided, bulkDecision } from '@holdfast/shared/feeds';
import type { z } from 'zod';
import { makeInTurn } from '../../catalog/index.ts';
import type { Principal } from '../../platform/audit.ts';
import type { Trx } from '../../platform/db/index.ts';
import { Problem } from '../../platform/problem.ts';
import { FeedEntry } from '../FeedEntry.ts';
import { createFromEntry, ignoreEntry } from './decide.ts';
import { entryOf } from './waitingQueries.ts';

/**
 * Decides many entries alike, each as one by itself: what is refused of one is taken back, and stops no other.
 * @returns how many were decided, and why each of the others wasn't
 */
export async function decideMany(
  trx: Trx,
  { ids, action, reason, answers }: z.output<typeof bulkDecision>,
  principal: Principal,
): Promise<BulkDecided> {
  // Before any entry, as one by itself does.
  if (action === 'create') await makeInTurn(trx);
  const refused: BulkDecided['refused'] = [];
  // In the order of their ids, so that two who decide the same entries don't wait for each other crosswise.
  const wanted = [...new Set(ids)].sort();
  for (const id of wanted) {
    await trx.raw('SAVEPOINT one_entry');
    try {
      if (action === 'create') await createFromEntry(trx, id, answers, principal);
      else await ignoreEntry(trx, id, reason ?? '', principal);
      await trx.raw('RELEASE SAVEPOINT one_entry');
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      await trx.raw('ROLLBACK TO SAVEPOINT one_entry');
      refused.push({ id, name: await nameOf(trx, id), message: error.message });
    }
  }
  return { done: wanted.length - refused.length, refused };
}

async function nameOf(trx: Trx, id: string): Promise<string> {
  const { feed, feedId } = entryOf(id);
  const entry = await FeedEntry.query(trx).findById([feed, feedId]);
  return entry?.facts.name ?? id;
}
