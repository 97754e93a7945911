import { staffRoles } from '@holdfast/shared/accounts';
import { counts, countsAsked, today } from '@holdfast/shared/today';
import { type AnyEndpoint, query } from '../platform/http/index.ts';
import { readCounts } from './readCounts.ts';
import { readToday } from './readToday.ts';

export function todayRoutes(): AnyEndpoint[] {
  return [
    query({
      path: '/admin/today',
      tag: 'Admin',
      summary: 'What your roles open on: their queues by age, what needs a decision, today against last week',
      roles: staffRoles,
      answer: today,
      read: (db, { caller }) => readToday(db, caller.roles, caller.personId ?? ''),
    }),
    query({
      method: 'post',
      path: '/admin/counts',
      tag: 'Admin',
      summary: 'The counts of the sidebar, of every queue and of the given views, in one answer',
      roles: staffRoles,
      body: countsAsked,
      answer: counts,
      run: (trx, { body, caller }) => readCounts(trx, caller.roles, caller.personId ?? '', body.views),
    }),
  ];
}
