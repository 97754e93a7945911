/** Price rules that run daily: saved from the panel of a view, run now, switched off, changed, deleted. */
import type { SavedPriceRule } from '@holdfast/shared/listings';
import { expect } from 'vitest';
import { consignorWith, sectionsOf } from '../admin/data.ts';
import { widths } from '../admin/staffPage.ts';
import { test } from '../fixtures.ts';
import { Colleague } from './colleague.ts';

let other: Colleague;
test.beforeAll(async ({ app }) => {
  other = await Colleague.of(app);
});

const screens = [widths.desktop, widths.laptop, widths.phone];

test('a price rule is saved from its panel, runs, and is switched off, changed and deleted', async ({
  app,
  staff,
}) => {
  const { consignorId, ids } = await consignorWith(app, 'Araminta Fosse', sectionsOf(2));
  await staff.go(`/pricing?consignorId=${consignorId}`, 'Pricing');
  await staff.rows(2);
  await staff.keys('Shift+p');
  await staff.type('-10');
  await staff.ready();
  await staff.press('Save this rule and run it daily');
  await staff.fill('Name of the rule', 'A tenth less each day');
  expect(await staff.inspect('desk-save-rule', screens)).toEqual([]);
  await staff.press('Save the rule');
  await staff.sees('“A tenth less each day” is saved. It runs next on');
  await staff.press('All price rules');
  await staff.title('Price rules');
  await staff.sees('Prices by −10%');
  await staff.press('Run now');
  await staff.sees(/: 2 done(?! so far)/);
  expect(await other.priceOf(ids[0] as string)).toBe(9_000);
  expect(await staff.inspect('desk-price-rules', screens)).toEqual([]);
  await staff.press('Switch off');
  await staff.sees('Switch on');
  await staff.press('A tenth less each day');
  await staff.fill('New price or change', '-5');
  expect(await staff.inspect('desk-price-rule', screens)).toEqual([]);
  await staff.keys('Control+Enter');
  await staff.sees('Prices by −5%');
  // Another tab switches it on: what is typed here is not put over that.
  await staff.press('A tenth less each day');
  await staff.fill('New price or change', '-7');
  const { data } = (await other.ask<{ data: SavedPriceRule[] }>('GET', '/admin/price-rules')).body;
  const [{ id, name, pricing, runsAt, version }] = data as [SavedPriceRule];
  await other.ask('PUT', `/admin/price-rules/${id}`, { name, pricing, runsAt, version, isOn: true });
  await staff.keys('Control+Enter');
  await staff.sees(/changed this rule meanwhile; it is switched on\. Nothing was changed\./);
  await staff.keys('Escape');
  await staff.sees('Prices by −5%');
  await staff.press('A tenth less each day');
  await staff.sees(/Changed by /);
  await staff.press('Delete the rule');
  await staff.press('Yes, delete the rule');
  await staff.sees('No rule is saved yet.');
});
