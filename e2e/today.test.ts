/** Each role in a browser: its start page, every count opens its rows; the audit log is searched. */
import { describe, expect } from 'vitest';
import { widths } from './admin/staffPage.ts';
import { test } from './fixtures.ts';

describe('today', () => {
  test('staff start with their queues by age, the next games, and each colleague’s work', async ({
    staff,
  }) => {
    await staff.start();
    await staff.sees(/Tickets not sent in time \d+/);
    await staff.sees(/To approve \d+/);
    for (const words of [
      'Needs a decision',
      'Above the legal cap',
      'Next 48 hours',
      'Staff today',
      'Bob Nyström',
    ])
      await staff.sees(words);
    expect(await staff.inspect('today-staff', [widths.desktop, widths.laptop])).toEqual([]);
    expect(await staff.inspectDark('today-staff')).toEqual([]);
    await staff.keys('3');
    await staff.title('To approve');
  });

  test('support and finance start with their own work', async ({ finance, support }) => {
    await support.start();
    await support.sees('Disputes');
    expect(await support.text()).not.toContain('To approve');
    await finance.start();
    for (const words of ['Disputes', 'This month against last', 'To all consignors, by the books'])
      await finance.sees(words);
    expect(await finance.text()).not.toContain('To approve');
    expect(await finance.inspect('today-finance', [widths.desktop])).toEqual([]);
  });

  test('an administrator finds an entry of the audit log, and filters to similar ones', async ({ admin }) => {
    await admin.start();
    await admin.sees('Jobs that gave up');
    expect(await admin.inspect('today-admin', [widths.desktop])).toEqual([]);
    await admin.go('/audit', 'Audit log');
    await admin.fill('Filter by words of an entry', 'Chidi');
    await admin.sees(/Chidi Maduka/);
    await admin.press(/^Chidi Maduka/);
    await admin.at(/"by":"per_/);
    expect(await admin.inspect('audit', [widths.desktop, widths.laptop])).toEqual([]);
    await admin.keys('x');
    await admin.sees('any program, any size');
  });
});
