/** Consignors over HTTP: a plan is chosen, and what was taken in wrong is corrected, with its entry in the log. */
import { randomUUID } from 'node:crypto';
import type { AuditList } from '@holdfast/shared/audit';
import { type Consignor, type PlanPeriod, planList } from '@holdfast/shared/consignors';
import { plainComponents } from '@holdfast/shared/pricing';
import { describe, expect } from 'vitest';
import { buildListing } from '../../test/factories/listings.ts';
import { dayMs, fromNow } from '../../test/factories/times.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { newId } from '../platform/ids.ts';

let running: TestApp;
let staff: Fan;
it.beforeAll(async ({ running: started }) => {
  running = started;
  staff = (await somebody(running, ['staff'])).who;
});

const send = <Answer = Consignor>(method: 'POST' | 'PUT', path: string, body: object, who = staff) =>
  who.ask<Answer>(method, path, body, { 'idempotency-key': randomUUID() });

async function takenIn(body: object): Promise<Consignor> {
  const made = await send('POST', '/admin/consignors', body);
  expect(made.status).toBe(201);
  return made.body;
}

describe('a consignor’s plan', () => {
  it('is one that exists; a misspelled one is refused and those that exist are named', async () => {
    const body = { name: 'Bay Brokers', email: 'bay@example.com', plan: 'Brokr' };
    expect(await send('POST', '/admin/consignors', body)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'plan', message: 'There is no plan Brokr. Choose Standard.' }] },
    });
    await takenIn({ ...body, plan: 'Broker', isNewPlan: true });
    await takenIn({ ...body, email: 'bay2@example.com', plan: 'Broker' });
    expect(planList.parse((await staff.ask<never>('GET', '/admin/plans')).body).data).toEqual([
      { id: 'Broker', consignors: 2 },
      { id: 'Standard', consignors: 0 },
    ]);
  });

  it('has a start and an end; its percentages apply in that time, and Standard’s outside of it', async () => {
    const { id } = await takenIn({ name: 'Timed', email: 'timed@example.com' });
    await running.context.db('percentages').insert({
      id: newId('percentages'),
      scope: 'plan',
      target: 'Broker',
      components: JSON.stringify(plainComponents(700, 1_200)),
      effective_from: '2010-01-01T00:00:00Z',
      reason: 'For a test',
      created_by: 'system',
    });
    const [begins, ends] = [fromNow(10 * dayMs), fromNow(20 * dayMs)];
    const given = await send<{ data: PlanPeriod[] }>('POST', `/admin/consignors/${id}/plans`, {
      plan: 'Broker',
      effectiveFrom: begins,
      effectiveUntil: ends,
      reason: 'A trial',
    });
    expect(given).toMatchObject({
      status: 201,
      body: { data: [{ plan: 'Broker', state: 'later', effectiveFrom: begins, endsAt: ends }] },
    });
    const { rows } = await running.context.db.raw(
      `SELECT array_agg(p.commission_bps ORDER BY at) AS bps, array_agg(many.percentages_id = p.id) AS same
       FROM unnest(?::timestamptz[]) AS moment (at) CROSS JOIN LATERAL percentages_at(NULL, NULL, NULL, ?, at) p
       JOIN LATERAL percentages_of_consignors(at) many ON many.consignor_id = ?`,
      [[fromNow(0), begins, fromNow(19 * dayMs), ends], id, id],
    );
    expect(rows[0]).toEqual({ bps: [2_000, 700, 700, 2_000], same: [true, true, true, true] });
    expect((await staff.ask<Consignor>('GET', `/admin/consignors/${id}`)).body.plan).toBe('Standard');
    // A plan that begins now is that of the next hold, and of the list of events.
    const listing = await buildListing(running.context, { consignorId: id });
    const heldAt = async () => {
      const held = await new Fan(running).hold(listing.id, 1);
      expect(held.status).toBe(201);
      const line = await running.context
        .db('reservation_items')
        .where({ reservation_id: held.body.id })
        .first();
      return line.commission_bps;
    };
    expect(await heldAt()).toBe(2_000);
    const soon = { plan: 'Broker', effectiveUntil: fromNow(2 * dayMs), reason: 'Sooner' };
    expect((await send('POST', `/admin/consignors/${id}/plans`, soon)).status).toBe(201);
    expect(await heldAt()).toBe(700);
    expect((await staff.ask<Consignor>('GET', `/admin/consignors/${id}`)).body).toMatchObject({
      plan: 'Broker',
      commissionBps: 700,
    });
  });

  it('never begins or ends in the past, shares its time with none, and can be taken back until it begins', async () => {
    const { id } = await takenIn({ name: 'Changing', email: 'changing@example.com', plan: 'Broker' });
    const at = `/admin/consignors/${id}/plans`;
    const reason = 'Agreed on the telephone';
    const give = (body: object) =>
      send<{ data: PlanPeriod[] }>('POST', at, { plan: 'Broker', reason, ...body });
    const refusal = (field: string, code: string) => ({ status: 422, body: { errors: [{ field, code }] } });
    expect(await give({ effectiveFrom: fromNow(-dayMs) })).toMatchObject(refusal('effectiveFrom', 'past'));
    expect(await give({ effectiveUntil: fromNow(-dayMs) })).toMatchObject(refusal('effectiveUntil', 'past'));
    expect(await give({ plan: 'Brokr' })).toMatchObject(refusal('plan', 'unknown'));
    const [second, end] = [fromNow(5 * dayMs), fromNow(9 * dayMs)];
    const { body } = await give({ plan: 'Standard', effectiveFrom: second, effectiveUntil: end });
    // The one without an end is ended by the next.
    expect(body.data).toMatchObject([
      { plan: 'Broker', state: 'inForce', effectiveUntil: null, endsAt: second },
      { plan: 'Standard', state: 'later', endsAt: end },
    ]);
    const inside = await give({ effectiveFrom: fromNow(6 * dayMs) });
    expect(inside).toMatchObject(refusal('effectiveFrom', 'overlaps'));
    expect(JSON.stringify(inside.body)).toMatch(
      /Standard begins on .* and lasts until .*\. Begin when that one is over/,
    );
    expect(
      await give({ effectiveFrom: fromNow(4 * dayMs), effectiveUntil: fromNow(6 * dayMs) }),
    ).toMatchObject(refusal('effectiveUntil', 'overlaps'));
    const [broker, later] = body.data as [PlanPeriod, PlanPeriod];
    const change = (period: PlanPeriod, effectiveUntil: string | null) =>
      send<{ data: PlanPeriod[] }>('PUT', `/admin/consignor-plans/${period.id}/end`, {
        effectiveUntil,
        reason,
      });
    const takeBack = (period: PlanPeriod) =>
      send('POST', `/admin/consignor-plans/${period.id}/take-back`, { reason });
    expect(await change(broker, fromNow(6 * dayMs))).toMatchObject(refusal('effectiveUntil', 'overlaps'));
    const earlier = fromNow(2 * dayMs);
    expect((await change(broker, earlier)).body.data[0]).toMatchObject({ endsAt: earlier });
    expect(await takeBack(broker)).toMatchObject({ status: 409, body: { code: 'already_decided' } });
    expect((await takeBack(later)).status).toBe(200);
    // What is over is refused by the database itself.
    const { db } = running.context;
    await expect(
      db('consignor_plans')
        .where({ id: broker.id })
        .update({ effective_until: fromNow(-1000) }),
    ).rejects.toThrow();
    await expect(db('consignor_plans').where({ id: broker.id }).delete()).rejects.toThrow();
    const log = await staff.ask<AuditList>('GET', `/admin/audit?subject=${id}`);
    expect(log.body.data).toMatchObject([
      { what: 'consignor.planTakeBack', before: { plan: 'Standard' }, after: null },
      { what: 'consignor.planEnd', before: { effectiveUntil: null }, after: { plan: 'Broker' } },
      { what: 'consignor.plan', before: { plan: 'Broker' }, after: { plan: 'Standard' } },
      { what: 'consignor.create' },
    ]);
  });
});

