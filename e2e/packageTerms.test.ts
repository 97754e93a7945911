/** Season packages: their terms, the days of a season, and their end; each refusal stands at its field. */

import { buildConsignor } from '@holdfast/server/test/factories/consignors';
import { expect } from 'vitest';
import { newPackage } from './admin/package.ts';
import { type StaffPage, widths } from './admin/staffPage.ts';
import { test } from './fixtures.ts';
import { locate } from './page.ts';

const screens = [widths.desktop, widths.laptop];

/** The message below the field with this label. */
async function refusalAt(staff: StaffPage, label: string): Promise<string> {
  const message = locate(
    staff.page,
    (wanted) => {
      const found = [...document.querySelectorAll('label')].find(
        (each) => (each.textContent ?? '').replaceAll(/\s+/g, ' ').trim() === wanted,
      );
      const field = found?.control ?? document.querySelector(`[aria-label="${CSS.escape(wanted)}"]`);
      if (field?.getAttribute('aria-invalid') !== 'true') return null;
      return document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent;
    },
    label,
  );
  return (await message.wait()) as string;
}

/** Gives the first opponent in the list its own price. @returns the opponent's name */
async function chooseOpponent(staff: StaffPage): Promise<string> {
  const list = await staff.field('Another price against').waitHandle();
  const [id, name] = await list.evaluate((select) => {
    const option = (select as unknown as HTMLSelectElement).options[1];
    return [option?.value ?? '', option?.text ?? ''] as const;
  });
  await staff.fill('Another price against', id);
  return name;
}

test('a price below the floor is refused at its field, also that of one opponent', async ({ app, staff }) => {
  await buildConsignor(app.context, { name: 'Anselm Vreeland' });
  await staff.go('/packages/create', 'Consign games of a season');
  await staff.choose('Consignor', 'Vreeland', /Anselm Vreeland/);
  await staff.choose('Season', 'Steelers', /Steelers/);
  await staff.fill('Section', '778');
  await staff.fill('Row', 'D');
  await staff.fill('Seats', '1–4');
  await staff.fill('Price each, before the fee', '100');
  await staff.fill('Floor each', '120');
  const opponent = await chooseOpponent(staff);
  await staff.fill(`Against ${opponent}, price each`, '90');
  await staff.keys('Control+Enter');
  expect(await refusalAt(staff, 'Price each, before the fee')).toBe(
    'The price comes to 100.00, below the floor of 120.00. Change one of the two.',
  );
  expect(await refusalAt(staff, `Against ${opponent}, price each`)).toMatch(
    /^The price comes to 90\.00, below/,
  );
  expect(await staff.inspect('package-prices', screens)).toEqual([]);
  await staff.fill('Price each, before the fee', '130');
  await staff.fill(`Against ${opponent}, price each`, '150');
  await staff.press('None');
  await staff.press('Save as a draft');
  await staff.title('778 / D / 1–4');
  await staff.sees(`Against ${opponent} 150.00`);
});

test('other terms count for the games that are consigned from now on', async ({ app, staff }) => {
  const { id, title } = await newPackage(app, {
    consigned: 1,
    price: { by: 'set', amount: 13_000 },
    floorAmount: 12_000,
  });
  await staff.go(`/packages/${id}/show`, title);
  await staff.keys('t');
  await staff.sees('For the games that are consigned from now on');
  await staff.sees('1 listing of this package keeps its price and rules.');
  await staff.pick('The price is', /face value/);
  await staff.fill('Percent above the face value', '10');
  await staff.keys('Control+Enter');
  expect(await refusalAt(staff, 'Face value each')).toMatch(/^The price follows the face value/);
  await staff.fill('Face value each', '100');
  await staff.keys('Control+Enter');
  expect(await refusalAt(staff, 'Percent above the face value')).toMatch(/comes to 110\.00, below the floor/);
  expect(await staff.inspect('package-terms', screens)).toEqual([]);
  await staff.fill('Percent above the face value', '40');
  await staff.fill('Delivery note, for staff', 'Mobile, two days before');
  await staff.keys('Control+Enter');
  await staff.sees('The terms are changed.');
  await staff.sees('Price each Face value + 40%');
  await staff.sees('Mobile, two days before');
});

test('the days of a season are set by keyboard, and contradictions refused', async ({ app, staff }) => {
  const { id, title } = await newPackage(app, { team: 'Bears' });
  await staff.go(`/packages/${id}/show`, title);
  await staff.keys('w');
  await staff.sees('Every package of this season reads these days.');
  await staff.typeInto('Regular season, first day', '09102037');
  await staff.typeInto('Regular season, last day', '01102038');
  await staff.typeInto('Play-offs, first day', '01092038');
  await staff.typeInto('Play-offs, last day', '02142038');
  await staff.keys('Control+Enter');
  expect(await refusalAt(staff, 'Play-offs, first day')).toBe(
    'The play-offs begin after the regular season. Give a later first day.',
  );
  expect(await staff.inspect('package-season', screens)).toEqual([]);
  await staff.typeInto('Play-offs, first day', '01162038');
  const lastDay = await staff.field('On sale, last day').waitHandle();
  await lastDay.press('Delete');
  await staff.keys('Control+Enter');
  expect(await refusalAt(staff, 'On sale, last day')).toBe(
    'Finish this date, such as 11/29/2026, or clear it.',
  );
  await staff.typeInto('On sale, last day', '09092037');
  await staff.keys('Control+Enter');
  await staff.sees('The days of the season are set.');
  await staff.sees('Play-offs Jan 16, 2038 to Feb 14, 2038');
});

test('a package ends with a reason; what was consigned stays in the queue', async ({ app, staff }) => {
  const { id, title } = await newPackage(app, { consigned: 1 });
  await staff.go(`/packages/${id}/show`, title);
  await staff.keys('e');
  await staff.sees('What becomes of its games');
  await staff.sees('Consigned 1 stays in the queue');
  await staff.keys('Control+Enter');
  expect(await refusalAt(staff, 'Reason, goes into the log')).toBe('Say why, in a few words.');
  expect(await staff.inspect('package-end', screens)).toEqual([]);
  await staff.fill('Reason, goes into the log', 'He moved away');
  await staff.keys('Control+Enter');
  await staff.sees('Ended: He moved away');
  expect(await staff.inspect('package-ended', screens)).toEqual([]);
});
