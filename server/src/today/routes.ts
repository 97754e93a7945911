import { staffRoles } from '@holdfast/shared/accounts';
import { today } from '@holdfast/shared/today';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, endpoint } from '../platform/http/index.ts';
import { readToday } from './readToday.ts';

export function todayRoutes({ db }: AppContext): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/admin/today',
      tag: 'Admin',
      summary: 'What your roles open on: their queues by age, what needs a decision, today against last week',
      roles: staffRoles,
      answer: today,
      handle: (ctx) => readToday(db, ctx.state.caller.roles, ctx.state.caller.personId ?? ''),
    }),
  ];
}
