import { officeRoles } from '@holdfast/shared/accounts';
import { today } from '@holdfast/shared/today';
import type { House } from '../platform/house.ts';
import { type AnyEndpoint, endpoint } from '../platform/http/index.ts';
import { readToday } from './readToday.ts';

export function todayRoutes({ db }: House): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/office/today',
      tag: 'Back office',
      summary: 'What your roles open on: their queues by age, what needs a decision, today against last week',
      roles: officeRoles,
      answer: today,
      handle: (ctx) => readToday(db, ctx.state.caller.roles, ctx.state.caller.personId ?? ''),
    }),
  ];
}
