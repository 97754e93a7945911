/** Where the pictures of shared pages are. */

/** Pixels; what networks show large. Source: the Open Graph guides of Facebook and X, 1.91 to 1. */
export const socialSize = { width: 1200, height: 630 } as const;

const prefix = '/social';
const ofMarketplace = `${prefix}/marketplace.png`;

/** @param path of the page; none: the marketplace's own picture */
export const socialPath = (path: string | undefined): string =>
  path === undefined ? ofMarketplace : `${prefix}${path.replace(/\?.*/, '')}.png`;

/** The page whose picture an address is; `/` is the marketplace's own; null: it is none. */
export function pageOfSocialPath(path: string): string | null {
  if (path === ofMarketplace) return '/';
  return path.startsWith(`${prefix}/`) && path.endsWith('.png')
    ? path.slice(prefix.length, -'.png'.length)
    : null;
}
