import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Loaders } from '../src/api/loaders.ts';
import type { SocialFacts } from '../src/router/route.ts';
import type { MarketplaceFacts } from '../src/shell/marketplace.ts';

/** The exports of the server's build; see src/entry-server.tsx. */
export interface StorefrontEntry {
  find(url: URL): FoundPage | null;
  render(page: FoundPage | null, context: Rendering): Promise<{ status: 200 | 404; html: string }>;
  /** Whether there is such a page: its data too. @throws what a loader throws */
  exists(page: FoundPage, context: Pick<Rendering, 'loaders' | 'now'>): Promise<boolean>;
  renderFailure(context: Omit<Rendering, 'loaders'>): string;
  socialFacts(
    page: FoundPage,
    context: Pick<Rendering, 'loaders' | 'marketplace' | 'now'>,
  ): Promise<SocialFacts | null>;
  standingPaths: readonly string[];
}

/** What every page is rendered with. */
interface Rendering {
  loaders: Loaders;
  assets: PageAssets;
  marketplace: MarketplaceFacts;
  /** Milliseconds since the epoch. */
  now: number;
}

/** A page that an address names. */
export interface FoundPage {
  /** Path and query in normal form. */
  address: string;
  route: { live?: true; secret?: true };
}

/** What a rendered page links to. */
export interface PageAssets {
  publicUrl: string;
  scripts: string[];
  preloads: string[];
  styles: string[];
  fonts: string[];
  /** By the file of a page that is fetched when it is needed: its scripts. */
  pageScripts: ReadonlyMap<string, string[]>;
}

/**
 * Loads the server's build.
 * @throws Error when it is missing
 */
export async function loadEntry(distDir: string): Promise<StorefrontEntry> {
  const file = join(distDir, 'server', 'entry-server.js');
  if (!existsSync(file))
    throw new Error('The storefront is not built: run "npm run build -w storefront" first.');
  return (await import(pathToFileURL(file).href)) as StorefrontEntry;
}
