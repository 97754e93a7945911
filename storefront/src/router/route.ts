import type { ComponentType } from 'react';
import type { Loaders } from '../api/loaders.ts';

/** The page that was asked for doesn't exist: status 404. */
export class NotFound extends Error {}

export interface PageRequest {
  /** Named parts of the path. */
  params: Record<string, string>;
  /** Only the parameters that the route knows, in its own form. */
  query: URLSearchParams;
}

export interface LoadRequest extends PageRequest {
  loaders: Loaders;
  /** Milliseconds since the epoch; the server's clock where the server renders. */
  now: number;
}

export interface PageProps<D> extends PageRequest {
  data: D;
}

/** What the head says of a page. */
export interface Head {
  title: string;
  description?: string;
  /** Path with query that this page is known by; none: search engines leave it out. */
  canonical?: string;
  /** schema.org data. */
  jsonLd?: object;
}

/**
 * A page. `load` runs on the server for the first page and in the browser for the following ones; it reads public data
 * only, since the server keeps what it renders for everybody. What belongs to one visitor arrives after hydration.
 */
export interface Route<D> {
  name: string;
  /** `/games/:slug` */
  path: string;
  /** Query parameters that change what is rendered, in the order that their normal form has. */
  searchParams?: readonly string[];
  load(request: LoadRequest): Promise<D>;
  head(data: D, request: PageRequest): Head;
  Page: ComponentType<PageProps<D>>;
}

/** A route whose data type only it knows. */
export type AnyRoute = Route<unknown>;

export const route = <D>(declared: Route<D>): AnyRoute => declared as unknown as AnyRoute;
