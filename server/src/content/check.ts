/** What no contract can see of a content: values, Markdown, and where its links lead. */
import {
  factNames,
  type SiteContent,
  type TextPageName,
  textPages,
  unknownFacts,
} from '@holdfast/shared/content';
import type { FieldProblem } from '@holdfast/shared/http';
import { planNames } from '../consignors/index.ts';
import { hasPicture } from '../pictures/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { readMarkdown } from './markdown.ts';

/** Whether a path of this site, with its query, shows a page. */
export type PageExists = (address: string) => Promise<boolean>;

interface Leaf {
  /** Such as `footer.columns.0.links.1.href`. */
  field: string;
  text: string;
}

/** Texts that are Markdown: their links are looked at too. */
const isMarkdown = (field: string) => /^pages\.\w+\.body$|^questions\.items\.\d+\.answer$/.test(field);
const isAddress = (field: string) => /\.(href|link)$/.test(field);

/** The addresses of the landing page's sections that others link to. */
const sectionAnchors: ReadonlySet<string> = new Set([
  'promise',
  'how',
  'sell',
  'plans',
  'reviews',
  'questions',
  'contact',
  'teams',
]);

/** Every problem of a content, each with its field below `content` and the remedy. */
export async function contentProblems(
  trx: Trx,
  content: SiteContent,
  pageExists: PageExists,
): Promise<FieldProblem[]> {
  const problems: FieldProblem[] = [];
  const add = (field: string, code: string, message: string) =>
    problems.push({ field: `content.${field}`, code, message });
  const links: Leaf[] = [];
  for (const leaf of leavesOf(content)) {
    const { field, text } = leaf;
    for (const name of unknownFacts(text))
      add(
        field,
        'unknown_value',
        `There is no value {${name}}. Use one of ${factNames.map((each) => `{${each}}`).join(', ')}.`,
      );
    if (isAddress(field)) links.push(leaf);
    if (!isMarkdown(field)) continue;
    const { blocks, problems: found } = readMarkdown(text);
    for (const message of found) add(field, 'not_shown', message);
    for (const { href } of blocks.flatMap(({ spans }) => spans)) if (href) links.push({ field, text: href });
  }
  for (const { field, text } of links) {
    const message = await whyDead(content, text, pageExists);
    if (message) add(field, 'dead_link', message);
  }
  const { pictureId } = content.hero;
  if (pictureId !== null && !(await hasPicture(trx, pictureId)))
    add('hero.pictureId', 'unknown', 'There is no such picture. Upload it anew.');
  const plans = await planNames(trx);
  for (const [at, { plan }] of content.plans.shown.entries())
    if (!plans.includes(plan))
      add(`plans.shown.${at}.plan`, 'unknown', `There is no plan ${plan}. Choose ${plans.join(' or ')}.`);
  return problems;
}

function leavesOf(value: unknown, path: readonly (string | number)[] = []): Leaf[] {
  if (typeof value === 'string') return [{ field: path.join('.'), text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => leavesOf(each, [...path, name]));
}

/** @returns null for a link that leads somewhere, or out of this site */
async function whyDead(content: SiteContent, href: string, pageExists: PageExists): Promise<string | null> {
  if (!href.startsWith('/')) return null;
  const [address = '', anchor = ''] = href.split('#');
  const [path = ''] = address.split('?');
  const page = textPages.find((name) => path === `/${name}`);
  if (page) return whyDeadOnPage(content, page, anchor);
  if (path === '/' && anchor !== '' && !sectionAnchors.has(anchor))
    return `The landing page has no #${anchor}. Use one of ${[...sectionAnchors].map((each) => `/#${each}`).join(', ')}.`;
  // Reached on the same host, and no page of the storefront.
  if (path === '/api/docs') return null;
  return (await pageExists(address))
    ? null
    : `There is no page ${address}. Open the page, and copy its address.`;
}

function whyDeadOnPage({ pages }: SiteContent, page: TextPageName, anchor: string): string | null {
  const { body } = pages[page];
  if (body === '') return `The page /${page} has no text yet. Write it, or remove the link.`;
  if (anchor === '' || readMarkdown(body).blocks.some((block) => block.anchor === anchor)) return null;
  return `The page /${page} has no heading that ends with {#${anchor}}. Add that to one, or link to /${page}.`;
}
