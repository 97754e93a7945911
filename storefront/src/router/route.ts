import type { Performer } from '@holdfast/shared/catalog';
import type { ShellContent } from '@holdfast/shared/content';
import type { ComponentType } from 'react';
import type { Loaders } from '../api/loaders.ts';

/** A loader throws this when the page doesn't exist: status 404. */
export class NotFound extends Error {}

/** The parameters of a page. */
export interface PageRequest {
  /** Named parts of the path. */
  params: Record<string, string>;
  /** Only the parameters that the route declares, in normal form. */
  query: URLSearchParams;
}

/** What a loader gets. */
export interface LoadRequest extends PageRequest {
  loaders: Loaders;
  /** Milliseconds since the epoch; the server's clock when the server renders. */
  now: number;
}

/** The props of a page component. */
export interface PageProps<D> extends PageRequest {
  data: D;
}

/** A page as messengers and social networks preview it: drawn by the server. It says nothing that changes by the minute. */
export interface SocialFacts {
  /** A few words above the name. */
  kicker: string;
  /** One or two names, each with a team's colors where it is one's. */
  lines: Array<{ text: string; team?: Pick<Performer, 'primaryColor' | 'secondaryColor'> }>;
  /** When and where. */
  foot: string;
  /** What is different than first announced: moved, postponed, canceled. */
  notice?: string;
}

/** The head of a page. */
export interface Head {
  title: string;
  description?: string;
  /** Path with query by which search engines know this page; without one they skip it. */
  canonical?: string;
  /** schema.org data. @param site the public address, without a trailing slash */
  jsonLd?: (site: string) => object;
  /** What the picture shows where the page is shared; without it, the marketplace's own. */
  social?: SocialFacts;
}

/** Where a page is. */
export interface PageAddress {
  name: string;
  /** `/games/:slug` */
  path: string;
  /** Query parameters that change what is rendered, in the order of the normal form. */
  searchParams?: readonly string[];
  /** By parameter: whether a value means anything. One that doesn't is left out, as a parameter that isn't declared is. */
  accepts?: Readonly<Record<string, (value: string) => boolean>>;
  /**
   * The page contains availability. The server shares it with everybody too, but never a copy that is older than a second, and
   * never an outdated one while a new one is made.
   */
  live?: true;
  /** The page is for whoever has its address: it is made anew for each request, stored nowhere, and not for search engines. */
  secret?: true;
}

/**
 * What a page is made of. `load` runs on the server for the first page and in the browser for later ones. It loads only
 * public data, because the server caches what it renders for everybody. A visitor's own data is loaded after
 * hydration.
 */
export interface Page<D> {
  load(request: LoadRequest): Promise<D>;
  head(data: D, request: PageRequest): Head;
  /** What header and footer say on this page, where it isn't what is public. */
  shell?(data: D): ShellContent;
  Page: ComponentType<PageProps<D>>;
}

/** A page whose data type only the page itself knows. */
export type AnyPage = Page<unknown>;

/** A page at its address. */
export interface Route extends PageAddress {
  /** Of a page that is fetched when it is needed: its file, as the build's manifest names it. */
  file?: string;
  /** The page; fetched at most once. */
  open(): AnyPage | Promise<AnyPage>;
}

/** Declares a page with a typed loader and component. */
export const definePage = <D>(page: Page<D>): AnyPage => page as unknown as AnyPage;

/** Declares a page that every visitor's browser has from the start. */
export function route<D>({ name, path, searchParams, accepts, live, ...page }: PageAddress & Page<D>): Route {
  const opened = definePage(page);
  return {
    name,
    path,
    ...(searchParams && { searchParams }),
    ...(accepts && { accepts }),
    ...(live && { live }),
    open: () => opened,
  };
}

/**
 * Declares a page that is fetched when somebody goes there, so that the first page of most visits stays light.
 * @param file that `open` imports, as the build's manifest names it: the server lets browsers fetch it with the page
 */
export const lazyRoute = (address: PageAddress, file: string, open: () => Promise<AnyPage>): Route => ({
  ...address,
  file,
  open,
});
