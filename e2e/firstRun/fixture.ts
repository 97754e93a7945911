/** An application on an empty database, the people of the journey, and browsers in which two of them stay signed in. */
import { startTestApp } from '@holdfast/server/test/runningApp';
import { testPort } from '@holdfast/server/test/testPort';
import type { Page } from 'puppeteer';
import { expect } from 'vitest';
import { type Visitor, visitor, widths } from '../fan/watch.ts';
import { test as base } from '../fixtures.ts';

export const test = base
  /** A whole application on an empty database, without the demo. Passkeys need a site with a name. */
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
  .extend('empty', { scope: 'file' }, async ({}, { onCleanup }) => {
    const port = String(await testPort());
    const url = `http://localhost:${port}`;
    const app = await startTestApp({ DEMO: '0', PORT: port, PUBLIC_URL: url });
    let hasEnded = false;
    onCleanup(async () => {
      try {
        if (!hasEnded) await app.verify();
      } finally {
        await app.close();
      }
    });
    return {
      ...app,
      url,
      /** Its process ends, as at a restart; the database stays. */
      async end() {
        hasEnded = true;
        await app.verify();
        await app.stop();
      },
    };
  })
  /** The administrator's browser, in which they stay signed in from test to test. */
  .extend('his', { scope: 'file' }, async ({ browser }, { onCleanup }) => {
    const opened = await visitor(browser, widths.desktop);
    onCleanup(() => opened.close());
    return opened;
  })
  /** That of a member of staff. */
  .extend('hers', { scope: 'file' }, async ({ browser }, { onCleanup }) => {
    const opened = await visitor(browser, widths.desktop);
    onCleanup(() => opened.close());
    return opened;
  });

export const people = {
  admin: { name: 'Ruth Adeyemi', email: 'ruth@market.example', password: 'the first of them all' },
  staff: { name: 'Noor Haddad', email: 'noor@market.example', password: 'a password of her own' },
  fan: { name: 'Dana Cole', email: 'dana@fans.example', password: 'seats for the two of us' },
  gate: { name: 'Gil Okafor', email: 'gil@market.example', password: 'the doors are open' },
  consignor: { name: 'Ben Abara', email: 'ben@abara.example', password: 'tickets for everybody' },
};
/** What she sets by the link of an email. */
export const newPassword = 'yet another password';

/** Types into the fields of the page's form, in their order. */
export async function give(page: Page, ...texts: string[]): Promise<void> {
  const fields = await page.$$('main form input:not([type=hidden])');
  expect(fields).toHaveLength(texts.length);
  for (const [at, text] of texts.entries()) await fields[at]!.type(text);
}

/** Nothing that the scripts complained about passes. @param asked refusals that are meant, such as those that ask for a code */
export function expectCalm({ complaints }: Visitor, asked = false): void {
  if (!asked) expect(complaints).toEqual([]);
  complaints.length = 0;
}
