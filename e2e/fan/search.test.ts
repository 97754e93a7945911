/** A fan searches: suggestions by keyboard, slips, and filters that Back undoes. */
import type { TestApp } from '@holdfast/server/test/runningApp';
import { expect, test } from 'vitest';
import { patience, sees } from '../page.ts';
import { useFanPage } from './fanFixture.ts';
import { fill, heading, open, press, settled } from './journey.ts';
import { inspect, type Visitor, widths } from './watch.ts';

let app: TestApp;
let fan: Visitor;
useFanPage({
  app(started) {
    app = started;
  },
  visitor(somebody) {
    fan = somebody;
  },
});

test('suggestions appear while typing, and open by keyboard alone', async () => {
  const { page } = fan;
  await open(page, app.url);
  await page.type('#big-q', 'pitsburgh stee');
  await sees(page, 'Pittsburgh Steelers All events');
  expect(await inspect(page, 'suggestions')).toEqual([]);
  await page.keyboard.press('ArrowDown');
  expect(await page.$eval('#big-q', (field) => field.getAttribute('aria-activedescendant'))).toBeTruthy();
  const chosen = await page.$eval('[role=option][aria-selected=true] b', (title) => title.textContent);
  expect(chosen).toBe('Pittsburgh Steelers');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('[role=listbox]')?.checkVisibility(), patience);
  await page.type('#big-q', 'l');
  await page.waitForFunction(() => document.querySelector('[role=listbox]')?.checkVisibility(), patience);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await sees(page, 'Pittsburgh Steelers');
  await page.waitForFunction(() => location.pathname === '/teams/pittsburgh-steelers', patience);
  await sees(page, 'Next games');
});

test('a misspelled search shows the right games and says what it took it for', async () => {
  const { page } = fan;
  await open(page, app.url);
  await fill(page, '#big-q', 'stealers');
  await page.keyboard.press('Enter');
  await sees(page, 'Showing events for “steelers”');
  expect(await page.$eval('.game-list li', (row) => row.textContent ?? '')).toContain('Steelers');
});

test('filters are steps of the history: Back undoes the last one', async () => {
  const { page } = fan;
  await open(page, `${app.url}/games`);
  await page.click('.days label:last-child');
  await page.waitForFunction(() => location.search.includes('weekday=7'), patience);
  await settled(page);
  await page.select('select[name=sort]', 'fromPrice');
  await page.waitForFunction(() => location.search.includes('sort=fromPrice'), patience);
  await settled(page);
  await page.goBack();
  await page.waitForFunction(() => !location.search.includes('sort='), patience);
  expect(new URL(page.url()).search).toContain('weekday=7');
  await settled(page);
  expect(await page.$eval('select[name=sort]', (field) => (field as HTMLSelectElement).value)).toBe(
    'startsAt',
  );
  await page.goBack();
  await page.waitForFunction(() => location.search === '', patience);
  await settled(page);
  expect(await heading(page)).toBe('All events');
});

test('by number and price: what the choice counts is what it shows, and the event opens with that number', async () => {
  const { page } = fan;
  await open(page, `${app.url}/games`);
  /** Chooses the option with this beginning. @returns what it counts */
  const choose = async (name: string, beginning: string) => {
    const [value, text] = await page.$eval(
      `select[name=${name}]`,
      (field, start) => {
        const option = [...(field as HTMLSelectElement).options].find((each) => each.text.startsWith(start));
        return [option?.value ?? '', option?.text ?? ''] as const;
      },
      beginning,
    );
    await page.select(`select[name=${name}]`, value);
    await page.waitForFunction((part) => location.search.includes(part), patience, `${name}=${value}`);
    await settled(page);
    return Number(/\((\d+)\)$/.exec(text)?.[1]);
  };
  const shown = () => page.$eval('.bar b', (total) => Number.parseInt(total.textContent ?? '', 10));
  const four = await choose('quantity', '4 (');
  expect(await shown()).toBe(four);
  const cheap = await choose('maxPrice', 'Up to $200');
  expect([await shown(), cheap < four]).toEqual([cheap, true]);
  expect(await heading(page)).toBe('All events, 4 together, up to $200 each');
  expect(await inspect(page, 'games-number-price')).toEqual([]);
  await page.$eval('.game-list a', (link) => (link as HTMLElement).click());
  await page.waitForFunction(() => location.search === '?quantity=4', patience);
  await sees(page, 'Hold 4 seats');
});

test('near where the fan is, once they press; where the browser doesn’t say, near a city', async () => {
  const { page } = fan;
  const permissions = page.browserContext();
  await permissions.overridePermissions(app.url, []);
  await open(page, `${app.url}/games`);
  await press(page, 'Use where I am');
  await sees(page, 'Your browser doesn’t say where you are. Choose a city instead.');
  await page.select('select[name=near]', 'Pittsburgh');
  await sees(page, 'All events, within 50 miles of Pittsburgh');
  await settled(page);
  const shown = () => page.$eval('.bar b', (total) => Number.parseInt(total.textContent ?? '', 10));
  const found = await shown();
  const counted = await page.$eval(
    'select[name=within]',
    (field) => (field as HTMLSelectElement).selectedOptions[0]?.text,
  );
  expect(counted).toBe(`Within 50 miles (${found})`);

  await permissions.overridePermissions(app.url, ['geolocation']);
  await page.setGeolocation({ latitude: 40.44, longitude: -79.99 });
  await press(page, 'Use where I am');
  await sees(page, 'All events, within 50 miles of you');
  expect(new URL(page.url()).searchParams.get('near')).toBe('40.4,-80.0');
  await settled(page);
  expect(await shown()).toBe(found);
  expect(await inspect(page, 'games-near')).toEqual([]);
});

test('on a phone the filters are a sheet that says how many games it shows', async () => {
  const { page } = fan;
  await page.setViewport({ width: widths.phone, height: 844 });
  await open(page, `${app.url}/games`);
  const top = await page.$eval('.game-list', (list) => list.getBoundingClientRect().top);
  expect(top).toBeLessThan(420);
  await press(page, 'All filters');
  await press(page, /^Show [\d,]+ events$/);
  await page.waitForFunction(() => !document.querySelector('#filters')?.checkVisibility(), patience);
  await press(page, 'All filters');
  expect(await inspect(page, 'filters-sheet')).toEqual([]);
});
