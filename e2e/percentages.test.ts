/** Percentages at the desk: the book of rules, a draft with its examples, what if, and refusals that name the other. */
import { Fan } from '@holdfast/server/test/fan';
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import type { EventList } from '@holdfast/shared/catalog';
import type { PublicListings } from '@holdfast/shared/consignment';
import { expect, test } from 'vitest';
import { atTheDesk } from './office/atTheDesk.ts';
import { type Desk, widths } from './office/desk.ts';

let house: TestedHouse;
let desk: Desk;
atTheDesk({
  house: (each) => {
    house = each;
  },
  desk: (each) => {
    desk = each;
  },
});

async function read<T>(path: string): Promise<T> {
  return (await (await fetch(`${house.url}/api${path}`)).json()) as T;
}

test('finance drafts a rule, sees what it does, replays it, saves it and puts it in force', async () => {
  await desk.signIn('finance');
  await desk.title(/\w+day, /);
  await desk.go('/percentages', 'Percentages');
  await desk.sees('of 100.00 the consignor gets 80.00 and the house keeps 20.00; the fan pays 112.00');
  await desk.sees('Early commitment');

  await desk.keys('n');
  await desk.sees('not saved, not in force');
  const reach = await desk.field('Reaches');
  await reach.select('plan');
  await desk.choose('Plan', 'Early', /Early commitment/);
  await desk.fill('Of the price', '17');
  await desk.fill('At least', '2.50');
  await desk.fill('At most', '60');
  await desk.sees(/Today, 18% 100\.00 82\.00 18\.00 112\.00/);
  await desk.sees(/From now, 17% 100\.00 83\.00 17\.00 112\.00/);
  await desk.sees(/Cheap ticket: least 2\.50 counts 13\.00 10\.50 2\.50/);
  await desk.sees(/Dear ticket: most 60\.00 counts 442\.00 382\.00 60\.00/);
  await desk.sees(/Odd cent: rounded, and it still adds up 33\.33 27\.66 5\.67/);
  await desk.fill('Example with a price', '250');
  await desk.sees(/Your example 250\.00 207\.50 42\.50 280\.00/);
  await desk.press('Add a part');
  await desk.sees('Type every percentage to see worked examples');
  await desk.fill('Of the price, part 3', '1');
  await desk.sees(/From now, 18% 100\.00 82\.00 18\.00/);
  await desk.sees(/live listings? changes? with it/);

  // What contradicts itself stands beside its field; nothing is saved.
  await desk.fill('At least', '70');
  await desk.press('Save draft');
  await desk.sees('The least is more than the most');
  await desk.fill('At least', '2.50');
  await desk.press('Save draft');
  await desk.sees('The draft is saved');
  await desk.sees(/Plan Early commitment.* Draft/);
  const wrong = await desk.inspect('percentages-draft');
  wrong.push(...(await desk.inspectInTheDark('percentages-draft')));

  await desk.press('Put in force from now');
  await desk.sees('Say why, in a few words');
  await desk.fill('Reason, goes into the log', 'The board decided');
  await desk.keys('Control+Enter');
  await desk.sees('The rule stands in the book');
  await desk.sees(/Early commitment with processing 1% by the consignor 18%/);

  // The same scope with an end, twice over: the second is refused, and both are named.
  const period = async () => {
    await desk.keys('n');
    await (await desk.field('Reaches')).select('plan');
    await desk.choose('Plan', 'Broker', /Broker/);
    await desk.page.evaluate(() => {
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
    await desk.fill('Reason, goes into the log', 'A season of giving');
    await desk.sees('Put in force from Dec 1, 2099');
    await desk.keys('Control+Enter');
  };
  await period();
  await desk.sees(/Broker.*Later, to Dec 23, 2099/);
  await period();
  await desk.sees(
    /Plan Broker, 20% and 12% on top, from 2099-12-01 05:00 UTC until .* overlaps Plan Broker, 20% and 12%/,
  );
  wrong.push(...(await desk.inspect('percentages-overlap', [widths.desk, widths.laptop])));
  await desk.keys('Escape');

  // By keyboard: down to a rule, open it, close what if; history shows what is over.
  await desk.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await desk.keys('j', 'j', 'Enter');
  await desk.sees('begun as a copy of a rule');
  await desk.keys('w');
  await desk.sees('What if w');
  await desk.keys('h');
  await desk.sees('Over since');
  wrong.push(...(await desk.inspect('percentages-history')));
  expect(wrong).toEqual([]);
});

async function sell(count: number): Promise<void> {
  const { data: events } = await read<EventList>('/events?perPage=30');
  for (const { id } of events) {
    const { data: listings } = await read<PublicListings>(`/events/${id}/listings?quantity=2`);
    for (const listing of listings.slice(0, 1)) {
      await new Fan(house).buy(listing.id, 2);
      count -= 1;
    }
    if (count <= 0) return;
  }
}

test('staff read the book, try a rule, and see which rule reaches a consignor and a listing', async () => {
  await sell(12);
  await desk.signIn('staff');
  await desk.title(/\w+day, /);
  await desk.go('/percentages', 'Percentages');
  await desk.sees('Early commitment');
  await desk.keys('n');
  await desk.sees('Finance sets percentages');
  await desk.fill('Of the price', '17.5');
  await desk.press(/^Season$/);
  await desk.sees(/By consignor \d+ consignors? Sales Gets, draft More/);
  await desk.sees(/sales? replayed under the draft/);
  const wrong = await desk.inspect('percentages-what-if');

  await desk.go('/consignors', 'Consignors');
  await desk.page.waitForSelector('table.g tbody tr a');
  await desk.page.click('table.g tbody tr a');
  await desk.sees(/The house keeps [\d.]+% by (the house default|plan |the rule of)/);
  wrong.push(...(await desk.inspect('consignor-rule', [widths.desk, widths.phone])));
  const { data: events } = await read<EventList>('/events?perPage=1');
  const { data: listings } = await read<PublicListings>(`/events/${events[0]!.id}/listings`);
  await desk.page.goto(`${house.url}/admin/#/listings/${listings[0]!.id}/show`);
  await desk.sees(/[\d.]+% by (the house default|plan |the rule of).* since/);
  expect(wrong).toEqual([]);
});
