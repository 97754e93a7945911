/** `npm run secret:reseal`, as its own process, over the demo with everything that is sealed. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { testAppContext } from '../test/appContext.ts';
import { demoDatabase } from '../test/demoDatabase.ts';
import { testSecret } from '../test/runningApp.ts';
import { newId } from './platform/ids.ts';
import { seal, sealKeyOf, unseal } from './platform/seal.ts';

const other = 'the secret of tomorrow, long enough too';
/** Every table that keeps something sealed: under which key, and by which column a row is bound to it. */
const sealedTables = {
  bank_accounts: ['bankData', 'id'],
  bank_files: ['bankData', 'id'],
  bank_settings: ['bankData', 'id'],
  feed_settings: ['feedKeys', 'feed'],
  package_access: ['packageAccess', 'package_id'],
  second_factors: ['secondFactor', 'person_id'],
  slack_settings: ['slack', 'id'],
  stripe_keys: ['stripeKeys', 'id'],
  taxpayers: ['taxData', 'id'],
  telegram_settings: ['telegram', 'id'],
  webhook_endpoints: ['webhookSecrets', 'id'],
} as const;
type SealedTable = keyof typeof sealedTables;
const tables = Object.keys(sealedTables) as SealedTable[];

function run(url: string, typed: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'reseal.ts')], {
    env: { ...process.env, DATABASE_URL: url },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  child.stdin.end(typed);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

it('seals everything that is sealed under the other secret, and nothing is lost', async () => {
  const database = await demoDatabase();
  const app = await testAppContext(database.url);
  onTestFinished(async () => {
    await app.close();
    await database.drop();
  });
  const { db } = app;
  const under = (table: SealedTable, id: string, text: string) => {
    const key = sealKeyOf(testSecret, sealedTables[table][0]);
    return { key_id: key.id, sealed: seal(key, id, text) };
  };
  // What the demo has none of. Which account and which package is all the same.
  const person = await db('people').first('id');
  const pack = await db('packages').first('id');
  await db('second_factors').insert({
    person_id: person.id,
    ...under('second_factors', person.id, 'a secret'),
  });
  await db('package_access').insert({
    package_id: pack.id,
    kept_by: person.id,
    ...under('package_access', pack.id, '{}'),
  });
  await db('feed_settings').insert({
    feed: 'ticketmaster',
    enabled: false,
    requests_per_day: 1,
    ...under('feed_settings', 'ticketmaster', '{"apiToken":"","applicationToken":"","apiKey":"a key"}'),
  });
  await db('stripe_keys').insert({
    publishable_key: 'pk_test_first',
    is_live: false,
    ...under('stripe_keys', 'stripe', '{"secretKey":"sk_test_first","webhookSecret":"whsec_first"}'),
  });

  await db('slack_settings').insert({
    destinations: JSON.stringify({}),
    kinds: [],
    version: 1,
    ...under('slack_settings', 'slack', '{"token":"xoxb-first","webhooks":{}}'),
  });

  await db('telegram_settings').insert({
    bot_id: '1',
    bot_name: 'bot',
    token_hint: '…oken',
    is_on: false,
    version: 1,
    ...under('telegram_settings', 'telegram', '1:a-token'),
  });

  const consignor = await db('consignors').first('id');
  const taxpayer = newId('taxpayer');
  await db('taxpayers').insert({
    id: taxpayer,
    consignor_id: consignor.id,
    kind: 'w9',
    name: 'Pat Owner',
    country: 'US',
    tin_kind: 'ssn',
    last_four: '6789',
    is_subject: false,
    given_at: new Date(),
    given_by: 'test',
    given_as: 'finance',
    ...under('taxpayers', taxpayer, '123456789'),
  });

  const endpoint = newId('webhookEndpoint');
  await db('webhook_endpoints').insert({
    id: endpoint,
    name: 'Accounting',
    url: 'https://example.com/hook',
    types: ['listing.*'],
    sees_people: false,
    after_seq: 0,
    created_at: new Date(),
    created_by: 'test',
    ...under('webhook_endpoints', endpoint, '{"now":"whsec_QUJD","before":null}'),
  });

  const columns = await db('information_schema.columns')
    .where({ table_schema: 'public', column_name: 'key_id' })
    .join('pg_class', 'relname', 'table_name')
    .where({ relkind: 'r' })
    .pluck('table_name');
  expect(columns.toSorted()).toEqual(tables);
  const opened = async (secret: string) => {
    const texts: Record<string, string[]> = {};
    for (const table of tables) {
      const [kind, bound] = sealedTables[table];
      const key = sealKeyOf(secret, kind);
      const rows = await db(table).whereNotNull('sealed').orderBy(bound);
      expect(rows.length, table).toBeGreaterThan(0);
      texts[table] = rows.map((row) => {
        expect(row.key_id, table).toBe(key.id);
        return unseal(key, row[bound], row.sealed);
      });
    }
    return texts;
  };
  const before = await opened(testSecret);

  expect(await run(database.url, `too short\n${other}\n`)).toMatchObject({
    code: 1,
    said: expect.stringContaining('Nothing was changed.'),
  });
  expect(await opened(testSecret)).toEqual(before);
  const { code, said } = await run(database.url, `${testSecret}\n${other}\n`);
  expect([code, said]).toEqual([0, expect.stringContaining('Stripe’s keys are too.')]);
  expect(said).not.toContain(other);
  expect(await opened(other)).toEqual(before);
});
