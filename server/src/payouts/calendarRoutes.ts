import { payoutCalendar, payoutCalendarChange } from '@holdfast/shared/payouts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { changeCalendar, readCalendar } from './calendar.ts';

const common = {
  tag: 'Admin: payouts',
  roles: ['finance'],
  path: '/admin/payout-calendar',
  answer: payoutCalendar,
} as const;

/** The calendar of payouts, for finance. */
export function calendarRoutes(): AnyEndpoint[] {
  return [
    query({
      ...common,
      summary: 'When runs are made and statements emailed by themselves, and when next',
      run: (trx) => readCalendar(trx),
    }),
    command({
      ...common,
      method: 'put',
      freshProof: true,
      idempotent: true,
      summary: 'Change that, from the next day on',
      body: payoutCalendarChange,
      problems: ['validation_failed', 'version_conflict'],
      async run(trx, { body, principal }) {
        await changeCalendar(trx, body, principal);
        return readCalendar(trx);
      },
    }),
  ];
}
