/** A content as fans read it: values put in, Markdown read, sections that have something to show. */
import {
  type Block,
  type Facts,
  type LandingContent,
  type SellContent,
  type ShellContent,
  type SiteContent,
  type TextContent,
  type TextPageName,
  withFacts,
} from '@holdfast/shared/content';
import { planShown, type Rules } from './facts.ts';
import { readMarkdown } from './markdown.ts';

/** The content of every page. */
export interface ShownContent {
  landing: LandingContent;
  sell: SellContent;
  /** Null: there is no such page. */
  pages: Record<TextPageName, TextContent | null>;
  shell: ShellContent;
}

/** What the values and the plans come from. */
export interface Live {
  facts: Facts;
  rules: Rules;
  /** ISO 4217. */
  currency: string;
}

export function presentContent(content: SiteContent, live: Live): ShownContent {
  const { hero, how, guarantee, selling, teams, reviews, contact, footer, search } = filled(
    content,
    live.facts,
  );
  const blocksOf = (text: string) => withValues(readMarkdown(text).blocks, live.facts);
  const questions = {
    heading: withFacts(content.questions.heading, live.facts),
    items: content.questions.items.map(({ question, answer }) => ({
      question: withFacts(question, live.facts),
      answer: blocksOf(answer),
    })),
  };
  const plans = plansOf(content, live);
  const hasNothing = {
    plans: plans.plans.length === 0,
    reviews: reviews.items.length === 0,
    questions: questions.items.length === 0,
  };
  const sections = content.sections.flatMap(({ id, isShown }) =>
    isShown && !hasNothing[id as keyof typeof hasNothing] ? [id] : [],
  );
  const hasGuarantee = sections.includes('guarantee');
  const headline = hero.headline.split('\n');
  const page = (name: TextPageName): TextContent | null => {
    const { title, intro, body } = content.pages[name];
    if (body === '') return null;
    return {
      title: withFacts(title, live.facts),
      intro: withFacts(intro, live.facts),
      blocks: blocksOf(body),
    };
  };
  const pages = {
    help: page('help'),
    terms: page('terms'),
    privacy: page('privacy'),
    imprint: page('imprint'),
  };
  const { pageHeading, pageIntro, pointsHeading, points, ...onLanding } = selling;
  return {
    landing: {
      search,
      hero: { ...hero, headline },
      sections,
      teams,
      how,
      guarantee,
      selling: onLanding,
      plans,
      reviews,
      questions,
      contact: { heading: contact.heading, text: contact.text },
    },
    sell: { heading: pageHeading, intro: pageIntro, steps: selling.steps, pointsHeading, points, plans },
    pages,
    shell: {
      phone: contact.phone,
      hours: contact.hours,
      footer,
      social: { kicker: search.title, headline, foot: hasGuarantee ? guarantee.heading : '' },
      hasGuarantee,
      hasImprint: pages.imprint !== null,
    },
  };
}

function plansOf({ plans: { heading, intro, shown } }: SiteContent, { facts, rules, currency }: Live) {
  return {
    heading: withFacts(heading, facts),
    intro: withFacts(intro, facts),
    plans: shown.map(({ plan, text }) => planShown({ plan, text: withFacts(text, facts) }, rules, currency)),
  };
}

/** The words that a purchase is agreed on: the terms, and the help page whose refund rules are part of them. */
export function termsText({ terms, help }: ShownContent['pages']): string {
  return [terms, help]
    .flatMap((page) =>
      page ? [page.title, ...page.blocks.map(({ spans }) => spans.map(({ text }) => text).join(''))] : [],
    )
    .join('\n');
}

const withValues = (blocks: readonly Block[], facts: Facts): Block[] =>
  blocks.map((block) => ({
    ...block,
    spans: block.spans.map((span) => ({ ...span, text: withFacts(span.text, facts) })),
  }));

/** Every text with its values. */
function filled<T>(value: T, facts: Facts): T {
  if (typeof value === 'string') return withFacts(value, facts) as T;
  if (Array.isArray(value)) return value.map((each) => filled(each, facts)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, filled(each, facts)])) as T;
}
