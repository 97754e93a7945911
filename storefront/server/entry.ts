import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Loaders } from '../src/api/loaders.ts';

/** The exports of the server's build; see src/entry-server.tsx. */
export interface StorefrontEntry {
  find(url: URL): FoundPage | null;
  render(
    page: FoundPage | null,
    context: { loaders: Loaders; assets: PageAssets; now: number },
  ): Promise<{ status: 200 | 404; html: string }>;
  renderFailure(assets: PageAssets, now: number): string;
  standingPaths: readonly string[];
}

/** A page that an address names. */
export interface FoundPage {
  /** Path and query in normal form. */
  address: string;
  route: { live?: true };
}

/** What a rendered page links to. */
export interface PageAssets {
  publicUrl: string;
  scripts: string[];
  styles: string[];
  fonts: string[];
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
