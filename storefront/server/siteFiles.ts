import type { Loaders } from '../src/api/loaders.ts';

/** Excludes personal pages and endless lists from search engines. */
export function robotsText(publicUrl: string): string {
  return `User-agent: *
Disallow: /api/
Disallow: /admin
Disallow: /checkout/
Disallow: /orders
Disallow: /sign-in
Disallow: /account
Disallow: /preview/
Sitemap: ${publicUrl}/sitemap.xml
`;
}

/** Source: sitemaps.org: at most 50,000 addresses in a file. */
const maxAddresses = 50_000;
const perPage = 1000;

/** @param paths of pages that aren't events: those that stand always, teams, venues and seasons */
export async function siteMap({
  loaders,
  publicUrl,
  paths: given,
}: {
  loaders: Loaders;
  publicUrl: string;
  paths: readonly string[];
}): Promise<string> {
  const paths = [...given];
  for (let page = 1; paths.length < maxAddresses; page++) {
    const { data } = await loaders.listEvents({ page, perPage });
    paths.push(...data.map(({ slug }) => `/games/${slug}`));
    if (data.length < perPage) break;
  }
  const entries = paths
    .slice(0, maxAddresses)
    .map((path) => `<url><loc>${escapeXml(publicUrl + path)}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join('\n')}
</urlset>
`;
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
