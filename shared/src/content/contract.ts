/** The site's content as the back office edits it: the landing page, the page for sellers, the footer and the pages of text. */
import { z } from 'zod';
import { optionalText } from '../catalog/index.ts';
import { sectionIds } from './words.ts';

/** A text of one line or a few, with its longest length in characters: what fits its place at 360 px. */
const words = (what: string, longest: number) =>
  z
    .string({ error: `Give ${what}.` })
    .trim()
    .min(1, `Give ${what}.`)
    .max(longest, `At most ${longest} characters, so that it fits.`);

/** Markdown: headings, paragraphs, lists, quotes, bold, italics and links. */
const markdown = (longest: number) =>
  z
    .string({ error: 'Give a text.' })
    .trim()
    .max(longest, `At most ${longest.toLocaleString('en-US')} characters.`)
    .meta({ description: 'Markdown: headings, paragraphs, lists, quotes, bold, italics and links' });

/** Where a link leads: a page of this site, or somewhere else by a safe protocol. */
export const linkTarget = z
  .string({ error: 'Give an address.' })
  .trim()
  .max(500, 'At most 500 characters.')
  .regex(
    /^(\/(?![/\\])[^\s\\]*|https:\/\/[^\s/]+\.[^\s]+|mailto:[^\s@]+@[^\s@]+|tel:\+?[\d-]{3,})$/,
    'Give a page of this site, such as /games, or an address with https://, mailto: or tel:.',
  )
  .meta({ description: 'A path of this site, or an address with https:, mailto: or tel:' });

/** What a text that may be left out is kept and answered as: the reference describes both. */
const orNothing = z.string().nullable();

const link = z.object({ text: words('the words of the link', 40), href: linkTarget });
const point = z.object({ title: words('a title', 40), text: words('a text', 280) });
const points = (most: number) =>
  z.array(point).min(1, 'Give at least one.').max(most, `At most ${most}, so that they are read.`);
const heading = words('a heading', 60);

const section = z.object({ id: z.enum(sectionIds), isShown: z.boolean() });

const review = z.object({
  author: words('who wrote it', 60),
  text: words('what they wrote', 600),
  source: words('where it was written, such as Google or an email', 60),
  link: z
    .union([linkTarget, z.literal('')])
    .nullish()
    .transform((href) => href || null)
    .pipe(orNothing),
  writtenOn: z.iso.date({ error: 'Give the day on which it was written.' }).meta({ example: '2026-11-29' }),
});
const question = z.object({
  question: words('the question', 160),
  answer: markdown(2_000).min(1, 'Give the answer.'),
});
const shownPlan = z.object({
  plan: words('a plan', 60).meta({ description: 'Its name; commission and days come from the plan itself' }),
  text: words('for whom it is', 200),
});

/** A page of text; one without a body doesn't exist, and nothing leads to it. */
const textPage = z.object({
  title: words('a title', 60),
  intro: words('a sentence below the title', 300),
  body: markdown(40_000),
});
const neededPage = textPage.extend({ body: markdown(40_000).min(1, 'Give the text.') });

const eachOnce = (ids: readonly string[]) =>
  new Set(ids).size === ids.length && ids.length === sectionIds.length;
const unique = (names: readonly string[]) => new Set(names).size === names.length;

/** All of the content. A text may say a value in braces, such as `{payoutDays}`, which the server puts in. */
export const siteContent = z
  .object({
    search: z.object({ title: words('a title', 60), description: words('a description', 200) }),
    hero: z.object({
      headline: words('a headline', 70).refine((text) => text.split('\n').length <= 2, 'At most two lines.'),
      sentence: words('a sentence', 220),
      pictureId: z
        .string()
        .regex(/^[0-9a-f]{32}$/, 'There is no such picture. Upload it anew.')
        .nullable(),
      links: z.array(link).max(4, 'At most four, so that they fit.'),
    }),
    sections: z
      .array(section)
      .refine((sections) => eachOnce(sections.map(({ id }) => id)), 'Name each section once.'),
    teams: z.object({ heading }),
    how: z.object({ heading, steps: points(4) }),
    guarantee: z.object({ heading, points: points(8) }),
    selling: z.object({
      heading,
      sentence: words('a sentence', 220),
      steps: points(4),
      pageHeading: heading,
      pageIntro: words('an introduction', 300),
      pointsHeading: heading,
      points: points(8),
    }),
    plans: z.object({
      heading,
      intro: words('an introduction', 300),
      shown: z
        .array(shownPlan)
        .max(6, 'At most six plans.')
        .refine(
          (plans) => unique(plans.map(({ plan }) => plan)),
          'A plan stands twice. Remove the second one.',
        ),
    }),
    reviews: z.object({ heading, items: z.array(review).max(12, 'At most twelve reviews.') }),
    questions: z.object({ heading, items: z.array(question).max(24, 'At most 24 questions.') }),
    contact: z.object({
      heading,
      text: words('a text', 300),
      phone: optionalText(40).pipe(orNothing),
      hours: optionalText(160).pipe(orNothing),
    }),
    footer: z.object({
      text: words('a sentence', 200),
      columns: z
        .array(
          z.object({
            heading: words('a heading', 30),
            links: z.array(link).min(1, 'Give at least one link.').max(8, 'At most eight links.'),
          }),
        )
        .max(4, 'At most four columns.'),
    }),
    pages: z.object({ help: neededPage, terms: neededPage, privacy: neededPage, imprint: textPage }),
  })
  .meta({ id: 'SiteContent' });
/** All of the content. */
export type SiteContent = z.output<typeof siteContent>;
