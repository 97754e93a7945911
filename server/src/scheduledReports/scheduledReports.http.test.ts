/** Reports by email, over HTTP: made, sent on their day, once, to whoever may read them. */
import type {
  NewScheduledReport,
  ScheduledReport,
  ScheduledReportList,
} from '@holdfast/shared/scheduledReports';
import { expect } from 'vitest';
import { dayMs } from '../../test/factories/times.ts';
import { eventually, type Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { type PayoutClient, read, send, usePayouts } from '../../test/payoutClient.ts';
import { somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { travel } from '../../test/travel.ts';
import { keepReports } from './sendReports.ts';

let app: TestApp;
let client: PayoutClient;
usePayouts((started, its) => {
  app = started;
  client = its;
});

const wanted = (recipients: string[], change: object = {}): NewScheduledReport => ({
  name: 'Revenue for Monday’s meeting',
  report: 'revenue',
  by: 'event',
  on: 'booked',
  event: null,
  team: null,
  league: null,
  consignor: null,
  period: 'thisYear',
  rhythm: 'weekly',
  sendDay: 1,
  toSlack: false,
  recipients,
  ...change,
});
const make = (who: Fan, body: object) =>
  send<ScheduledReport & { errors: object[] }>(who, 'scheduled-reports', body);
const emails = (cause: string) =>
  app.context.db('emails').where('cause', 'like', `scheduledReport/${cause}%`).orderBy('to_address');

it('a report is emailed on its day, once, with its figures and the address of all of it', async () => {
  const { who, id: mei } = await somebody(app, ['finance'], { name: 'Mei Tanaka' });
  const { id: ruth } = await somebody(app, ['admin'], { name: 'Ruth Adeyemi' });
  const { id: fan } = await somebody(app, ['support'], { name: 'Support' });
  await client.sold();
  expect((await make(who, wanted([fan]))).body.errors).toMatchObject([{ field: 'recipients' }]);
  expect((await make(who, wanted([mei], { by: 'consignor' }))).body.errors).toMatchObject([{ field: 'by' }]);
  expect((await make(who, wanted([mei], { sendDay: 8 }))).body.errors).toMatchObject([{ field: 'sendDay' }]);
  const { status, body: made } = await make(who, wanted([mei, ruth]));
  expect(status, JSON.stringify(made)).toBe(201);
  expect(made).toMatchObject({
    isPaused: false,
    sentAt: null,
    recipients: [{ name: 'Mei Tanaka' }, { name: 'Ruth Adeyemi' }],
  });
  expect(new Date(`${made.nextOn}T12:00:00Z`).getUTCDay()).toBe(1);
  const { body: paused } = await make(who, wanted([mei], { name: 'Paused' }));
  const stopped = await who.ask(
    'PUT',
    `/admin/scheduled-reports/${paused.id}`,
    {
      ...wanted([mei], { name: 'Paused' }),
      isPaused: true,
      version: paused.version,
    },
    { 'idempotency-key': 'pause' },
  );
  expect(stopped.body).toMatchObject({ isPaused: true, nextOn: null, version: 2 });

  await keepReports(app.context);
  expect(await emails(made.id)).toHaveLength(0);
  await travel(app.context.db, 8 * dayMs);
  // Two looks at once, as two workers would, and one later.
  await Promise.all([keepReports(app.context), keepReports(app.context)]);
  await eventually('both have it', async () => (await emails(made.id)).length === 2);
  await keepReports(app.context);
  const sent = await emails(made.id);
  expect(sent).toHaveLength(2);
  expect(await emails(paused.id)).toHaveLength(0);
  const [email] = sent;
  expect(email.subject).toMatch(/^Revenue for Monday’s meeting: Jan 1, 20\d\d to /);
  expect(email.text_body).toMatch(/Marketplace revenue by event, .*, by the day of booking\./);
  // Commission 10 % of 200.00 and a service fee of 12 %.
  expect(email.text_body).toMatch(/Orders 1, Revenue \$44\.00, Commission \$20\.00, Service fees \$24\.00/);
  expect(email.text_body).toMatch(/Total: Orders \d+, Revenue \$/);
  expect(email.text_body).toContain('/admin/#/reports?report=revenue&by=event&on=booked&from=');
});

it('who may not read reports any more gets none; a report is sent at once, changed and dropped', async () => {
  const { who, id: mei } = await somebody(app, ['finance'], { name: 'Mei Tanaka' });
  const { id: left } = await somebody(app, ['finance'], { name: 'Luis Left' });
  const { body: made } = await make(who, wanted([mei, left], { name: 'At once' }));
  await app.context
    .db('people')
    .where({ id: left })
    .update({ roles: ['support'] });
  const shown = await send<ScheduledReport>(who, `scheduled-reports/${made.id}/send`);
  expect(shown.body.sentAt).not.toBeNull();
  expect(shown.body.recipients).toMatchObject([{ name: 'Luis Left', mayRead: false }, { mayRead: true }]);
  expect(await emails(`${made.id}/now`)).toHaveLength(1);
  const stale = await who.ask<{ code: string }>(
    'PUT',
    `/admin/scheduled-reports/${made.id}`,
    {
      ...wanted([mei]),
      isPaused: false,
      version: 7,
    },
    { 'idempotency-key': 'stale' },
  );
  expect(stale.body.code).toBe('version_conflict');
  expect((await who.ask('DELETE', `/admin/scheduled-reports/${made.id}`)).status).toBe(204);
  const { data, people } = await read<ScheduledReportList>(who, 'scheduled-reports');
  expect(data.map(({ id }) => id)).not.toContain(made.id);
  expect(people.map(({ id }) => id)).toContain(mei);
  expect(people.map(({ id }) => id)).not.toContain(left);
  expect((await send(who, `scheduled-reports/${made.id}/send`)).status).toBe(404);
});
