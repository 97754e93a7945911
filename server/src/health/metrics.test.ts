/** What Prometheus reads, over HTTP. */
import { expect } from 'vitest';
import { buildListing } from '../../test/factories/listings.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { giveUpJob } from '../../test/giveUpJob.ts';
import { lookedOver } from '../../test/lookedOver.ts';
import type { TestApp } from '../../test/runningApp.ts';

async function read({ url, healthToken }: TestApp): Promise<Map<string, number>> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${healthToken}` } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const lines = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

it('only the token reads them', async ({ running: app }) => {
  expect((await fetch(`${app.url}/metrics`)).status).toBe(401);
});

it('count requests by the declared address, and what is under way', async ({ running: app }) => {
  const { id } = await buildListing(app.context);
  const fan = new Fan(app);
  await fan.hold(id, 1);
  await fan.ask('GET', '/reservations/res_unknown1');
  await fan.ask('GET', '/reservations/res_unknown2');
  await fan.ask('GET', '/no-such-address');
  await giveUpJob(app.context.db, 'tests.first');
  await lookedOver(app.context);
  const metrics = await read(app);
  const requests = (labels: string) => metrics.get(`holdfast_http_request_duration_seconds_count{${labels}}`);
  expect(requests('method="POST",route="/api/reservations",status="201"')).toBe(1);
  expect(requests('method="GET",route="/api/reservations/:id",status="404"')).toBe(2);
  expect(requests('method="GET",route="/api (unknown)",status="404"')).toBe(1);
  expect(metrics.get('holdfast_actors_open{actor="reservation",state="pending.holding"}')).toBe(1);
  expect(metrics.get('holdfast_jobs{status="given_up"}')).toBe(1);
  expect(metrics.get('holdfast_work_waiting{queue="jobFailed"}')).toBe(1);
  expect(metrics.get('holdfast_workers')).toBe(1);
  expect(metrics.get('holdfast_timers_overdue')).toBe(0);
  expect(metrics.get('holdfast_database_size_bytes')).toBeGreaterThan(1_000_000);
  expect(metrics.get('process_resident_memory_bytes')).toBeGreaterThan(0);
});
