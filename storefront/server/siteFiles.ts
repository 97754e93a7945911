import type { Loaders } from '../src/api/loaders.ts';

/** What is personal or has no end is not for search engines. */
export function robotsText(publicUrl: string): string {
  return `User-agent: *
Disallow: /api/
Disallow: /admin
Disallow: /checkout/
Disallow: /orders
Disallow: /sign-in
Sitemap: ${publicUrl}/sitemap.xml
`;
}

/** Source: sitemaps.org, at most 50,000 addresses in a file. */
const mostAddresses = 50_000;
const perPage = 1000;

/** The standing pages and every event that is ahead. */
export async function siteMap({
  loaders,
  publicUrl,
  standingPaths,
}: {
  loaders: Loaders;
  publicUrl: string;
  standingPaths: readonly string[];
}): Promise<string> {
  const paths = [...standingPaths];
  for (let page = 1; paths.length < mostAddresses; page++) {
    const { data } = await loaders.listEvents({ page, perPage });
    paths.push(...data.map(({ slug }) => `/games/${slug}`));
    if (data.length < perPage) break;
  }
  const entries = paths
    .slice(0, mostAddresses)
    .map((path) => `<url><loc>${escapeXml(publicUrl + path)}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join('\n')}
</urlset>
`;
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
