/** The site's content over HTTP: drafted, previewed, published, restored, and refused where something in it isn't right. */
import type {
  AdminContent,
  ContentPreview,
  ContentVersion,
  PreviewLink,
  SiteContent,
} from '@holdfast/shared/content';
import { siteContent } from '@holdfast/shared/content';
import { expect } from 'vitest';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import { pictureFile } from '../../test/pictureFiles.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { signedId } from '../platform/signedId.ts';
import { defaultContent } from './defaults/index.ts';

let app: TestApp;
let staff: Fan;
let admin: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  staff = await signedIn(app, 'staff', 'Marta Silva');
  admin = await signedIn(app, 'admin', 'Ruth Adeyemi');
});

type Refused = { code: string; detail: string; errors?: Array<{ field: string; message: string }> };
const read = async (who = staff) => (await who.ask<AdminContent>('GET', '/admin/content')).body;
const save = (content: SiteContent, version: number, who = staff) =>
  who.ask<AdminContent & Refused>('PUT', '/admin/content/draft', { content, version });
const publish = (version: number, who = staff, note = '') =>
  who.ask<AdminContent & Refused>('POST', '/admin/content/publish', { version, note });
const restore = (number: number, version: number, who = staff) =>
  who.ask<AdminContent & Refused>('POST', `/admin/content-versions/${number}/restore`, { version });
const history = async () =>
  (await staff.ask<{ data: ContentVersion[]; total: number }>('GET', '/admin/content-versions')).body;
async function page(path: string) {
  const response = await fetch(`${app.url}${path}`);
  return { status: response.status, text: await response.text(), headers: response.headers };
}
const withHeadline = (content: SiteContent, headline: string): SiteContent => ({
  ...content,
  hero: { ...content.hero, headline },
});

it('begins with what the software comes with, which every rule for content takes', async () => {
  expect(siteContent.parse(defaultContent)).toEqual(defaultContent);
  const { content, version, published, facts } = await read();
  expect([published.number, facts.payoutDays, facts.commission]).toEqual([0, '7', '20%']);
  // The links of what it comes with lead somewhere.
  const other = await save(withHeadline(content, 'Another one'), version);
  expect(other).toMatchObject({ status: 200, body: { draft: { changedBy: 'Marta Silva' } } });
  await staff.ask('POST', '/admin/content/discard', { version: other.body.version });
  // Saved as it is, it is what is public: nothing is drafted.
  expect(await save(content, version + 2)).toMatchObject({
    status: 200,
    body: { draft: null, version: version + 2 },
  });
  const landing = (await page('/')).text;
  expect(landing).toContain('Our rule is 7 days after the event');
  expect(landing).toContain('They are yours for 15 minutes');
  expect(landing).not.toMatch(/\{\w+\}<|id="plans"|id="reviews"/);
  expect((await page('/imprint')).status).toBe(404);
});

it('shows a draft to whoever has its link and to nobody else; published, it is public at once, with a history', async () => {
  const { content, version, published } = await read();
  const before = await page('/');
  const drafted = (await save(withHeadline(content, 'A drafted headline'), version)).body;
  expect(drafted.draft).toMatchObject({
    changedBy: 'Marta Silva',
    base: published.number,
    changes: [{ what: 'Hero, headline', before: content.hero.headline, after: 'A drafted headline' }],
  });
  expect((await page('/')).text).toBe(before.text);
  expect((await new Fan(app).ask('GET', '/content/landing')).body).not.toMatchObject({
    hero: { headline: ['A drafted headline'] },
  });

  const { url } = (await staff.ask<PreviewLink>('GET', '/admin/content/preview-link')).body;
  const preview = await page(new URL(url).pathname);
  expect(preview.text).toContain('A drafted headline');
  expect(preview.text).toContain('<meta name="robots" content="noindex"/>');
  expect([preview.headers.get('cache-control'), preview.headers.get('x-robots-tag')]).toEqual([
    'no-store',
    'noindex',
  ]);
  const token = url.slice(url.lastIndexOf('/') + 1);
  const over = signedId(app.context.secret, 'content preview', String(Math.floor(Date.now() / 1000) - 60));
  for (const wrong of [`${token.slice(0, -1)}x`, over, 'x.y', '9999999999'])
    expect([wrong, (await page(`/preview/${wrong}`)).status]).toEqual([wrong, 404]);
  const api = await new Fan(app).ask<ContentPreview>('GET', `/content/preview/${token}`);
  expect(api.body).toMatchObject({ isDraft: true, landing: { hero: { headline: ['A drafted headline'] } } });

  const made = (await publish(drafted.version, staff, 'For the new season')).body;
  expect(made).toMatchObject({
    draft: null,
    published: { number: published.number + 1, publishedBy: 'Marta Silva' },
  });
  const after = await page('/');
  expect(after.text).toContain('A drafted headline');
  expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
  const { data } = await history();
  expect(data[0]).toMatchObject({ isPublic: true, note: 'For the new season', publishedBy: 'Marta Silva' });
  expect(data[0]?.changes).toHaveLength(1);
  expect(data.at(-1)).toMatchObject({ number: 0, publishedAt: null, changes: [] });

  expect((await restore(0, made.version)).body.published.number).toBe(published.number + 2);
  expect((await page('/')).text).not.toContain('A drafted headline');
  expect((await history()).data[0]).toMatchObject({ restored: 0, isPublic: true });
  expect((await restore(0, made.version + 1)).body.code).toBe('nothing_to_do');
  expect((await restore(99, made.version + 1)).status).toBe(404);
  expect((await publish(made.version + 1)).body.code).toBe('nothing_to_do');
});

