/** What a page tells search engines: its subject, and the way to it. */

/** A page above this one. */
export interface Crumb {
  name: string;
  path: string;
}

/** The subject with the way to it from the start page. @param site the public address, without a trailing slash */
export function asGraph(subject: object, way: readonly Crumb[], site: string): object {
  return {
    '@context': 'https://schema.org',
    '@graph': [
      subject,
      {
        '@type': 'BreadcrumbList',
        itemListElement: way.map(({ name, path }, i) => ({
          '@type': 'ListItem',
          position: i + 1,
          name,
          item: site + path,
        })),
      },
    ],
  };
}
