/** Each role in a browser: it opens on its own work, and every count opens its rows; the audit log is searched. */
import { describe, expect, test } from 'vitest';
import { atTheDesk } from './office/atTheDesk.ts';
import { type Desk, widths } from './office/desk.ts';

let desk: Desk;
atTheDesk({
  desk: (each) => {
    desk = each;
  },
});

describe('today', () => {
  test('staff open on their queues by age, the next games, and what each did', async () => {
    await desk.signIn('staff');
    await desk.title(/\w+day, /);
    await desk.sees(/To approve \d+/);
    for (const words of [
      'Needs a decision',
      'Above the legal cap',
      'Next 48 hours',
      'The desk today',
      'Bob Nyström',
    ])
      await desk.sees(words);
    expect(await desk.inspect('today-staff', [widths.desk, widths.laptop])).toEqual([]);
    expect(await desk.inspectInTheDark('today-staff')).toEqual([]);
    await desk.keys('1');
    await desk.title('To approve');
  });

  test('support, finance and administrators each open on theirs', async () => {
    await desk.signIn('finance');
    await desk.title(/\w+day, /);
    for (const words of ['Disputes', 'This month against last', 'To all consignors, by the books'])
      await desk.sees(words);
    expect(await desk.text()).not.toContain('To approve');
    expect(await desk.inspect('today-finance', [widths.desk])).toEqual([]);
  });

  test('an administrator finds an entry of the audit log, and narrows to its like', async () => {
    await desk.signIn('admin');
    await desk.title(/\w+day, /);
    await desk.sees('Jobs that gave up');
    expect(await desk.inspect('today-admin', [widths.desk])).toEqual([]);
    await desk.go('/audit', 'Audit log');
    await desk.fill('Filter by words of an entry', 'Chidi');
    await desk.sees(/Chidi Maduka/);
    await desk.press(/^Chidi Maduka/);
    await desk.page.waitForFunction(() => /by=per_/.test(location.hash));
    expect(await desk.inspect('audit', [widths.desk, widths.laptop])).toEqual([]);
    await desk.keys('x');
    await desk.sees('any program, any size');
  });
});
