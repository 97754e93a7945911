import { expect, onTestFinished } from 'vitest';
import { eventually } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { testPort } from '../../test/testPort.ts';
import { startWorker } from '../platform/jobs/index.ts';
import { createLogger } from '../platform/logging.ts';
import { heartbeatLimitMs } from './figures.ts';
import { answerWorkerHealth } from './workerHealth.ts';

async function answerOf(worker: { heartbeatAgeMs(): number | null }, path = '/health') {
  const port = await testPort();
  const stop = await answerWorkerHealth(worker, { port, host: '127.0.0.1' });
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  const said = { status: answer.status, text: await answer.text() };
  await stop();
  return said;
}

it('a worker whose heartbeat reaches the database is well', async ({ database }) => {
  const log = createLogger('silent', 'test');
  const worker = await startWorker(database.url, {}, { concurrency: 1, role: 'test', log, beatEveryMs: 100 });
  onTestFinished(() => worker.stop());
  await eventually('it has beaten', async () => worker.heartbeatAgeMs() !== null);
  const { status, text } = await answerOf(worker);
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({ status: 'ok', heartbeatAgeMs: expect.any(Number) });
});

it.each([
  ['before its first beat', null, 503],
  ['just within the limit', heartbeatLimitMs - 1, 200],
  ['at the limit', heartbeatLimitMs, 503],
])('%s it answers by the heartbeat’s age', async (_when, age, status) => {
  const said = await answerOf({ heartbeatAgeMs: () => age });
  expect(said.status).toBe(status);
  expect(JSON.parse(said.text).heartbeatAgeMs).toBe(age);
});

it('knows no other address', async () => {
  expect((await answerOf({ heartbeatAgeMs: () => 0 }, '/metrics')).status).toBe(404);
});

it('says which variable to change when its port is taken', async () => {
  const port = await testPort();
  const stop = await answerWorkerHealth({ heartbeatAgeMs: () => 0 }, { port, host: '127.0.0.1' });
  onTestFinished(stop);
  const second = answerWorkerHealth({ heartbeatAgeMs: () => 0 }, { port, host: '127.0.0.1' });
  await expect(second).rejects.toThrow(`HEALTH_PORT ${port} is taken. Set another one.`);
});
