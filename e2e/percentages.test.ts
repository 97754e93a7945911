/**
 * Percentages: the list of rules, a draft with its examples, a replay, and refusals that name the other rule.
 */
import { Fan } from '@holdfast/server/test/fan';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { EventList } from '@holdfast/shared/catalog';
import type { PublicListings } from '@holdfast/shared/listings';
import { plainComponents } from '@holdfast/shared/pricing';
import { expect } from 'vitest';
import { clientOf, consignorWith, sectionsOf } from './admin/data.ts';
import { type StaffPage, widths } from './admin/staffPage.ts';
import { test } from './fixtures.ts';

/** Opens the list and begins a rule of this plan. */
async function beginRule(finance: StaffPage, typed: string, plan: RegExp): Promise<void> {
  await finance.go('/percentages', 'Percentages');
  await finance.sees('Early commitment');
  await finance.keys('n');
  await finance.sees('not saved, not in force');
  await finance.fill('Scope', 'plan');
  await finance.choose('Plan', typed, plan);
}

test('finance draft a rule and see examples while typing', async ({ finance }) => {
  await beginRule(finance, 'Early', /Early commitment/);
  await finance.sees(
    'of 100.00 the consignor gets 80.00 and the marketplace keeps 20.00; the fan pays 112.00',
  );
  await finance.fill('Of the price', '17');
  await finance.fill('At least', '2.50');
  await finance.fill('At most', '60');
  await finance.sees(/Today, 18% 100\.00 82\.00 18\.00 112\.00/);
  await finance.sees(/From now, 17% 100\.00 83\.00 17\.00 112\.00/);
  await finance.sees(/Cheap ticket: the minimum of 2\.50 applies 13\.00 10\.50 2\.50/);
  await finance.sees(/Expensive ticket: the maximum of 60\.00 applies 442\.00 382\.00 60\.00/);
  await finance.sees(/Odd cent: rounded, and it still adds up 33\.33 27\.66 5\.67/);
  await finance.fill('Example with a price', '250');
  await finance.sees(/Your example 250\.00 207\.50 42\.50 280\.00/);
  await finance.press('Add a part');
  await finance.sees('Type every percentage to see worked examples');
  await finance.fill('Of the price, part 3', '1');
  await finance.sees(/From now, 18% 100\.00 82\.00 18\.00/);
  await finance.sees(/live listings? changes? with it/);
});

test('a contradiction is shown at its field and not saved; a draft is, and put in force with a reason', async ({
  finance,
}) => {
  await beginRule(finance, 'Early', /Early commitment/);
  await finance.fill('Of the price', '17');
  await finance.press('Add a part');
  await finance.fill('Of the price, part 3', '1');
  await finance.fill('At most', '60');
  await finance.fill('At least', '70');
  await finance.press('Save draft');
  await finance.sees('The minimum is more than the maximum');
  await finance.fill('At least', '2.50');
  await finance.press('Save draft');
  await finance.sees('The draft is saved');
  await finance.sees(/Plan Early commitment.* Draft/);
  const wrong = await finance.inspect('percentages-draft');
  wrong.push(...(await finance.inspectDark('percentages-draft')));
  await finance.press('Put in force from now');
  await finance.sees('Say why, in a few words');
  await finance.fill('Reason, goes into the log', 'The board decided');
  await finance.keys('Control+Enter');
  await finance.sees('The rule is set');
  await finance.sees(/Early commitment with processing 1% by the consignor 18%/);
  expect(wrong).toEqual([]);
});

/** Puts a rule of the plan of brokers in force for some weeks. */
async function putInForceFor(finance: StaffPage, from: string, until: string): Promise<void> {
  await beginRule(finance, 'Broker', /Broker/);
  await finance.page.evaluate(
    (days) => {
      for (const [label, value] of Object.entries(days)) {
        const input = [...document.querySelectorAll('label')].find((each) =>
          (each.textContent ?? '').startsWith(label),
        )?.control as HTMLInputElement;
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value);
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }
    },
    { 'From, ': from, 'Until, ': until },
  );
  await finance.fill('Reason, goes into the log', 'A season of giving');
  await finance.sees('Put in force from Dec 1, 2099');
  await finance.keys('Control+Enter');
}

test('a second rule of the same scope and time is refused, naming both', async ({ finance }) => {
  await putInForceFor(finance, '2099-12-01', '2099-12-24');
  await finance.sees(/Broker.*Later, to Dec 23, 2099/);
  await putInForceFor(finance, '2099-12-01', '2099-12-24');
  await finance.sees(
    /Plan Broker, 20% and 12% on top, from Dec 1, 2099 until Dec 24, 2099 overlaps Plan Broker, 20% and 12%/,
  );
  expect(await finance.inspect('percentages-overlap', [widths.desktop, widths.laptop])).toEqual([]);
});

/** The marketplace default is set anew, so that the one before has ended. */
async function endedRule(app: TestApp): Promise<void> {
  const finance = await clientOf(app, 'finance');
  const rule = { components: plainComponents(2_000, 1_200), reason: 'As before' };
  expect((await finance.ask('POST', '/admin/percentages', rule)).status).toBe(201);
}

test('by keyboard: down to a rule, a copy of it, its replay closed, and the rules that ended', async ({
  app,
  finance,
}) => {
  await endedRule(app);
  await finance.go('/percentages', 'Percentages');
  await finance.sees('Early commitment');
  await finance.keys('j', 'j', 'Enter');
  await finance.sees('begun as a copy of a rule');
  await finance.keys('w');
  await finance.sees('What if w');
  await finance.keys('h');
  await finance.sees('Over since');
  expect(await finance.inspect('percentages-history')).toEqual([]);
});

/** Two tickets of each of this many events. */
async function sell(app: TestApp, count: number): Promise<void> {
  const read = async <T>(path: string) => (await (await fetch(`${app.url}/api${path}`)).json()) as T;
  const { data: events } = await read<EventList>('/events?perPage=30');
  for (const { id } of events) {
    const { data: listings } = await read<PublicListings>(`/events/${id}/listings?quantity=2`);
    const [listing] = listings;
    if (!listing) continue;
    await new Fan(app).buy(listing.id, 2);
    count -= 1;
    if (count <= 0) return;
  }
}

test('staff try a rule on past sales; finance sets it', async ({ app, staff }) => {
  await sell(app, 12);
  await staff.go('/percentages', 'Percentages');
  await staff.sees('Early commitment');
  await staff.keys('n');
  await staff.sees('Finance sets percentages');
  await staff.fill('Of the price', '17.5');
  await staff.press(/^Season$/);
  await staff.sees(/By consignor \d+ consignors? Sales Gets, draft More/);
  await staff.sees(/sales? replayed under the draft/);
  expect(await staff.inspect('percentages-what-if')).toEqual([]);
});

test('staff see which rule applies to a consignor and a listing', async ({ app, staff }) => {
  const { consignorId, ids } = await consignorWith(app, 'Cordelia Umber', sectionsOf(1));
  await staff.go(`/consignors/${consignorId}/show`, 'Cordelia Umber');
  await staff.sees(/The marketplace keeps [\d.]+% by (the marketplace default|plan |the rule of)/);
  expect(await staff.inspect('consignor-rule', [widths.desktop, widths.phone])).toEqual([]);
  await staff.page.goto(`${app.url}/admin/#/listings/${ids[0]}/show`);
  await staff.sees(/[\d.]+% by (the marketplace default|plan |the rule of).* since/);
});
