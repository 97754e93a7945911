/** A consignor whose only second factor is a passkey gives bank data in a browser, whose virtual authenticator has their finger. */
import { buildConsignor } from '@holdfast/server/test/factories/consignors';
import { dayMs, fromNow } from '@holdfast/server/test/factories/times';
import { somebody, somebodysPassword } from '@holdfast/server/test/people';
import { startTestApp } from '@holdfast/server/test/runningApp';
import { testPort } from '@holdfast/server/test/testPort';
import { expect } from 'vitest';
import { fill, open, press } from './fan/journey.ts';
import { inspect, inspectWidths } from './fan/watch.ts';
import { addAuthenticator, addPasskey } from './firstRun/authenticators.ts';
import { test as base } from './fixtures.ts';
import { sees } from './page.ts';

const test = base
  /** An application without the demo. Passkeys need a site with a name. */
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
  .extend('named', { scope: 'file' }, async ({}, { onCleanup }) => {
    const port = String(await testPort());
    const url = `http://localhost:${port}`;
    const app = await startTestApp({ DEMO: '0', PORT: port, PUBLIC_URL: url });
    onCleanup(async () => {
      try {
        await app.verify();
      } finally {
        await app.close();
      }
    });
    return { ...app, url };
  });

test('a passkey alone is enough for bank data, and a password alone is not', async ({ named, visit }) => {
  const { page } = visit;
  await somebody(named, ['admin']);
  const consignorId = await buildConsignor(named.context);
  const { id } = await somebody(named, ['consignor'], { consignorId });
  const { email } = await named.context.db('people').where({ id }).first('email');
  await open(page, `${named.url}/sign-in`);
  await fill(page, 'input[name=email]', email);
  await fill(page, 'input[name=password]', somebodysPassword);
  await press(page, 'Sign in', 'main');
  await sees(page, 'Possible proceeds');
  await open(page, `${named.url}/selling/payouts`);
  await sees(page, 'Bank data is changed only with a second factor');
  await sees(page, '(an authenticator app or a passkey)');

  await addAuthenticator(page);
  const faults = await addPasskey(page, named.url, somebodysPassword);
  await open(page, `${named.url}/selling/payouts`);
  await press(page, 'Give your bank data');
  await fill(page, 'input[name=holder]', 'Pat Owner');
  await fill(page, 'input[name=routingNumber]', '021000021');
  await fill(page, 'input[name=accountNumber]', '123 456 789');
  await press(page, 'Save the bank data');
  await sees(page, 'give your passkey when your browser asks for it');
  faults.push(...(await inspectWidths(page, 'selling-passkey-proof')));
  expect((await named.context.db('bank_accounts').where({ consignor_id: consignorId })).length).toBe(0);
  await press(page, 'Save the bank data');
  await sees(page, /US account ending in 6789, Pat Owner\. We pay to it from/);

  // A day later the passkey is asked for again.
  await named.context.db('sessions').update({ proven_at: fromNow(-dayMs) });
  await open(page, `${named.url}/selling/payouts`);
  await press(page, 'Change your bank data');
  await fill(page, 'input[name=holder]', 'Pat Owner');
  await fill(page, 'input[name=routingNumber]', '021000021');
  await fill(page, 'input[name=accountNumber]', '987 654 321');
  await press(page, 'Save the bank data');
  await sees(page, 'give your passkey when your browser asks for it');
  await press(page, 'Save the bank data');
  await sees(page, /US account ending in 4321/);
  expect([...faults, ...(await inspect(page, 'selling-passkey-given'))]).toEqual([]);
});
