import { staffRoles } from '@holdfast/shared/accounts';
import { today } from '@holdfast/shared/today';
import { type AnyEndpoint, query } from '../platform/http/index.ts';
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
  ];
}
