/** Consignors over HTTP: a plan is chosen, and what was taken in wrong is corrected, with its entry in the log. */
import { randomUUID } from 'node:crypto';
import type { AuditList } from '@holdfast/shared/audit';
import { type Consignor, planList } from '@holdfast/shared/consignors';
import { describe, expect } from 'vitest';
import type { Fan } from '../../test/fan.ts';
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

const send = (method: 'POST' | 'PUT', path: string, body: object, who = staff) =>
  who.ask<Consignor>(method, path, body, { 'idempotency-key': randomUUID() });

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
});

describe('a consignor', () => {
  it('is corrected, with before and after in the log; the same again changes nothing', async () => {
    const { id } = await takenIn({ name: 'Ada Lovlace', email: 'ada@example.com' });
    const body = { name: 'Ada Lovelace', email: 'Ada.L@example.com', plan: 'Standard' };
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
        before: { name: 'Ada Lovlace', email: 'ada@example.com', plan: 'Standard' },
        after: { name: 'Ada Lovelace', email: 'ada.l@example.com', plan: 'Standard' },
      },
      { what: 'consignor.create' },
    ]);
  });

  it('is not given another’s email address or an unknown plan, nor corrected by other roles', async () => {
    const first = await takenIn({ name: 'First', email: 'first@example.com' });
    const { id } = await takenIn({ name: 'Second', email: 'second@example.com' });
    const at = `/admin/consignors/${id}`;
    const same = { name: 'Second', email: 'second@example.com', plan: 'Standard' };
    const refused = async (body: object) => (await send('PUT', at, { ...same, ...body })).body;
    expect(await refused({ email: first.email })).toMatchObject({
      errors: [{ field: 'email', code: 'taken' }],
    });
    expect(await refused({ plan: 'Gold' })).toMatchObject({ errors: [{ field: 'plan', code: 'unknown' }] });
    expect(await refused({ name: '' })).toMatchObject({ errors: [{ field: 'name' }] });
    const finance = (await somebody(running, ['finance'])).who;
    expect((await send('PUT', at, same, finance)).status).toBe(403);
    expect((await send('PUT', `/admin/consignors/${newId('consignor')}`, same)).status).toBe(404);
  });
});
