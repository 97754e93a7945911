/** Money above the limit over HTTP: a second person, once, and nobody for themselves. */
import type { ApprovalRow } from '@holdfast/shared/approvals';
import type { SupportCase, TriedAction } from '@holdfast/shared/support';
import { expect } from 'vitest';
import { passTime } from '../../test/clock.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { hourMs } from '../../test/factories/times.ts';
import { type Answer, eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { lookedOver } from '../../test/lookedOver.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
let ann: Fan;
let bob: Fan;
let admin: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  ann = await signedIn(app, 'support', 'Ann');
  bob = await signedIn(app, 'support', 'Bob');
  admin = await signedIn(app, 'admin');
});

async function setLimit(limitAmount: number): Promise<void> {
  const { body } = await admin.ask('GET', '/admin/settings/approvals');
  const { version } = body;
  expect((await admin.ask('PUT', '/admin/settings/approvals', { limitAmount, version })).status).toBe(200);
}
const caseOf = async (id: string) => (await ann.ask<SupportCase>('GET', `/admin/reservations/${id}`)).body;
const paymentOf = (found: SupportCase) => found.actors.find(({ type }) => type === 'payment');
async function order(quantity = 2): Promise<{ id: string; total: number }> {
  const made = await new Fan(app).buy(
    (await buildListing(app.context, { seats: [1, 2, 3, 4] })).id,
    quantity,
  );
  await eventually(
    'it is settled',
    async () => paymentOf(await caseOf(made.id))?.state === 'settled.succeeded',
  );
  return { id: made.id, total: made.total.amount };
}
async function refund(id: string, more: object = {}, path = 'actions') {
  const payment = paymentOf(await caseOf(id));
  return ann.ask<SupportCase & TriedAction>('POST', `/admin/reservations/${id}/${path}`, {
    actorId: payment?.id,
    message: 'refund',
    version: payment?.version,
    ...(path === 'actions' ? { reason: 'The fan rang' } : {}),
    ...more,
  });
}
const refundsOf = (id: string) =>
  app.context
    .db('refunds')
    .join('payments', 'payments.id', 'refunds.payment_id')
    .where({ reservation_id: id });
const end = (who: Fan, verb: string, id: string | undefined, more: object = {}): Promise<Answer> =>
  who.ask('POST', `/admin/approvals/${id}/${verb}`, { reason: 'Looked at it', ...more });
const approve = async (who: Fan, { id, subject }: ApprovalRow) => {
  const { version } = await app.context.db('payments').where({ id: subject }).first('version');
  return end(who, 'approve', id, { seenVersion: version });
};

it('asks nobody below the limit or while it is off, and counts a refund in pieces together', async () => {
  const { id, total } = await order();
  await setLimit(0);
  expect((await refund(id, {}, 'actions/try')).body).toMatchObject({ isPossible: true, secondPerson: false });
  await setLimit(total - 1);
  const stale = await admin.ask('PUT', '/admin/settings/approvals', { limitAmount: 7, version: 1 });
  expect(stale).toMatchObject({ status: 409, body: { code: 'version_conflict' } });
  expect((await refund(id, {}, 'actions/try')).body).toMatchObject({ isPossible: true, secondPerson: true });
  const [one, two] = (await caseOf(id)).tickets;
  expect((await refund(id, { ticketIds: [one?.id] })).body.approvals).toEqual([]);
  expect(await refundsOf(id)).toHaveLength(1);
  await eventually('it is refunded', async () => (await caseOf(id)).tickets[0]?.state === 'refunded');
  const asked = await refund(id, { ticketIds: [two?.id] });
  expect(asked.body.approvals).toMatchObject([{ state: 'waiting', by: { name: 'Ann' } }]);
  expect(await refundsOf(id)).toHaveLength(1);
});

it('somebody else approves what the preview shows now; who asked can’t, and of two at once one does', async () => {
  const { id, total } = await order();
  await setLimit(1);
  const [asked] = (await refund(id)).body.approvals;
  expect(asked).toMatchObject({
    amount: { amount: total },
    command: 'case.action',
    subject: expect.stringMatching(/^pay_/),
  });
  expect((await refund(id)).body).toMatchObject({ code: 'approval_waits' });
  const waits = asked as ApprovalRow;
  expect(await approve(ann, waits)).toMatchObject({ status: 403, body: { code: 'four_eyes' } });
  const finance = await signedIn(app, 'finance');
  expect(await approve(finance, waits)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect(await end(bob, 'approve', waits.id, { seenVersion: 1 })).toMatchObject({
    status: 409,
    body: { code: 'version_conflict' },
  });
  expect((await end(bob, 'withdraw', waits.id)).status).toBe(403);
  await lookedOver(app.context);
  expect(await app.context.db('cases').where({ subject: waits.id }).first()).toMatchObject({
    kind: 'approvalWaits',
    reservation_id: id,
    state: 'waiting',
  });

  const both = await Promise.all([approve(bob, waits), approve(admin, waits)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(await refundsOf(id)).toHaveLength(1);
  const found = await caseOf(id);
  expect(found.approvals).toMatchObject([{ state: 'approved', decideReason: 'Looked at it' }]);
  expect(found.timeline.map(({ reason }) => reason)).toContain('The fan rang (asked by Ann)');
  await eventually('the case ends', async () => {
    await lookedOver(app.context);
    return (await app.context.db('cases').where({ subject: waits.id }).first())?.state === 'closed';
  });
  await app.verify();
});

it('is declined, withdrawn or expires, and nothing moves; what isn’t possible is refused before anybody is asked', async () => {
  await setLimit(1);
  const { id } = await order();
  const [first] = (await refund(id)).body.approvals;
  expect((await end(ann, 'decline', first?.id)).body).toMatchObject({ code: 'four_eyes' });
  expect((await end(bob, 'decline', first?.id)).body).toMatchObject({ state: 'declined', decidedBy: 'Bob' });
  const [second] = (await refund(id)).body.approvals;
  expect((await end(ann, 'withdraw', second?.id)).body).toMatchObject({ state: 'withdrawn' });
  expect(await approve(bob, second as ApprovalRow)).toMatchObject({
    status: 409,
    body: { code: 'transition_refused', state: 'withdrawn' },
  });
  expect((await refund(id, { version: 1 })).body).toMatchObject({ code: 'version_conflict' });
  const [third] = (await refund(id)).body.approvals;
  await passTime(app.context, 25 * hourMs);
  expect(await app.context.db('approvals').where({ id: third?.id }).first()).toMatchObject({
    state: 'expired',
    decided_by: null,
  });
  expect(await refundsOf(id)).toEqual([]);
  await setLimit(0);
  await app.verify();
});
