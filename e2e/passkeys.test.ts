/** A passkey of the browser's own (virtual) authenticator: added on the account's page, then signed in with at both doors. */
import { somebody } from '@holdfast/server/test/people';
import { startTestApp } from '@holdfast/server/test/runningApp';
import { testPort } from '@holdfast/server/test/testPort';
import { expect, onTestFinished } from 'vitest';
import { open, press, signOut } from './fan/journey.ts';
import { inspect } from './fan/watch.ts';
import { test } from './fixtures.ts';
import { sees } from './page.ts';

test('an administrator adds a passkey, signs in with it at both doors, and shows by it that it is them', async ({
  visit: { page },
}) => {
  // Passkeys need a site with a name.
  const port = String(await testPort());
  const site = `http://localhost:${port}`;
  const app = await startTestApp({ PORT: port, PUBLIC_URL: site });
  onTestFinished(() => app.close());
  const { id } = await somebody(app, ['admin'], { name: 'Noor Haddad' });
  const { email } = await app.context.db('people').where({ id }).first();
  const password = 'a long enough one';
  const devtools = await page.createCDPSession();
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });

  await open(page, `${site}/sign-in?next=/account`);
  const [name, secret] = await page.$$('main form input');
  await name!.type(email);
  await secret!.type(password);
  await press(page, 'Sign in', 'main');
  await sees(page, 'You have none yet.');
  await press(page, 'Add a passkey');
  await page.type('form[aria-label="Add a passkey"] input[type=password]', password);
  const faults = await inspect(page, 'passkey-add');
  await press(page, 'Make a passkey on this device');
  await sees(page, 'not used yet');
  faults.push(...(await inspect(page, 'passkeys')));

  await signOut(page);
  await open(page, `${site}/sign-in`);
  await press(page, 'Sign in with a passkey');
  await sees(page, 'Your orders');
  await signOut(page);
  await page.goto(`${site}/admin/`);
  await sees(page, 'Sign in to the back office');
  await press(page, 'Sign in with a passkey');
  await sees(page, 'Work queues');

  // The next day, before anything that people or money hang on.
  await app.context.db('sessions').update({ proven_at: new Date(Date.now() - 24 * 60 * 60 * 1000) });
  await page.goto(`${site}/admin/#/settings`);
  await sees(page, 'Where fans write to');
  await page.type('input[name=name]', ' Tickets');
  await press(page, 'Save the settings');
  await sees(page, 'Show that it is you');
  faults.push(...(await inspect(page, 'fresh-proof')));
  await page.evaluate(() =>
    [...document.querySelectorAll('button')]
      .find(({ textContent }) => textContent === 'Use a passkey')
      ?.click(),
  );
  await sees(page, 'The settings are saved.');
  expect(faults).toEqual([]);
});
