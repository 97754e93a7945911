/** The calendar of payouts: runs and statements by themselves, once each. */
import type { PayoutCalendar, PayoutCalendarChange, PayoutRun } from '@holdfast/shared/payouts';
import { expect } from 'vitest';
import { dayMs } from '../../test/factories/times.ts';
import { eventually, type Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { type PayoutClient, read, send, usePayouts } from '../../test/payoutClient.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { travel } from '../../test/travel.ts';
import { statementEmailJobs } from '../notifications/statementEmails.ts';
import { keepCalendar } from './calendar.ts';

let app: TestApp;
let client: PayoutClient;
usePayouts((started, its) => {
  app = started;
  client = its;
});

const today = async (): Promise<string> =>
  (await app.context.db.raw('SELECT stats_day(now())::text AS day')).rows[0].day;
const weekdayOf = (day: string) => new Date(`${day}T00:00Z`).getUTCDay() || 7;
const plus = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00Z`) + days * dayMs).toISOString().slice(0, 10);
const calendarOf = (who: Fan) => read<PayoutCalendar>(who, 'payout-calendar');
const runs = async (who: Fan) => (await read<{ data: PayoutRun[] }>(who, 'payout-runs')).data;

async function change(who: Fan, given: Omit<PayoutCalendarChange, 'version'>) {
  const { version } = await calendarOf(who);
  return who.ask<PayoutCalendar & { code: string }>(
    'PUT',
    '/admin/payout-calendar',
    { ...given, version },
    {
      'idempotency-key': crypto.randomUUID(),
    },
  );
}
/** Looks at the calendar as three workers that woke at the same time. */
const keep = () => Promise.all([1, 2, 3].map(() => keepCalendar(app.context)));

it('makes one run on its day, which a person approves, and none where nothing may be paid', async () => {
  const { db } = app.context;
  await client.sold();
  await travel(db, 9 * dayMs);
  const finance = await signedIn(app, 'finance', 'Ann Approver');
  const now = await today();
  const changed = await change(finance, {
    rhythm: 'weekly',
    runDay: weekdayOf(plus(now, 1)),
    minimum: 100,
    statementDay: null,
  });
  expect(changed.body).toMatchObject({ nextRunOn: plus(now, 1), nextStatementsOn: null });
  await keep();
  expect(await runs(finance)).toEqual([]);

  await travel(db, 10 * dayMs);
  await keep();
  const [made, ...others] = await runs(finance);
  expect(others).toEqual([]);
  expect(made).toMatchObject({
    state: 'draft',
    madeBy: 'The calendar',
    isOwn: false,
    note: 'Made by the calendar',
    minimum: 100,
  });
  expect((await calendarOf(finance)).nextRunOn).toBe(plus(now, 8));
  // The proof that it is them is only good for half an hour.
  const approver = await signedIn(app, 'finance', 'Ann Approver');
  expect((await send(approver, `payout-runs/${made?.id}/approve`)).status).toBe(200);

  await travel(db, 17 * dayMs);
  await keep();
  expect(await runs(finance)).toHaveLength(1);
  expect((await calendarOf(finance)).nextRunOn).toBe(plus(now, 15));
});

it('emails each consignor with entries the statement of a month once, also after it was away over two', async () => {
  const { db } = app.context;
  const { consignorId } = await client.sold();
  const month = (await today()).slice(0, 7);
  await travel(db, 3 * dayMs);
  const finance = await signedIn(app, 'finance');
  await change(finance, { rhythm: 'none', runDay: 1, minimum: 100, statementDay: 2 });
  const { nextStatementsOn } = await calendarOf(finance);
  expect(nextStatementsOn).toMatch(/-02$/);
  expect(nextStatementsOn?.slice(0, 7)).not.toBe(month);
  // The month after the one of the sale has no entry of theirs, and its statement is due as well.
  await travel(db, 45 * dayMs);
  await keep();
  const emails = () => db('emails').where({ kind: 'statement', to_address: `${consignorId}@example.com` });
  await eventually('the email is there', async () => (await emails()).length > 0);
  await statementEmailJobs(app.context)['notifications.mailStatements']?.({ month });
  const [email, ...others] = await emails();
  expect(others).toEqual([]);
  expect(email.text_body).toContain('Opening balance: $0.00\nClosing balance: $180.00');
  expect(email.text_body).toContain('/selling/payouts');
});

it('refuses a day that isn’t one, and a change of what somebody changed since', async () => {
  const finance = await signedIn(app, 'finance');
  const given = { rhythm: 'weekly', runDay: 8, minimum: 100, statementDay: null } as const;
  expect((await change(finance, given)).body).toMatchObject({
    code: 'validation_failed',
    errors: [{ field: 'runDay', message: 'Choose a day of the week.' }],
  });
  const stale = { ...given, runDay: 1, version: 0 };
  const key = { 'idempotency-key': crypto.randomUUID() };
  expect((await finance.ask('PUT', '/admin/payout-calendar', stale, key)).body).toMatchObject({
    code: 'version_conflict',
  });
});
