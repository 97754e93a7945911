import type { ZoneRules } from '@holdfast/shared/time';
import { type RenderedPage, useNavigation } from '../router/navigation.ts';
import { CurrentPage, Router } from '../router/Router.tsx';
import type { Head } from '../router/route.ts';
import { Announcer } from '../ui/announce.tsx';
import { Footer } from './Footer.tsx';
import { Header } from './Header.tsx';
import { MarketplaceContext, type MarketplaceFacts, useMarketplace } from './marketplace.ts';
import { Offline } from './Offline.tsx';
import { socialPath, socialSize } from './socialPath.ts';

/** What the server passes to the browser, so that hydration starts with the same page. */
export interface InitialState {
  /** The public address without a trailing slash. */
  publicUrl: string;
  styles: string[];
  scripts: string[];
  /** What the scripts import, and the page's own scripts where not every page has them. */
  preloads: string[];
  fonts: string[];
  zones: ZoneRules;
  marketplace: MarketplaceFacts;
  status: 200 | 404 | 500;
  data: unknown;
}

/** Escapes `<`, so that the value can end neither a script nor a comment. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** The whole document. It contains no inline code, no inline style and no personal data. */
export function Document({ initialState, first }: { initialState: InitialState; first: RenderedPage }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0c1210" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {initialState.fonts.map((href) => (
          <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossOrigin="anonymous" />
        ))}
        {initialState.styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {initialState.scripts.map((src) => (
          <script key={src} type="module" src={src} />
        ))}
        {initialState.preloads.map((href) => (
          <link key={href} rel="modulepreload" href={href} />
        ))}
      </head>
      <body>
        <MarketplaceContext value={initialState.marketplace}>
          <Router first={first}>
            <Announcer>
              <PageHead publicUrl={initialState.publicUrl} />
              <a className="skip" href="#content">
                Skip to the content
              </a>
              <Header />
              <Offline />
              <Main />
              <Footer />
            </Announcer>
          </Router>
        </MarketplaceContext>
        <script
          id="initial-state"
          type="application/json"
          suppressHydrationWarning
          // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with its "<" escaped, in a block that isn't run
          dangerouslySetInnerHTML={{ __html: inScript(initialState) }}
        />
      </body>
    </html>
  );
}

function Main() {
  const { busy } = useNavigation();
  return (
    <main id="content" tabIndex={-1} aria-busy={busy} className={busy ? 'is-leaving' : undefined}>
      <CurrentPage />
    </main>
  );
}

/** The picture of the page where it is shared, and its size, so that it is shown at the first fetch. */
function SocialPicture({ head, publicUrl }: { head: Head; publicUrl: string }) {
  const address = publicUrl + socialPath(head.social && head.canonical);
  return (
    <>
      <meta property="og:image" content={address} />
      <meta property="og:image:width" content={String(socialSize.width)} />
      <meta property="og:image:height" content={String(socialSize.height)} />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  );
}

/** Title and meta elements; React moves them into the head and updates them with the page. */
function PageHead({ publicUrl }: { publicUrl: string }) {
  const { shown } = useNavigation();
  const { name } = useMarketplace();
  if (shown.status === 500) return <title>{`Server error · ${name}`}</title>;
  const head = shown.page.head(shown.data, shown.match.request);
  const title = `${head.title} · ${name}`;
  const canonical = head.canonical === undefined ? null : publicUrl + head.canonical;
  return (
    <>
      <title>{title}</title>
      {head.description && <meta name="description" content={head.description} />}
      {canonical === null ? (
        <meta name="robots" content="noindex" />
      ) : (
        <>
          <link rel="canonical" href={canonical} />
          <meta property="og:url" content={canonical} />
          <meta property="og:title" content={title} />
          <meta property="og:type" content="website" />
          {head.description && <meta property="og:description" content={head.description} />}
          <SocialPicture head={head} publicUrl={publicUrl} />
        </>
      )}
      {head.jsonLd && (
        <script
          type="application/ld+json"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with its "<" escaped, in a block that isn't run
          dangerouslySetInnerHTML={{ __html: inScript(head.jsonLd(publicUrl)) }}
        />
      )}
    </>
  );
}
