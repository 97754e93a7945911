import { changeList, changeQuery } from '@holdfast/shared/changes';
import { lastNumber, numberLog } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { type AnyEndpoint, query } from '../platform/http/index.ts';
import { changesAfter, followerFor, presentChanges } from './readChanges.ts';

/** The changes feed. */
export const changeRoutes = (): AnyEndpoint[] => [
  query({
    path: '/changes',
    summary:
      'What changed after a cursor, in the order in which it was committed: of what the key’s scopes read, of a consignor’s key their own. Nothing is left out that was committed late',
    tag: 'Changes',
    roles: ['admin', 'consignor'],
    scopes: ['changes:read'],
    query: changeQuery,
    answer: changeList,
    problems: ['validation_failed', 'forbidden'],
    async read(db, { query: { since, subject, limit }, caller }) {
      const follower = followerFor(caller, subject);
      await numberLog(db);
      return inTransaction(db, async (trx) => {
        if (since === 'now') return { data: [], next: String(await lastNumber(trx)), more: false };
        return presentChanges(await changesAfter(trx, follower, Number(since), limit));
      });
    },
  }),
];