describe('a consignor', () => {
  it('is corrected, with before and after in the log; the same again changes nothing', async () => {
    const { id } = await takenIn({ name: 'Ada Lovlace', email: 'ada@example.com' });
    const body = { name: 'Ada Lovelace', email: 'Ada.L@example.com' };
    const corrected = await send('PUT', `/admin/consignors/${id}`, body);
    expect(corrected).toMatchObject({
      status: 200,
      body: { name: 'Ada Lovelace', email: 'ada.l@example.com' },
    });
    expect((await send('PUT', `/admin/consignors/${id}`, body)).status).toBe(200);
    const log = await staff.ask<AuditList>('GET', `/admin/audit?subject=${id}`);
    expect(log.body.data).toMatchObject([
      {
        what: 'consignor.correct',
        before: { name: 'Ada Lovlace', email: 'ada@example.com' },
        after: { name: 'Ada Lovelace', email: 'ada.l@example.com' },
      },
      { what: 'consignor.create' },
    ]);
  });

  it('is not given another’s email address, nor corrected by other roles', async () => {
    const first = await takenIn({ name: 'First', email: 'first@example.com' });
    const { id } = await takenIn({ name: 'Second', email: 'second@example.com' });
    const at = `/admin/consignors/${id}`;
    const same = { name: 'Second', email: 'second@example.com' };
    const refused = async (body: object) => (await send('PUT', at, { ...same, ...body })).body;
    expect(await refused({ email: first.email })).toMatchObject({
      errors: [{ field: 'email', code: 'taken' }],
    });
    expect(await refused({ name: '' })).toMatchObject({ errors: [{ field: 'name' }] });
    const finance = (await somebody(running, ['finance'])).who;
    expect((await send('PUT', at, same, finance)).status).toBe(403);
    expect((await send('PUT', `/admin/consignors/${newId('consignor')}`, same)).status).toBe(404);
  });
});
