/** A fan makes an account in the browser, by the email's link. */
import { newestToken } from '@holdfast/server/test/invitationLinks';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Page } from 'puppeteer';
import { sees } from '../page.ts';
import { open, press } from './journey.ts';

/** From the page of the sign-in to the signed-in page that follows. */
export async function createAccount(
  page: Page,
  app: Pick<TestApp, 'context' | 'url'>,
  { name, email, password }: { name: string; email: string; password: string },
): Promise<void> {
  // Until it is there, the page that led here is, which may have fields of its own.
  await sees(page, 'Create an account');
  const [, , asked] = await page.$$('main form input');
  await asked!.type(email);
  await press(page, 'Create my account');
  await sees(page, 'Look into your email');
  const token = await newestToken(app, email, { kind: 'emailConfirmation' });
  await page.goto('about:blank');
  await open(page, `${app.url}/confirm-email#${token}`);
  await sees(page, 'Finish your account');
  const fields = await page.$$('main form input:not([type=hidden])');
  await fields[0]!.type(name);
  await fields[1]!.type(password);
  await press(page, 'Create my account');
}
