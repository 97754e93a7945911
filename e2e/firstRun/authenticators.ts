/** Passkeys of the browser's own (virtual) authenticator, and codes of an authenticator app, on the account's page. */
import { appCode } from '@holdfast/server/test/appCode';
import type { Page } from 'puppeteer';
import { press } from '../fan/journey.ts';
import { inspectWidths } from '../fan/watch.ts';
import { sees } from '../page.ts';

/** Gives the page an authenticator that has its owner's finger. */
export async function addAuthenticator(page: Page): Promise<void> {
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
}

/** Adds a passkey on the account's page. @returns the faults of its pages */
export async function addPasskey(page: Page, site: string, password: string): Promise<string[]> {
  await page.goto(`${site}/account`);
  await sees(page, 'You have none yet.');
  await press(page, 'Add a passkey');
  await page.type('form[aria-label="Add a passkey"] input[type=password]', password);
  const faults = await inspectWidths(page, 'passkey-add');
  await press(page, 'Make a passkey on this device');
  await sees(page, 'not used yet');
  faults.push(...(await inspectWidths(page, 'passkeys')));
  return faults;
}

/** Sets the second factor up on the account's page. @returns the app's secret, and the faults of its pages */
export async function setUpSecondFactor(
  page: Page,
  site: string,
  password: string,
): Promise<{ secret: string; faults: string[] }> {
  await page.goto(`${site}/account`);
  await sees(page, 'Set up a second factor');
  await page.type('form[aria-label="Set up a second factor"] input', password);
  await press(page, 'Set up a second factor', 'main form[aria-label="Set up a second factor"]');
  await sees(page, 'Scan this with an authenticator app');
  const faults = await inspectWidths(page, 'second-factor-scan');
  const secret = await page.$eval(
    '.second-factor code',
    (code) => code.textContent?.replaceAll(' ', '') ?? '',
  );
  // The code before the current one, so that the current one signs in afterwards: it is taken until this step ends.
  while (Date.now() % 30_000 > 15_000) await new Promise((resolve) => setTimeout(resolve, 200));
  await page.type('form[aria-label="Confirm the second factor"] input', appCode(secret, -1));
  await press(page, 'Turn it on');
  await sees(page, 'Keep these recovery codes.');
  faults.push(...(await inspectWidths(page, 'second-factor-codes')));
  await press(page, 'I have kept them');
  await sees(page, '10 recovery codes are left.');
  return { secret, faults };
}
