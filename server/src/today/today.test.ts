/** What each role opens on, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { Role } from '@holdfast/shared/accounts';
import { plainComponents } from '@holdfast/shared/pricing';
import { type Today, today } from '@holdfast/shared/today';
import { describe, expect } from 'vitest';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { buildHold } from '../../test/factories/holds.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { fromNow, hourMs } from '../../test/factories/times.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { travel } from '../../test/travel.ts';
import { requestDelist } from '../listings/index.ts';
import { inTransaction } from '../platform/db/index.ts';

let running: TestApp;
it.beforeAll(({ running: started }) => {
  running = started;
});

const person = (roles: Role[]) => somebody(running, roles);
const read = async (who: Fan): Promise<Today> =>
  today.parse((await who.ask<never>('GET', '/admin/today')).body);
const queueOf = ({ queues }: Today, name: string) => queues.find(({ queue }) => queue === name);

describe('today', () => {
  it('opens each role on its own queues, and nobody else’s', async () => {
    const queues = async (role: Role) =>
      (await read((await person([role])).who)).queues.map(({ queue }) => queue);
    expect(await queues('staff')).toEqual([
      'deliveriesLate',
      'deliveriesToSend',
      'toApprove',
      'toPrice',
      'delistRequested',
      'inHandPassed',
      'eventSoonUnsold',
      'importRows',
      'outsideEvents',
      'deliveryProblem',
      'approvalWaits',
    ]);
    expect(await queues('support')).toEqual([
      'paidWithoutTickets',
      'paymentUnknown',
      'lateMoney',
      'refundFailed',
      'eventRefund',
      'holdStuck',
      'deliveryProblem',
      'deliveryOverdue',
      'disputeDue',
      'approvalWaits',
      'moneyOutside',
      'otherAttention',
      'message',
      'emailFailed',
      'stripeEventFailed',
    ]);
    expect(await queues('finance')).toEqual([
      'paidWithoutTickets',
      'lateMoney',
      'refundFailed',
      'disputeDue',
      'lossUndecided',
      'payoutRefused',
      'approvalWaits',
      'moneyOutside',
      'difference',
      'balanceDifference',
    ]);
    expect(await queues('admin')).toHaveLength(32);
    const finance = await read((await person(['finance'])).who);
    expect(finance).toMatchObject({
      nextGames: null,
      colleagues: null,
      owed: { amount: 0, currency: 'USD' },
    });
    expect((await new Fan(running).ask('GET', '/admin/today')).status).toBe(401);
    expect((await (await person(['fan'])).who.ask('GET', '/admin/today')).status).toBe(403);
  });

  it('counts what waits by age, past its limit, and whose it is', async () => {
    const { who, id } = await person(['staff']);
    const old = await buildListing(running.context, { state: 'submitted' });
    const assign = { action: 'assign', ids: [old.id], ownerId: id };
    const key = { 'idempotency-key': randomUUID() };
    expect((await who.ask('POST', '/admin/listings/actions', assign, key)).status).toBe(200);
    await travel(running.context.db, 30 * hourMs);
    const before = queueOf(await read(who), 'toApprove');
    expect(before?.ages?.slice(0, 3)).toEqual([0, 0, 0]);
    expect(before).toMatchObject({ limitHours: 24, mine: 1 });
    expect(before?.pastLimit).toBe(before?.waiting);
    await buildListing(running.context, { state: 'submitted' });
    const now = queueOf(await read(who), 'toApprove');
    expect(now?.waiting).toBe((before?.waiting ?? 0) + 1);
    expect(now?.ages?.map((count, at) => count - (before?.ages?.[at] ?? 0))).toEqual([1, 0, 0, 0, 0]);
    expect(now?.ages?.reduce((sum, count) => sum + count, 0)).toBe(now?.waiting);
    expect(now?.pastLimit).toBe(before?.pastLimit);
  });

  it('names what needs a decision, with the page that decides it', async () => {
    const { who } = await person(['staff']);
    const consignorId = await buildConsignor(running.context, { name: 'Marguerite Oyelaran' });
    const { id } = await buildListing(running.context, { consignorId, seats: [1, 2, 3, 4] });
    await buildHold(running.context, [{ listingId: id, quantity: 2 }]);
    await inTransaction(running.context.db, (trx) =>
      requestDelist(trx, consignorId, id, { reason: null }, { by: 'test', requestId: null }),
    );
    const { decisions } = await read(who);
    expect(decisions).toContainEqual(
      expect.objectContaining({
        what: 'delistWhileHeld',
        to: `/listings/${id}/show`,
        text: expect.stringMatching(/^Marguerite Oyelaran wants .* back, and fans hold 2 of 4\.$/),
      }),
    );
  });

  it('says who did what today', async () => {
    const { who, id } = await person(['staff']);
    const { id: listingId } = await buildListing(running.context, { state: 'submitted' });
    await who.ask(
      'POST',
      '/admin/listings/actions',
      { action: 'approve', ids: [listingId] },
      { 'idempotency-key': randomUUID() },
    );
    const { colleagues } = await read(who);
    expect(colleagues?.[0]).toMatchObject({ id, isMe: true, approved: 1, priced: 0, stillHas: 0 });
  });

  it('says in words which law is passed and which rule begins', async () => {
    const { who } = await person(['finance']);
    const post = async (path: string, body: object) => {
      const { status } = await who.ask('POST', path, body, { 'idempotency-key': randomUUID() });
      expect(status).toBe(201);
    };
    const consignorId = await buildConsignor(running.context);
    await post('/admin/percentages', {
      scope: 'consignor',
      target: consignorId,
      components: plainComponents(1_850, 1_200),
      effectiveFrom: fromNow(50 * hourMs),
      reason: 'Agreed on the phone',
    });
    await post('/admin/percentages/drafts', {
      components: plainComponents(1_900, 1_200),
      reason: 'Next season',
    });
    await buildListing(running.context, { priceAmount: 9_000, faceValueAmount: 5_000 });
    await post('/admin/price-caps', { country: 'US', region: 'PA', law: 'A law of Pennsylvania' });
    const { decisions } = await read(who);
    expect(decisions.map(({ what, text, to }) => [what, text, to])).toEqual([
      [
        'rulesBegin',
        expect.stringMatching(/^New percentages for one consignor begin on [A-Z][a-z]+ \d+: 18\.50%\.$/),
        '/percentages',
      ],
      ['draftWaits', 'A draft of percentages waits: Next season', '/percentages'],
      ['aboveCap', '1 listing asks more than A law of Pennsylvania allows.', '/price-caps'],
    ]);
  });
});
