/**
 * Proves that "everything changed by staff is in an audit log with before and after", route by route: a new
 * unsafe route of the back office needs a case, or this test fails. Who may call it is proven by `test/roleMatrix`.
 */
import { randomUUID } from 'node:crypto';
import { staffRoles } from '@holdfast/shared/accounts';
import { listingAction } from '@holdfast/shared/listings';
import { staffMessages } from '@holdfast/shared/support';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readersOf } from '../../src/audit/readers.ts';
import type { AnyEndpoint } from '../../src/platform/http/index.ts';
import type { Answer, Fan } from '../fan.ts';
import { adminCases } from './admin.ts';
import { apiKeyCases } from './apiKeys.ts';
import { approvalCases } from './approvals.ts';
import { bankFileCases } from './bankFiles.ts';
import { blockCases } from './blocks.ts';
import { type Case, type ExpectedEntry, namesChange, type Prepared } from './case.ts';
import { caseCases } from './cases.ts';
import { catalogCases } from './catalog.ts';
import { catalogFileCases } from './catalogFiles.ts';
import { closingCases } from './closing.ts';
import { connectCases } from './connect.ts';
import { consignorCases } from './consignors.ts';
import { contentCases } from './content.ts';
import { deliveryCases } from './deliveries.ts';
import { disputeCases } from './disputes.ts';
import { emailTemplateCases } from './emailTemplates.ts';
import { eventChangeCases } from './eventChanges.ts';
import { exportCases } from './exports.ts';
import { feedCases } from './feeds.ts';
import { gateCases } from './gate.ts';
import { importCases } from './imports.ts';
import { listingCases } from './listings/index.ts';
import { mailingCases } from './mailings.ts';
import { orderCases } from './orders.ts';
import { packageCases } from './packages.ts';
import { payoutCases } from './payouts.ts';
import { percentagesCases } from './percentages.ts';
import { pictureCases } from './pictures.ts';
import { proofCases } from './proofs.ts';
import { scheduledReportCases } from './scheduledReports.ts';
import { slackCases } from './slack.ts';
import { staffCases } from './staff.ts';
import { stripeKeysCases } from './stripeKeys.ts';
import { taxDataCases } from './taxData.ts';
import { taxPaymentCases } from './taxPayments.ts';
import { type Bench, openBench } from './testBench.ts';
import { waitingListCases } from './waitingLists.ts';
import { webhookCases } from './webhooks.ts';

const cases: Case[] = [
  ...listingCases,
  ...packageCases,
  ...importCases,
  ...percentagesCases,
  ...adminCases,
  ...consignorCases,
  ...catalogCases,
  ...eventChangeCases,
  ...pictureCases,
  ...contentCases,
  ...deliveryCases,
  ...catalogFileCases,
  ...orderCases,
  ...disputeCases,
  ...feedCases,
  ...staffCases,
  ...caseCases,
  ...payoutCases,
  ...exportCases,
  ...apiKeyCases,
  ...webhookCases,
  ...slackCases,
  ...scheduledReportCases,
  ...emailTemplateCases,
  ...mailingCases,
  ...closingCases,
  ...bankFileCases,
  ...taxDataCases,
  ...taxPaymentCases,
  ...connectCases,
  ...blockCases,
  ...approvalCases,
  ...proofCases,
  ...gateCases,
  ...stripeKeysCases,
  ...waitingListCases,
];

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(async () => {
  await bench.idle();
  await bench.running.verify();
  await bench.close();
});

const routeOf = ({ method, path }: AnyEndpoint) => `${method.toUpperCase()} ${path}`;
const isOfOffice = ({ path, roles = [] }: AnyEndpoint) =>
  path.startsWith('/admin/') || roles.some((role) => staffRoles.includes(role) || role === 'accessData');
const unsafeRoutes = () =>
  bench.running.endpoints.filter((each) => each.method !== 'get' && isOfOffice(each));