it('refuses what somebody else changed since, and says who; a restored version leaves the draft', async () => {
  const { content, version } = await read();
  const first = (await save(withHeadline(content, 'By Marta'), version)).body;
  const late = await save(withHeadline(content, 'By Ruth'), version, admin);
  expect([late.status, late.body.code]).toEqual([409, 'version_conflict']);
  expect(late.body.detail).toContain('Marta Silva changed the draft since you opened it');
  expect((await publish(version, admin)).status).toBe(409);
  expect((await read()).content.hero.headline).toBe('By Marta');

  const one = (await publish(first.version)).body;
  const again = (await save(withHeadline(content, 'By Marta again'), one.version)).body;
  const restored = (await restore(0, again.version)).body;
  expect(restored.draft).toMatchObject({ base: one.published.number });
  expect(restored.content.hero.headline).toBe('By Marta again');
  const discarded = await staff.ask<AdminContent>('POST', '/admin/content/discard', {
    version: restored.version,
  });
  expect(discarded.body).toMatchObject({
    draft: null,
    content: { hero: { headline: content.hero.headline } },
  });
});

it('names each field that isn’t right, with the remedy', async () => {
  const { content, version } = await read();
  const wrong = structuredClone(content);
  wrong.hero.sentence = 'Paid {payDays} days after';
  wrong.hero.links = [{ text: 'nowhere', href: '/nowhere' }];
  wrong.hero.pictureId = '0'.repeat(32);
  wrong.plans.shown = [{ plan: 'Gold', text: 'For few' }];
  wrong.questions.items = [
    { question: 'Safe?', answer: '<b>No</b> [x](javascript:alert(1))' },
    { question: 'Where?', answer: '[help](/help#nothing)' },
  ];
  wrong.pages.terms.body = '![picture](/x.png)';
  const { status, body } = await save(wrong, version);
  expect(status).toBe(422);
  const found = Object.groupBy(body.errors ?? [], ({ field }) => field.replace(/^content\./, ''));
  expect(Object.keys(found).sort()).toEqual([
    'hero.links.0.href',
    'hero.pictureId',
    'hero.sentence',
    'pages.terms.body',
    'plans.shown.0.plan',
    'questions.items.0.answer',
    'questions.items.1.answer',
  ]);
  expect(found['hero.sentence']?.[0]?.message).toContain('{payoutDays}');
  expect(found['plans.shown.0.plan']?.[0]?.message).toContain('Standard');
  expect(found['hero.links.0.href']?.[0]?.message).toContain('/nowhere');
  wrong.footer.columns = [{ heading: '', links: [{ text: 'x', href: 'http://insecure.example' }] }];
  expect((await save(wrong, version)).body.errors?.map(({ field }) => field)).toEqual([
    'content.footer.columns.0.heading',
    'content.footer.columns.0.links.0.href',
  ]);
  expect((await read()).draft).toBeNull();
});

it('shows the plans that staff chose with what they charge now, a picture, a review, and one contact everywhere', async () => {
  await buildConsignor(app.context);
  const { body: picture } = await staff.ask<{ pictureId: string }>(
    'PUT',
    '/admin/content/picture',
    await pictureFile({ width: 1600, height: 900 }),
  );
  const { content, version } = await read();
  const full = structuredClone(content);
  full.hero.pictureId = picture.pictureId;
  full.plans.shown = [{ plan: 'Standard', text: 'For everybody' }];
  full.reviews.items = [
    { author: 'Ann', text: 'They came.', source: 'An email', link: null, writtenOn: '2036-11-02' },
  ];
  full.contact = { ...full.contact, phone: '+1 412 555 0100', hours: 'Mondays' };
  full.sections = full.sections
    .map((section) => (section.id === 'how' ? { ...section, isShown: false } : section))
    .reverse();
  await publish((await save(full, version)).body.version);
  const { text } = await page('/');
  expect(text).toContain(`/api/pictures/${picture.pictureId}/1280`);
  expect(text).toMatch(/<b>20%<\/b> of the price is ours/);
  expect(text).toContain('They came.');
  expect(text).not.toContain('id="how"');
  expect(text.indexOf('id="contact"')).toBeLessThan(text.indexOf('id="questions"'));
  for (const path of ['/', '/help', '/games', '/sell', '/contact'])
    expect([path, (await page(path)).text.includes('tel:+14125550100')]).toEqual([path, true]);

  const { id } = await buildListing(app.context);
  const order = await new Fan(app).buy(id, 1);
  const emailed = () => app.context.db('emails').where({ reservation_id: order.id }).first();
  await eventually('it is emailed', async () => (await emailed()) !== undefined);
  expect((await emailed()).text_body).toMatch(/\+1 412 555 0100\nMondays\n$/);
});

it('lets administrators alone publish what fans agree to; a purchase keeps the words of its moment', async () => {
  const { content, version } = await read();
  const other = structuredClone(content);
  other.pages.terms.body = '## The sale\n\nA **new** rule, for {holdMinutes} minutes.';
  other.pages.imprint.body = '## Who we are\n\nA company.';
  const drafted = (await save(other, version)).body;
  const refused = await publish(drafted.version);
  expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
  expect(refused.body.detail).toContain('Pages, terms, body');
  expect((await publish(drafted.version, admin)).status).toBe(200);
  expect((await page('/terms')).text).toContain('<strong>new</strong>');
  expect((await page('/imprint')).text).toContain('A company.');
  expect((await page('/sitemap.xml')).text).toContain('/imprint</loc>');
  expect((await page('/')).text).toContain('href="/imprint"');

  const { id } = await buildListing(app.context);
  await new Fan(app).buy(id, 1);
  const [kept] = await app.context.db('terms_texts').where('text', 'like', '%A new rule, for 15 minutes.%');
  expect(kept.text).toContain('you get all of it back');
});
