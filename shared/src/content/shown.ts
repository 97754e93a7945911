/** The content as fans read it: values put in, Markdown read, and nothing that has nothing to show. */
import { z } from 'zod';
import { blockKinds } from './blocks.ts';
import { sectionIds } from './words.ts';

const blocks = z.array(
  z.object({
    kind: z.enum(blockKinds),
    anchor: z.string().nullable().meta({ description: 'Of a heading: by which an address leads to it' }),
    spans: z.array(
      z.object({
        text: z.string(),
        isStrong: z.boolean(),
        isEmphasis: z.boolean(),
        href: z.string().nullable(),
      }),
    ),
  }),
);
const link = z.object({ text: z.string(), href: z.string() });
const points = z.array(z.object({ title: z.string(), text: z.string() }));

/** A plan for consignors, with what is charged by it now. */
export const planShown = z.object({
  name: z.string(),
  text: z.string(),
  share: z.string().meta({ description: 'What the marketplace keeps, such as 18%' }),
  terms: z.array(z.string()).meta({
    description: 'What else the consignor pays, and the least and most of it, in words; most have none',
  }),
  payoutDays: z
    .int()
    .meta({ description: 'Days from the event to the payout, as most consignors of the plan have agreed' }),
});
/** A plan for consignors. */
export type PlanShown = z.infer<typeof planShown>;

const plansShown = z.object({ heading: z.string(), intro: z.string(), plans: z.array(planShown) });

/** The landing page. A section is named where it is shown and has something to show. */
export const landingContent = z
  .object({
    search: z.object({ title: z.string(), description: z.string() }),
    hero: z.object({
      headline: z.array(z.string()).meta({ description: 'One or two lines' }),
      sentence: z.string(),
      pictureId: z.string().nullable(),
      links: z.array(link),
    }),
    sections: z.array(z.enum(sectionIds)),
    teams: z.object({ heading: z.string() }),
    how: z.object({ heading: z.string(), steps: points }),
    guarantee: z.object({ heading: z.string(), points }),
    selling: z.object({ heading: z.string(), sentence: z.string(), steps: points }),
    plans: plansShown,
    reviews: z.object({
      heading: z.string(),
      items: z.array(
        z.object({
          author: z.string(),
          text: z.string(),
          source: z.string(),
          link: z.string().nullable(),
          writtenOn: z.string(),
        }),
      ),
    }),
    questions: z.object({
      heading: z.string(),
      items: z.array(z.object({ question: z.string(), answer: blocks })),
    }),
    contact: z.object({ heading: z.string(), text: z.string() }),
  })
  .meta({ id: 'LandingContent' });
/** The landing page. */
export type LandingContent = z.infer<typeof landingContent>;

/** The page for sellers. */
export const sellContent = z
  .object({
    heading: z.string(),
    intro: z.string(),
    steps: points,
    pointsHeading: z.string(),
    points,
    plans: plansShown,
  })
  .meta({ id: 'SellContent' });
/** The page for sellers. */
export type SellContent = z.infer<typeof sellContent>;

/** A page of text. */
export const textContent = z
  .object({ title: z.string(), intro: z.string(), blocks })
  .meta({ id: 'TextContent' });
/** A page of text. */
export type TextContent = z.infer<typeof textContent>;

/** What every page says: how the marketplace is reached, its footer, and the words of its picture where it is shared. */
export const shellContent = z
  .object({
    phone: z.string().nullable(),
    hours: z.string().nullable(),
    footer: z.object({
      text: z.string(),
      columns: z.array(z.object({ heading: z.string(), links: z.array(link) })),
    }),
    social: z
      .object({ kicker: z.string(), headline: z.array(z.string()), foot: z.string() })
      .meta({ description: 'The words of the picture where a page without one of its own is shared' }),
    hasGuarantee: z.boolean().meta({ description: 'Whether the landing page shows it' }),
    hasImprint: z.boolean(),
  })
  .meta({ id: 'ShellContent' });
/** What every page says. */
export type ShellContent = z.infer<typeof shellContent>;

/** A draft as its pages would show it. */
export const contentPreview = z
  .object({
    expiresAt: z.iso.datetime(),
    isDraft: z.boolean().meta({ description: 'False: the draft was published or discarded since' }),
    landing: landingContent,
    sell: sellContent,
    pages: z.object({
      help: textContent,
      terms: textContent,
      privacy: textContent,
      imprint: textContent.nullable(),
    }),
    shell: shellContent,
  })
  .meta({ id: 'ContentPreview' });
/** A draft as its pages would show it. */
export type ContentPreview = z.infer<typeof contentPreview>;
