/** Audit cases of the site's content. */
import type { AdminContent } from '@holdfast/shared/content';
import { pictureFile } from '../pictureFiles.ts';
import { type Case, changes } from './case.ts';
import type { Bench } from './testBench.ts';

/** Saves a draft with another headline. @returns the headline before and after, and the version to act on */
async function draft(bench: Bench) {
  const { body } = await bench.as('staff').ask<AdminContent>('GET', '/admin/content');
  const before = body.content.hero.headline;
  const after = `${before.slice(0, 20)} ${body.version}`;
  const content = { ...body.content, hero: { ...body.content.hero, headline: after } };
  return { before, after, draft: { content, version: body.version } };
}

async function saved(bench: Bench) {
  const drafted = await draft(bench);
  const { version } = await bench.does<AdminContent>('staff', 'PUT', '/admin/content/draft', drafted.draft);
  return { ...drafted, version };
}

const what = 'Hero, headline';
const entry = (verb: string, before: string, after: string) => [
  { what: `content.${verb}`, subject: 'content', before: { [what]: before }, after: { [what]: after } },
];

/** The cases. */
export const contentCases: Case[] = [
  changes({ by: 'staff', route: 'PUT /admin/content/draft' }, async (bench) => {
    const { before, after, draft: body } = await draft(bench);
    return { path: '/admin/content/draft', body, entries: entry('saveDraft', before, after) };
  }),
  changes({ by: 'staff', route: 'POST /admin/content/discard' }, async (bench) => {
    const { version } = await saved(bench);
    const { body } = await bench.as('staff').ask<AdminContent>('GET', '/admin/content');
    const change = body.draft?.changes.find((each) => each.what === what);
    return {
      path: '/admin/content/discard',
      body: { version },
      entries: entry('discardDraft', change?.after ?? '', change?.before ?? ''),
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/content/publish' }, async (bench) => {
    const { before, after, version } = await saved(bench);
    return {
      path: '/admin/content/publish',
      body: { version, note: 'Another headline' },
      entries: entry('publish', before, after),
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/content-versions/:number/restore' }, async (bench) => {
    const { after, version } = await saved(bench);
    const published = await bench.does<AdminContent>('staff', 'POST', '/admin/content/publish', { version });
    return {
      path: '/admin/content-versions/0/restore',
      body: { version: published.version },
      entries: [{ what: 'content.restore', subject: 'content', before: { [what]: after }, after: {} }],
    };
  }),
  changes({ by: 'staff', route: 'PUT /admin/content/picture' }, async () => ({
    path: '/admin/content/picture',
    body: await pictureFile({ color: '#123456' }),
    entries: [{ what: 'content.picture', subject: 'content', before: null, after: {} }],
  })),
];
