/** The site's content in a browser: staff draft it, see it on a phone, publish it; fans read it; a version comes back. */
import { expect } from 'vitest';
import { widths as screens } from './admin/staffPage.ts';
import { open } from './fan/journey.ts';
import { inspectDark, inspectWidths, visitor } from './fan/watch.ts';
import { test } from './fixtures.ts';
import { sees, textOf } from './page.ts';

const headline = 'Seats for Sunday, from somebody who can’t go';
const question = 'Is there parking?';

test('another headline and a question are drafted, previewed on a phone, published, and restored', async ({
  app,
  browser,
  staff,
  visit,
}) => {
  await open(visit.page, app.url);
  await sees(visit.page, 'Somebody can’t go.');
  expect(await inspectWidths(visit.page, 'landing')).toEqual([]);
  expect(await inspectDark(visit.page, 'landing')).toEqual([]);

  await staff.go('/content', 'Site content');
  expect(await staff.inspect('content', [screens.desktop, screens.phone])).toEqual([]);
  await staff.fill('Headline', headline);
  await staff.press('Questions and reviews');
  await staff.press('Add a question');
  await staff.fill('Question of question 9', question);
  await staff.fill('Answer, in Markdown of question 9', 'The venue says it; see [all events](/nowhere).');
  await staff.press('Save the draft');
  await staff.sees('There is no page /nowhere');
  await staff.fill('Answer, in Markdown of question 9', 'The venue says it; see [all events](/games).');
  await staff.press('Save the draft');
  await staff.sees('A draft with 2 changes');
  expect(await staff.inspect('content-questions', [screens.desktop, screens.phone])).toEqual([]);

  await staff.press('Preview');
  await staff.sees('Open it on a phone with its camera.');
  const link = await staff.page.$eval('aside a.btn', (each) => (each as HTMLAnchorElement).href);
  const phone = await visitor(browser, 360);
  await open(phone.page, link);
  await sees(phone.page, headline);
  await sees(phone.page, 'A draft, not public');
  await sees(phone.page, question);
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(phone.complaints).toEqual([]);
  await phone.close();
  await open(visit.page, app.url);
  expect(await textOf(visit.page)).not.toContain(headline);

  await staff.press('Close');
  await staff.press('Publish');
  await staff.sees('Is there parking?');
  await staff.fill('Why, for the history, or nothing', 'A new headline');
  await staff.keys('Control+Enter');
  await staff.sees('Nothing is drafted.');
  await open(visit.page, app.url);
  await sees(visit.page, headline);
  await visit.page.setJavaScriptEnabled(false);
  await visit.page.goto(`${app.url}/help`);
  await sees(visit.page, 'Refund rules');
  await visit.page.setJavaScriptEnabled(true);

  await staff.press('Restore version 1');
  await staff.press('Restore it');
  await staff.sees('Brought version 1 back');
  expect(await staff.inspect('content-history', [screens.desktop, screens.phone])).toEqual([]);
  await open(visit.page, app.url);
  await sees(visit.page, 'Somebody can’t go.');
});
