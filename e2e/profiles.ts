/** Browser profiles with somebody of the demo signed in: signing in and reading the scripts is done once per file. */
import { demoAccounts } from '@holdfast/server/accounts/index';
import type { Role } from '@holdfast/shared/accounts';
import type { Browser, BrowserContext, Page } from 'puppeteer';
import { preparePage } from './page.ts';

/** The profiles of one application. */
export interface Profiles {
  /** Of the application. */
  url: string;
  /** A new page of this role's profile, or of a new profile when nobody is signed in. It remembers nothing but who. */
  newPage(role: Role | null): Promise<Page>;
  close(): Promise<void>;
}

/** @param url of the application */
export function createProfiles(browser: Browser, url: string): Profiles {
  const signedIn = new Map<Role, Promise<BrowserContext>>();
  const opened: BrowserContext[] = [];
  const newContext = async () => {
    const context = await browser.createBrowserContext();
    opened.push(context);
    return context;
  };
  const signIn = async (role: Role) => {
    const context = await newContext();
    const page = await context.newPage();
    // A page of the API may ask nothing: its Content-Security-Policy.
    await page.goto(`${url}/robots.txt`);
    const status = await page.evaluate(askForSession, accountOf(role));
    if (status >= 300) throw new Error(`Nobody could sign in as ${role}: status ${status}`);
    await page.close();
    return context;
  };
  return {
    url,
    async newPage(role) {
      if (role !== null && !signedIn.has(role)) signedIn.set(role, signIn(role));
      const context = await (role === null ? newContext() : (signedIn.get(role) as Promise<BrowserContext>));
      const page = await context.newPage();
      await preparePage(page);
      // What an earlier test's page has stored, such as columns, is forgotten.
      const devtools = await page.createCDPSession();
      await devtools.send('Storage.clearDataForOrigin', { origin: url, storageTypes: 'local_storage' });
      await devtools.detach();
      return page;
    },
    close: async () => {
      for (const context of opened) await context.close();
    },
  };
}

/** The demo's account of this role. */
export function accountOf(role: Role): { email: string; password: string } {
  const account = demoAccounts.find((each) => each.role === role);
  if (!account) throw new Error(`The demo has no account for ${role}`);
  return { email: account.email, password: account.password };
}

/** Runs in the page, so that the browser itself stores the cookie. @returns the answer's status */
async function askForSession(account: { email: string; password: string }): Promise<number> {
  const answer = await fetch('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  return answer.status;
}
