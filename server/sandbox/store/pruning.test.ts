import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { SandboxClock } from '../clock.ts';
import type { SandboxRecord } from '../records.ts';
import { prune } from './pruning.ts';
import { Store } from './store.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const day = 86_400;

test('deletes responses after a day and delivered events after thirty, and nothing that is pending', async () => {
  const store = await Store.open({
    databaseUrl: database.url,
    schema: 'cleaned',
    maxRecords: 0,
    lockWaitMs: 0,
    closeWithinMs: 5000,
    log: () => {},
  });
  const clock = new SandboxClock();
  const base = (id: string, ageSeconds: number) => ({
    id,
    seq: store.nextSeq(),
    created: clock.nowSeconds() - ageSeconds,
    parent: null,
    dueAt: null,
  });
  const answer = { kind: 'answer', requestHash: '', requestId: '', status: 200, text: '{}' } as const;
  const event = { kind: 'event', type: 'refund.created', text: '{}' } as const;
  const records: SandboxRecord[] = [
    { ...base('answer old', day + 60), ...answer },
    { ...base('answer new', day - 60), ...answer },
    { ...base('evt_told', 30 * day + 60), ...event },
    { ...base('evt_owed', 30 * day + 60), ...event },
    { ...base('evt_recent', 30 * day - 60), ...event },
  ];
  for (const record of records) store.change(record);
  store.settleWebhook('evt_told');
  store.settleWebhook('evt_recent');
  await store.committed();
  await prune(store, clock);
  const left = await store.query<{ id: string }>('SELECT id FROM $schema.records ORDER BY seq');
  expect(left.map(({ id }) => id)).toEqual(['answer new', 'evt_owed', 'evt_recent']);
  expect(await store.query('SELECT event_id FROM $schema.settled_webhooks')).toEqual([
    { event_id: 'evt_recent' },
  ]);
  expect(await store.findAnswer('answer old')).toBeUndefined();
  await store.close();
});
