/** Finance asks for a large file, sees how far it is, leaves the page, and downloads every row of it. */
import { expect } from 'vitest';
import { widths } from './admin/staffPage.ts';
import { test as base } from './fixtures.ts';

const screens = [widths.desktop, widths.phone];
/** The demo's ledger is large to this application. */
const test = base.extend('env', { scope: 'file' }, { EXPORT_ROWS_AT_ONCE: '1000' });

test('the general ledger is written in the background and downloaded', async ({ app, finance }) => {
  const { db } = app.context;
  await finance.go('/exports', 'Exports');
  await finance.sees('a file of 1,000 rows or more appears here');
  expect(await finance.inspect('exports-empty', screens)).toEqual([]);

  await finance.go('/ledger-entries', 'General ledger');
  await db.transaction(async (trx) => {
    // Nothing of a file is kept until the page has said how far it is.
    await trx.raw('LOCK TABLE export_parts IN EXCLUSIVE MODE');
    await finance.keys('x');
    await finance.press(/^CSV/);
    await finance.sees(/Preparing: 0 of [\d,]+ rows You may leave this page/);
    expect(await finance.inspect('export-preparing', screens)).toEqual([]);
    await finance.press('Exports');
    await finance.title('Exports');
    await finance.sees(/0 of [\d,]+ rows/);
  });
  await finance.sees(/general-ledger\S*\.csv Ready [\d,]+ rows, CSV/);
  expect(await finance.inspect('exports-ready', screens)).toEqual([]);

  // The browser of the test keeps no downloads.
  const file = await finance.page.evaluate(async () => {
    const link = [...document.querySelectorAll<HTMLAnchorElement>('a[download]')].find(
      ({ textContent }) => textContent === 'Download',
    );
    const answer = await fetch(link?.href ?? '');
    return { text: await answer.text(), as: answer.headers.get('content-disposition') };
  });
  expect(file.as).toMatch(/attachment; filename="?general-ledger.*\.csv/);
  const [entries] = await db('ledger_entries').count({ count: '*' });
  const lines = file.text.trimEnd().split('\n');
  // A head, and a line for each entry: nothing was posted meanwhile.
  expect(lines.length - 1).toBe(Number(entries?.count));
  expect(new Set(lines).size).toBe(lines.length);
});
