import { expect, inject, onTestFinished } from 'vitest';
import { eventually } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { shiftDate } from '../../../test/shiftDate.ts';
import { createLogger } from '../logging.ts';
import { jobsOfClock } from './clock.ts';
import { startWorker } from './index.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

it('a clock that leaps ahead by five hours adds a job once, not for each minute', async ({ database }) => {
  const { clockOffsetMs } = inject('testServer');
  onTestFinished(() => shiftDate(clockOffsetMs));
  // The next minute begins when the worker has started.
  const untilMinute = minuteMs - (Date.now() % minuteMs);
  const offsetMs = clockOffsetMs + untilMinute - 8_000;
  shiftDate(offsetMs);
  const ran: string[] = [];
  const options = { concurrency: 2, role: 'test', log: createLogger('silent', 'test') };
  const worker = await startWorker(
    database.url,
    {
      'clock.each': async (payload) => {
        ran.push((payload as { _cron: { ts: string } })._cron.ts);
      },
    },
    { ...options, crontab: [{ task: 'clock.each', match: '* * * * *' }] },
  );
  onTestFinished(() => worker.stop());
  const leapt = Date.now() + 5 * hourMs;
  shiftDate(offsetMs + 5 * hourMs);
  await eventually('the minute of now has its job', async () =>
    ran.some((at) => Date.parse(at) >= leapt - minuteMs),
  );
  expect(ran.length).toBeLessThanOrEqual(3);
});

it('two items may not have one identifier: neither would run in a minute of both', () => {
  const each = { task: 'clock.each', match: '* * * * *' };
  expect(() => jobsOfClock([each, { ...each, match: '40 8 * * *' }])).toThrow('clock.each');
  expect(jobsOfClock([each, { ...each, match: '40 8 * * *', identifier: 'clock.night' }])).toHaveLength(2);
});
