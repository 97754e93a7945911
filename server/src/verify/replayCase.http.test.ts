/** A case leaves as a file without personal data, and is played through the machines: right ones pass, a wrong one is named. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { type ExportedCase, exportedCase, type SupportCase } from '@holdfast/shared/support';
import { afterAll, expect } from 'vitest';
import { createMachine } from 'xstate';
import { buildListing } from '../../test/factories/listings.ts';
import { eventually, type Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { actors } from '../openAppContext.ts';
import { type ActorDefinition, defineActor } from '../platform/actors/index.ts';
import { reservationActor } from '../reservations/index.ts';
import { replayCase } from './replayCase.ts';

const machines = new Map<string, ActorDefinition>(actors.map((actor) => [actor.type, actor]));
const folder = mkdtempSync(join(tmpdir(), 'holdfast-replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A part of a machine's configuration. */
interface Node {
  states: Record<string, Node>;
  on: Record<string, object>;
}

let app: TestApp;
let support: Fan;
let file: ExportedCase;
let fan: Fan;
let orderId: string;
it.beforeAll(async ({ running }) => {
  app = running;
  support = await signedIn(app, 'support');
  // Declined once, then paid, then refunded by a person, and refused by the bank.
  fan = await signedIn(app, 'fan', 'Winifred Castellanos');
  const held = await fan.hold((await buildListing(app.context)).id, 2);
  orderId = held.body.id;
  await fan.pay(orderId, '4000000000000002');
  await fan.until(orderId, ({ payment }) => payment?.state === 'failed');
  await fan.pay(orderId, '4000000000005126');
  await fan.until(orderId, ({ state }) => state === 'paid');
  const payment = async () =>
    (await support.ask<SupportCase>('GET', `/admin/reservations/${orderId}`)).body.actors.find(
      ({ type, state }) => type === 'payment' && state === 'settled.succeeded',
    );
  await eventually('the payment is settled', async () => (await payment()) !== undefined);
  const paid = await payment();
  await support.ask('POST', `/admin/reservations/${orderId}/actions`, {
    actorId: paid?.id,
    message: 'refund',
    version: paid?.version,
    reason: 'Winifred fell ill',
  });
  await eventually(
    'the bank refused it',
    async () => (await app.context.db('refunds').where({ state: 'failed' })).length === 1,
  );
  file = exportedCase.parse((await support.ask('GET', `/admin/reservations/${orderId}/export`)).body);
});

it('has all machines and nothing that names somebody or opens something', async () => {
  expect(file.actors.map(({ type }) => type)).toEqual(['reservation', 'payment', 'payment', 'refund']);
  const text = JSON.stringify(file);
  const { email, code, fan_id } = await app.context.db('reservations').where({ id: orderId }).first();
  for (const secret of [email, code, fan_id, 'Winifred', 'fell ill', '5126', 'pi_', 'secret', 'per_'])
    expect(text).not.toContain(secret);
  const by = file.actors.flatMap(({ steps }) => steps.map((step) => step.by));
  expect(new Set(by)).toEqual(new Set(['fan', 'stripe', 'staff']));
  expect((await fan.ask('GET', `/admin/reservations/${orderId}/export`)).status).toBe(403);
});

it('would happen again as it did', () => {
  expect(replayCase(machines, file)).toEqual([]);
});

it('a machine with a wrong transition is named, with the version at which it differs', () => {
  const { config, implementations } = reservationMachine;
  const states = (config as unknown as Node).states;
  const pending = states.pending as Node;
  const paying = pending.states.paying as Node;
  const paymentFailed = { ...paying.on.paymentFailed, target: '#reservation.failed' };
  const planted = { ...paying, on: { ...paying.on, paymentFailed } };
  const wrong = {
    ...config,
    states: { ...states, pending: { ...pending, states: { ...pending.states, paying: planted } } },
  };
  const { versions, machine: _, ...reservation } = reservationActor as unknown as ActorDefinition;
  const broken = (defineActor as (machine: unknown, definition: object) => ActorDefinition)(
    createMachine(wrong as never, implementations as never),
    { ...reservation, context: versions.at(-1)?.context },
  );
  const found = replayCase(new Map([...machines, ['reservation', broken]]), file);
  expect(found).toMatchObject([
    { actor: `reservation ${orderId}`, says: 'version 3 leads to failed, the log says pending.holding' },
  ]);
});

it('a timer that isn’t where the machine arms it is named', () => {
  const [first, ...others] = file.actors as [ExportedCase['actors'][number]];
  const at = '2038-01-01T00:00:00.000Z';
  const changed = { ...file, actors: [{ ...first, timers: [{ id: 'nobody', fireAt: at }] }, ...others] };
  expect(replayCase(machines, changed)).toMatchObject([{ says: 'nobody is armed, and nothing armed it' }]);
});

it('the command says so by its exit code', () => {
  const run = (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return spawnSync(process.execPath, [join(import.meta.dirname, 'replayMain.ts'), path], {
      encoding: 'utf8',
    });
  };
  const wrong = run('wrong.json', JSON.stringify(file).replace('"to":"paid"', '"to":"expired"'));
  expect([wrong.status, wrong.stderr]).toEqual([
    1,
    expect.stringContaining('leads to paid, the log says expired'),
  ]);
});
