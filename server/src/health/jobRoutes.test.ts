/** Jobs that gave up, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { givenUpJobs } from '@holdfast/shared/jobs';
import type { Today } from '@holdfast/shared/today';
import { expect } from 'vitest';
import type { z } from 'zod';
import { eventually } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { giveUpJob } from '../../test/giveUpJob.ts';
import { signedIn } from '../../test/people.ts';

type Page = z.output<typeof givenUpJobs>;

it('are listed with what went wrong, counted on the start page, and run again once', async ({
  running: app,
}) => {
  const admin = await signedIn(app, 'admin');
  const first = await giveUpJob(app.context.db, 'tests.first', 'Stripe answered 400');
  const second = await giveUpJob(app.context.db, 'tests.second');
  const list = async () => (await admin.ask<Page>('GET', '/admin/jobs')).body;
  const waiting = async () =>
    (await admin.ask<Today>('GET', '/admin/today')).body.queues.find(({ queue }) => queue === 'jobFailed')
      ?.waiting;
  expect(await list()).toMatchObject({
    total: 2,
    data: [
      { id: first, task: 'tests.first', error: 'Stripe answered 400', payload: '{"n":1}' },
      { id: second, task: 'tests.second' },
    ],
  });
  await eventually('both have their cases', async () => (await waiting()) === 2);
  const again = () =>
    admin.ask('POST', `/admin/jobs/${first}/run-again`, {}, { 'idempotency-key': randomUUID() });
  expect((await again()).status).toBe(204);
  expect((await list()).data.map(({ id }) => id)).toEqual([second]);
  await eventually('one is closed', async () => (await waiting()) === 1);
  const job = await app.context.db('graphile_worker._private_jobs').where({ id: first }).first();
  expect(job.attempts).toBe(0);
  expect(await again()).toMatchObject({ status: 409, body: { code: 'nothing_to_do' } });
});

it('are dropped with a reason, once, and never done', async ({ running: app }) => {
  const admin = await signedIn(app, 'admin');
  const id = await giveUpJob(app.context.db, 'tests.third');
  const drop = (body: object) =>
    admin.ask('POST', `/admin/jobs/${id}/drop`, body, { 'idempotency-key': randomUUID() });
  expect(await drop({ reason: ' ' })).toMatchObject({ status: 422 });
  expect((await drop({ reason: 'Its event was called off' })).status).toBe(204);
  expect(await app.context.db('graphile_worker._private_jobs').where({ id })).toEqual([]);
  expect(await drop({ reason: 'Its event was called off' })).toMatchObject({
    status: 409,
    body: { code: 'nothing_to_do' },
  });
});

it('are for administrators alone', async ({ running: app }) => {
  for (const role of ['staff', 'finance', 'support'] as const)
    expect((await (await signedIn(app, role)).ask('GET', '/admin/jobs')).status).toBe(403);
});
