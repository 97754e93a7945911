import { randomUUID } from 'node:crypto';
import type { CatalogConnection, CatalogRun } from '@holdfast/shared/catalogs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually, Fan } from '../../test/fan.ts';
import { startTestedHouse, type TestedHouse } from '../../test/runningHouse.ts';
import { demoAccounts } from '../accounts/index.ts';
import { seedDemo } from '../demo/seed.ts';

let house: TestedHouse;
beforeAll(async () => {
  house = await startTestedHouse();
  await seedDemo(house.house, () => {});
});
afterAll(() => house.close());

async function signedIn(role: string): Promise<Fan> {
  const account = demoAccounts.find((each) => each.role === role);
  const person = new Fan(house);
  await person.signIn(account?.email ?? '', account?.password ?? '');
  return person;
}
const start = (who: Fan, catalogue: string) =>
  who.ask<CatalogRun>('POST', '/office/catalogRuns', { catalogue }, { 'idempotency-key': randomUUID() });

it('lets only the desk see catalogues and run them', async () => {
  const nobody = new Fan(house);
  const support = await signedIn('support');
  for (const path of ['/office/catalogues', '/office/catalogRuns', '/office/eventsToMatch']) {
    expect((await nobody.ask('GET', path)).status).toBe(401);
    expect((await support.ask('GET', path)).status).toBe(403);
  }
  expect((await start(nobody, 'skybox')).status).toBe(401);
  expect((await start(support, 'skybox')).status).toBe(403);
});

it('runs the demo’s catalogues in the background; the lots become listings to approve', async () => {
  const staff = await signedIn('staff');
  for (const catalogue of ['skybox', 'ticketmaster']) {
    const begun = await start(staff, catalogue);
    expect(begun.status).toBe(201);
    const run = async () => (await staff.ask<CatalogRun>('GET', `/office/catalogRuns/${begun.body.id}`)).body;
    await eventually('the run is over', async () => (await run()).doneAt !== null);
    expect(await run()).toMatchObject({ state: 'done', failure: null });
    expect((await run()).counts.matched).toBeGreaterThan(0);
  }
  const made = () => house.house.db('listings').where('external_id', 'like', '7167%');
  await eventually('lots are listed', async () => (await made()).length > 0);
  expect(new Set((await made()).map(({ state }) => state))).toEqual(new Set(['submitted']));
  const { body } = await staff.ask<{ data: CatalogConnection[] }>('GET', '/office/catalogues');
  expect(body.data).toMatchObject([
    { id: 'skybox', connected: true, standIn: true, consignor: 'Blue Line Brokers', lacks: null },
    { id: 'ticketmaster', connected: true, standIn: true },
  ]);
  expect(body.data[1]?.waiting).toBeGreaterThan(0);
  await house.verify();
});
