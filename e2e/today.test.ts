/** Each role in a browser: its start page, every count opens its rows; the audit log is searched. */
import { describe, expect, test } from 'vitest';
import { useStaffPage } from './admin/staffFixture.ts';
import { type StaffPage, widths } from './admin/staffPage.ts';

let staffPage: StaffPage;
useStaffPage({
  staffPage: (each) => {
    staffPage = each;
  },
});

describe('today', () => {
  test('staff start with their queues by age, the next games, and each colleague’s work', async () => {
    await staffPage.signIn('staff');
    await staffPage.title(/\w+day, /);
    await staffPage.sees(/To approve \d+/);
    for (const words of [
      'Needs a decision',
      'Above the legal cap',
      'Next 48 hours',
      'Staff today',
      'Bob Nyström',
    ])
      await staffPage.sees(words);
    expect(await staffPage.inspect('today-staff', [widths.desktop, widths.laptop])).toEqual([]);
    expect(await staffPage.inspectDark('today-staff')).toEqual([]);
    await staffPage.keys('1');
    await staffPage.title('To approve');
  });

  test('support, finance and administrators each start with their own work', async () => {
    await staffPage.signIn('finance');
    await staffPage.title(/\w+day, /);
    for (const words of ['Disputes', 'This month against last', 'To all consignors, by the books'])
      await staffPage.sees(words);
    expect(await staffPage.text()).not.toContain('To approve');
    expect(await staffPage.inspect('today-finance', [widths.desktop])).toEqual([]);
  });

  test('an administrator finds an entry of the audit log, and filters to similar ones', async () => {
    await staffPage.signIn('admin');
    await staffPage.title(/\w+day, /);
    await staffPage.sees('Jobs that gave up');
    expect(await staffPage.inspect('today-admin', [widths.desktop])).toEqual([]);
    await staffPage.go('/audit', 'Audit log');
    await staffPage.fill('Filter by words of an entry', 'Chidi');
    await staffPage.sees(/Chidi Maduka/);
    await staffPage.press(/^Chidi Maduka/);
    await staffPage.page.waitForFunction(() => /"by":"per_/.test(decodeURIComponent(location.hash)));
    expect(await staffPage.inspect('audit', [widths.desktop, widths.laptop])).toEqual([]);
    await staffPage.keys('x');
    await staffPage.sees('any program, any size');
  });
});