describe('the audit coverage', () => {
  it('calls every unsafe route of the back office, and each of them requires a role', () => {
    const declared = unsafeRoutes();
    expect([...new Set(cases.map(({ route }) => route))].sort()).toEqual(declared.map(routeOf).sort());
    expect(declared.filter(({ roles = [] }) => roles.length === 0).map(routeOf)).toEqual([]);
  });

  it('does each action on listings, and sends each message that support can send', () => {
    const actionsOf = (route: string) =>
      cases.filter((each) => each.route === route).map(({ action }) => action);
    expect(actionsOf('POST /admin/listings/actions')).toEqual(
      expect.arrayContaining(listingAction.options.map(({ shape }) => shape.action.value)),
    );
    expect(actionsOf('POST /admin/reservations/:id/actions')).toEqual(
      expect.arrayContaining(
        Object.entries(staffMessages).flatMap(([actor, messages]) =>
          Object.keys(messages).map((message) => `${actor}.${message}`),
        ),
      ),
    );
  });
});

function send(who: Fan, { route }: Case, { path, body }: Prepared, key: string): Promise<Answer> {
  const [method = ''] = route.split(' ');
  return who.ask(method, path, body, {
    'idempotency-key': key,
    ...(typeof body === 'string' ? { 'content-type': 'text/csv' } : {}),
  });
}

/** A command that stores its answer names the header that it needs, and changes nothing without it. */
async function refusesWithoutKey(called: Case, prepared: Prepared): Promise<void> {
  const declared = unsafeRoutes().find((each) => routeOf(each) === called.route);
  if (!declared?.idempotent || called.does === 'previews') return;
  const before = await bench.tableHashes();
  const refused = await send(bench.as(called.by), called, prepared, '');
  expect([refused.status, refused.body.code]).toEqual([400, 'idempotency_key_missing']);
  expect(await bench.tableHashes()).toEqual(before);
}

interface Entry {
  what: string;
  subject: string;
  by: string;
  reason: string | null;
  before: unknown;
  after: unknown;
}

const entriesOf = (requestId: string | null): Promise<Entry[]> =>
  bench.app
    .db('audit_entries')
    .where({ request_id: requestId })
    .orderBy('id')
    .select('what', 'subject', 'by', 'reason', 'before', 'after');

function expectEntry(entry: Entry | undefined, expected: ExpectedEntry, by: string, madeId: unknown): void {
  const { what, subject = madeId, reason, before, after } = expected;
  expect(entry).toMatchObject({ what, by, subject, before, after, ...(reason ? { reason } : {}) });
  expect(namesChange(entry?.before, entry?.after), `${what}: before and after name what changed`).toBe(true);
  expect(Object.keys(readersOf), 'the noun has its readers').toContain(what.split('.')[0]);
}

describe.each(cases.map((each) => ({ ...each, name: [each.route, each.action].filter(Boolean).join(' ') })))(
  '$name',
  (called) => {
    it(called.does, async () => {
      const prepared = await called.prepare(bench);
      await bench.idle();
      await refusesWithoutKey(called, prepared);
      const before = await bench.tableHashes();
      const key = randomUUID();
      const who = bench.as(called.by);
      const answer = await send(who, called, prepared, key);
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
      await bench.idle();
      const entries = await entriesOf(answer.headers.get('x-request-id'));
      const by = bench.personId(called.by);
      if (called.does === 'previews') {
        expect(await bench.tableHashes()).toEqual(before);
        expect(entries).toEqual([]);
      } else if (called.does === 'reads') {
        const { what, subject, reason } = prepared as Awaited<ReturnType<typeof called.prepare>>;
        expect(entries).toEqual([{ what, subject, reason, by, before: null, after: null }]);
        const { audit_entries: _log, ...rest } = await bench.tableHashes();
        const { audit_entries: _before, ...restBefore } = before;
        expect(rest).toEqual(restBefore);
      } else {
        const { entries: expected } = prepared as Awaited<ReturnType<typeof called.prepare>>;
        expect(entries.map(({ what }) => what)).toEqual(expected.map(({ what }) => what));
        for (const [at, each] of expected.entries())
          expectEntry(entries[at], each, by, (answer.body as { id?: string }).id);
        await repeatsNothing(called, prepared, key, answer);
      }
    });
  },
);

/** Repeating the request with the same key gets the first response, and the log doesn't grow. */
async function repeatsNothing(called: Case, prepared: Prepared, key: string, first: Answer): Promise<void> {
  const declared = unsafeRoutes().find((each) => routeOf(each) === called.route);
  if (!declared?.idempotent) return;
  const before = await bench.tableHashes();
  const again = await send(bench.as(called.by), called, prepared, key);
  expect([again.status, again.body]).toEqual([first.status, first.body]);
  expect(await bench.tableHashes()).toEqual(before);
}
