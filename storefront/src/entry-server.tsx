import { type ZoneRules, zoneRules } from '@holdfast/shared/time';
import { renderToString } from 'react-dom/server';
import type { Loaders } from './api/loaders.ts';
import { type Match, matchRoute } from './router/match.ts';
import type { RenderedPage } from './router/navigation.ts';
import { notFound } from './router/Router.tsx';
import { NotFound, type SocialFacts } from './router/route.ts';
import { routes } from './routes.ts';
import { Document, type InitialState } from './shell/Document.tsx';
import type { MarketplaceFacts } from './shell/marketplace.ts';

/** A rendered page. */
export interface Rendered {
  status: 200 | 404;
  html: string;
}

/** What a rendered page links to. */
export type Assets = Pick<InitialState, 'publicUrl' | 'styles' | 'scripts' | 'preloads' | 'fonts'> & {
  /** By the file of a page that is fetched when it is needed: its scripts. */
  pageScripts: ReadonlyMap<string, string[]>;
};

/** What every page is rendered with. */
export interface Rendering {
  loaders: Loaders;
  assets: Assets;
  marketplace: MarketplaceFacts;
  /** Milliseconds since the epoch. */
  now: number;
}

/** The page of an address in normal form, or null. It loads no data. */
export function find(url: URL): Match | null {
  return matchRoute(routes, url);
}

/** The paths of pages that don't depend on data, for the site map. */
export const standingPaths: readonly string[] = [
  '/',
  '/games',
  '/sell',
  '/help',
  '/contact',
  '/terms',
  '/privacy',
];

/**
 * Renders a page as HTML, the same for everybody.
 * @param match null: the 404 page
 * @throws what a loader throws; a missing event is a 404 page
 */
export async function render(
  match: Match | null,
  { loaders, assets, marketplace, now }: Rendering,
): Promise<Rendered> {
  const shown = await load(match, loaders, now);
  const status = shown.status === 404 ? 404 : 200;
  return { status, html: asDocument(shown, { assets, marketplace, now }) };
}

/**
 * What the picture of a page shows; of a page without a picture of its own, what the marketplace's shows.
 * @returns null: there is no such page @throws what a loader throws
 */
export async function socialFacts(
  match: Match,
  { loaders, marketplace, now }: Pick<Rendering, 'loaders' | 'marketplace' | 'now'>,
): Promise<SocialFacts | null> {
  const shown = await load(match, loaders, now);
  if (shown.status !== 200) return null;
  return shown.page.head(shown.data, shown.match.request).social ?? ofMarketplace(marketplace);
}

/** The headline of the landing page. */
const ofMarketplace = ({ social: { kicker, headline, foot } }: MarketplaceFacts): SocialFacts => ({
  kicker,
  lines: headline.map((text) => ({ text })),
  foot,
});

/** Whether there is such a page. @throws what a loader throws */
export async function exists(
  match: Match,
  { loaders, now }: Pick<Rendering, 'loaders' | 'now'>,
): Promise<boolean> {
  return (await load(match, loaders, now)).status === 200;
}

/** The page of a server error. It doesn't name the cause. */
export function renderFailure(rendering: Omit<Rendering, 'loaders'>): string {
  return asDocument({ ...notFound(new URL('http://localhost/')), status: 500 }, rendering);
}

async function load(match: Match | null, loaders: Loaders, now: number): Promise<RenderedPage> {
  const nowhere = notFound(new URL('http://localhost/'));
  if (!match) return nowhere;
  try {
    const page = await match.route.open();
    const data = await page.load({ ...match.request, loaders, now });
    return { match, page, data, status: 200, visit: 0 };
  } catch (error) {
    if (error instanceof NotFound) return nowhere;
    throw error;
  }
}

function asDocument(shown: RenderedPage, { assets, marketplace, now }: Omit<Rendering, 'loaders'>): string {
  const { pageScripts, ...links } = assets;
  const { file } = shown.match.route;
  const initialState: InitialState = {
    ...links,
    preloads: [...links.preloads, ...((file === undefined ? undefined : pageScripts.get(file)) ?? [])],
    zones: zonesOfDay(now),
    marketplace,
    status: shown.status,
    data: shown.data,
  };
  return `<!doctype html>${renderToString(<Document initialState={initialState} first={shown} />)}`;
}

const dayMs = 24 * 60 * 60 * 1000;
let zones: { day: number; rules: ZoneRules } | undefined;

/** Cached for a day: computing the rules takes some milliseconds. */
function zonesOfDay(now: number): ZoneRules {
  const day = Math.floor(now / dayMs);
  if (zones?.day !== day) zones = { day, rules: zoneRules(day * dayMs) };
  return zones.rules;
}
