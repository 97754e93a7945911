/**
 * Percentages: the list of rules, a draft with its examples, a replay, and refusals that name the other rule.
 */
import { Fan } from '@holdfast/server/test/fan';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { EventList } from '@holdfast/shared/catalog';
import type { PublicListings } from '@holdfast/shared/listings';
import { expect, test } from 'vitest';
import { useStaffPage } from './admin/staffFixture.ts';
import { type StaffPage, widths } from './admin/staffPage.ts';

let app: TestApp;
let staffPage: StaffPage;
useStaffPage({
  app: (each) => {
    app = each;
  },
  staffPage: (each) => {
    staffPage = each;
  },
});

async function read<T>(path: string): Promise<T> {
  return (await (await fetch(`${app.url}/api${path}`)).json()) as T;
}

test('finance draft a rule, see examples, replay it, save it and put it in force', async () => {
  await staffPage.signIn('finance');
  await staffPage.title(/\w+day, /);
  await staffPage.go('/percentages', 'Percentages');
  await staffPage.sees(
    'of 100.00 the consignor gets 80.00 and the marketplace keeps 20.00; the fan pays 112.00',
  );
  await staffPage.sees('Early commitment');

  await staffPage.keys('n');
  await staffPage.sees('not saved, not in force');
  const scope = await staffPage.field('Scope');
  await scope.select('plan');
  await staffPage.choose('Plan', 'Early', /Early commitment/);
  await staffPage.fill('Of the price', '17');
  await staffPage.fill('At least', '2.50');
  await staffPage.fill('At most', '60');
  await staffPage.sees(/Today, 18% 100\.00 82\.00 18\.00 112\.00/);
  await staffPage.sees(/From now, 17% 100\.00 83\.00 17\.00 112\.00/);
  await staffPage.sees(/Cheap ticket: the minimum of 2\.50 applies 13\.00 10\.50 2\.50/);
  await staffPage.sees(/Expensive ticket: the maximum of 60\.00 applies 442\.00 382\.00 60\.00/);
  await staffPage.sees(/Odd cent: rounded, and it still adds up 33\.33 27\.66 5\.67/);
  await staffPage.fill('Example with a price', '250');
  await staffPage.sees(/Your example 250\.00 207\.50 42\.50 280\.00/);
  await staffPage.press('Add a part');
  await staffPage.sees('Type every percentage to see worked examples');
  await staffPage.fill('Of the price, part 3', '1');
  await staffPage.sees(/From now, 18% 100\.00 82\.00 18\.00/);
  await staffPage.sees(/live listings? changes? with it/);

  // Contradictions are shown at their fields; nothing is saved.
  await staffPage.fill('At least', '70');
  await staffPage.press('Save draft');
  await staffPage.sees('The minimum is more than the maximum');
  await staffPage.fill('At least', '2.50');
  await staffPage.press('Save draft');
  await staffPage.sees('The draft is saved');
  await staffPage.sees(/Plan Early commitment.* Draft/);
  const wrong = await staffPage.inspect('percentages-draft');
  wrong.push(...(await staffPage.inspectDark('percentages-draft')));

  await staffPage.press('Put in force from now');
  await staffPage.sees('Say why, in a few words');
  await staffPage.fill('Reason, goes into the log', 'The board decided');
  await staffPage.keys('Control+Enter');
  await staffPage.sees('The rule is set');
  await staffPage.sees(/Early commitment with processing 1% by the consignor 18%/);

  // The same scope with an end, twice: the second is refused, naming both.
  const period = async () => {
    await staffPage.keys('n');
    await (await staffPage.field('Scope')).select('plan');
    await staffPage.choose('Plan', 'Broker', /Broker/);
    await staffPage.page.evaluate(() => {
      const set = (label: RegExp, value: string) => {
        const input = [...document.querySelectorAll('label')].find((each) =>
          label.test(each.textContent ?? ''),
        )?.control as HTMLInputElement;
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value);
        input.dispatchEvent(new Event('input', { bubbles: true }));
      };
      set(/^From, /, '2099-12-01T00:00');
      set(/^Until, /, '2099-12-24T00:00');
    });
    await staffPage.fill('Reason, goes into the log', 'A season of giving');
    await staffPage.sees('Put in force from Dec 1, 2099');
    await staffPage.keys('Control+Enter');
  };
  await period();
  await staffPage.sees(/Broker.*Later, to Dec 23, 2099/);
  await period();
  await staffPage.sees(
    /Plan Broker, 20% and 12% on top, from 2099-12-01 05:00 UTC until .* overlaps Plan Broker, 20% and 12%/,
  );
  wrong.push(...(await staffPage.inspect('percentages-overlap', [widths.desktop, widths.laptop])));
  await staffPage.keys('Escape');

  // By keyboard: down to a rule, open it, close the replay; history shows ended rules.
  await staffPage.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await staffPage.keys('j', 'j', 'Enter');
  await staffPage.sees('begun as a copy of a rule');
  await staffPage.keys('w');
  await staffPage.sees('What if w');
  await staffPage.keys('h');
  await staffPage.sees('Over since');
  wrong.push(...(await staffPage.inspect('percentages-history')));
  expect(wrong).toEqual([]);
});

async function sell(count: number): Promise<void> {
  const { data: events } = await read<EventList>('/events?perPage=30');
  for (const { id } of events) {
    const { data: listings } = await read<PublicListings>(`/events/${id}/listings?quantity=2`);
    for (const listing of listings.slice(0, 1)) {
      await new Fan(app).buy(listing.id, 2);
      count -= 1;
    }
    if (count <= 0) return;
  }
}

test('staff read the rules, try one, and see which rule applies to a consignor and a listing', async () => {
  await sell(12);
  await staffPage.signIn('staff');
  await staffPage.title(/\w+day, /);
  await staffPage.go('/percentages', 'Percentages');
  await staffPage.sees('Early commitment');
  await staffPage.keys('n');
  await staffPage.sees('Finance sets percentages');
  await staffPage.fill('Of the price', '17.5');
  await staffPage.press(/^Season$/);
  await staffPage.sees(/By consignor \d+ consignors? Sales Gets, draft More/);
  await staffPage.sees(/sales? replayed under the draft/);
  const wrong = await staffPage.inspect('percentages-what-if');

  await staffPage.go('/consignors', 'Consignors');
  await staffPage.page.waitForSelector('[aria-label="Consignors"] tbody a');
  await staffPage.page.click('[aria-label="Consignors"] tbody a');
  await staffPage.sees(/The marketplace keeps [\d.]+% by (the marketplace default|plan |the rule of)/);
  wrong.push(...(await staffPage.inspect('consignor-rule', [widths.desktop, widths.phone])));
  const { data: events } = await read<EventList>('/events?perPage=1');
  const { data: listings } = await read<PublicListings>(`/events/${events[0]!.id}/listings`);
  await staffPage.page.goto(`${app.url}/admin/#/listings/${listings[0]!.id}/show`);
  await staffPage.sees(/[\d.]+% by (the marketplace default|plan |the rule of).* since/);
  expect(wrong).toEqual([]);
});
