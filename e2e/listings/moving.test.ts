/** Rows leave a long list while it is scrolled through; whoever scrolls sees each row once. */
import { expect } from 'vitest';
import { consignorWith, sectionsOf } from '../admin/data.ts';
import type { StaffPage } from '../admin/staffPage.ts';
import { test } from '../fixtures.ts';
import { drawn, patience } from '../page.ts';
import { Colleague } from './colleague.ts';

/** The ids of the rows that are drawn, by index. */
const drawnRows = ({ page }: StaffPage): Promise<[index: number, id: string][]> =>
  page.$$eval('.ag-row:not(.ag-row-pinned)', (rows) =>
    rows.map((row): [number, string] => [
      Number(row.getAttribute('row-index')),
      row.getAttribute('row-id') ?? '',
    ]),
  );

/** Scrolls the grid to its end, a screen at a time, and calls back after each. */
async function scrollThrough(staff: StaffPage, onScreen: () => Promise<void>): Promise<void> {
  for (;;) {
    await staff.page.waitForFunction(
      () =>
        [...document.querySelectorAll('.ag-row:not(.ag-row-pinned)')].every((row) =>
          row.hasAttribute('row-id'),
        ),
      patience,
    );
    await onScreen();
    const isAtEnd = await staff.page.evaluate(() => {
      const body = [...document.querySelectorAll('.ag-host *')].find(
        (each) =>
          each.scrollHeight > each.clientHeight + 20 && /auto|scroll/.test(getComputedStyle(each).overflowY),
      )!;
      const at = body.scrollTop;
      body.scrollTop += body.clientHeight - 60;
      return body.scrollTop === at;
    });
    if (isAtEnd) return;
    await drawn(staff.page);
  }
}

test('listings that a colleague approves between two parts of the queue hide none of the others', async ({
  app,
  staff,
}) => {
  const { ids } = await consignorWith(
    app,
    'Thaddeus Quillfeather',
    sectionsOf(260, { state: 'submitted', priceAmount: 12_000 }),
  );
  const colleague = await Colleague.of(app);
  await staff.go('/to-approve?q=Quillfeather&sort=price', 'To approve');
  await staff.sees('260 listings');
  const seen = new Map<number, string>();
  let approved = 0;
  await scrollThrough(staff, async () => {
    for (const [index, id] of await drawnRows(staff)) seen.set(index, id);
    if (seen.size < 30 || approved >= 60) return;
    const leaving = [...seen.values()].slice(approved, approved + 20);
    await colleague.act({ action: 'approve', ids: leaving });
    approved += 20;
  });
  expect(approved).toBe(60);
  expect([...seen.values()].sort()).toEqual([...ids].sort());
});

test('a page past the end of the outbox says so and leads back', async ({ support }) => {
  await support.go('/emails?page=4000', /Outbox|Emails/);
  await support.sees('Page 4,000 is past the end of the list. This is its first page.');
  expect(await support.inspect('past-the-end')).toEqual([]);
});
