/** An outage of the database is told when it begins and when it is over, and not at each try between. */
import { expect, it } from 'vitest';
import { openDatabase } from './db/index.ts';
import { databaseAnswers, isInOutage } from './db/outage.ts';
import { createLogger } from './logging.ts';

it('an outage is one line when it begins and one when it is over, whoever tries how often', async () => {
  const lines: Array<Record<string, unknown>> = [];
  const log = createLogger('info', 'test', { write: (line) => lines.push(JSON.parse(line)) });
  const printed: unknown[] = [];
  const { warn } = console;
  console.warn = (...words) => printed.push(words);
  const db = openDatabase('postgres://holdfast@127.0.0.1:1/none', {
    onError: (err) => log.warn({ err }, 'idle'),
  });
  try {
    for (const text of [
      'the sweeper failed; it goes on',
      'the heartbeat failed',
      'the sweeper failed; it goes on',
    ])
      await db.raw('SELECT 1').catch((err) => log.error({ err }, text));
    log.warn({ err: new Error('of something else') }, 'another thing');
    await db.raw('SELECT 1').catch((err) => log.warn({ err, requestId: 'req_1' }, 'request failed'));
    expect(isInOutage()).toBe(true);
    databaseAnswers();
    databaseAnswers();
  } finally {
    console.warn = warn;
    await db.destroy();
  }
  expect(lines.map(({ msg }) => msg)).toEqual([
    'the database is away: what needs it is tried again',
    'another thing',
    'request failed',
    'the database answers again',
  ]);
  expect(lines[0]).toMatchObject({ during: 'the sweeper failed; it goes on', err: { code: 'ECONNREFUSED' } });
  expect(lines[3]).toMatchObject({ awayMs: expect.any(Number) });
  expect(printed).toEqual([]);
});
