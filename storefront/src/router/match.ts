import type { PageRequest, Route } from './route.ts';

/** A route with its parameters. */
export interface Match {
  route: Route;
  request: PageRequest;
  /** Path and query in normal form: only parameters of the route, in its order, without empty ones. */
  address: string;
}

const longestValue = 200;

/** The route of a path, with its parameters; null: no such page. A trailing slash is allowed. */
export function matchRoute(routes: readonly Route[], url: URL): Match | null {
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/$/, '') : url.pathname;
  for (const route of routes) {
    const params = matchPath(route.path, path);
    if (!params) continue;
    const query = knownQuery(route, url.searchParams);
    const search = query.toString();
    return { route, request: { params, query }, address: search === '' ? path : `${path}?${search}` };
  }
  return null;
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const value = given[i]!;
    if (part.startsWith(':')) {
      if (value === '') return null;
      try {
        const text = decodeURIComponent(value);
        if (!isText(text)) return null;
        params[part.slice(1)] = text;
      } catch {
        return null; // A malformed escape names no page.
      }
    } else if (part !== value) return null;
  }
  return params;
}

/** NUL and half characters name nothing, and no database keeps them. */
const isText = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/**
 * Keeps the parameters of the route. A parameter that occurs several times (a form's checkboxes) is joined by
 * commas.
 */
function knownQuery(route: Route, given: URLSearchParams): URLSearchParams {
  const known = new URLSearchParams();
  for (const name of route.searchParams ?? []) {
    const values = given.getAll(name).flatMap((value) => (value.trim() === '' ? [] : [value.trim()]));
    const value = values.filter(isText).join(',').slice(0, longestValue).toWellFormed();
    if (value !== '' && route.accepts?.[name]?.(value) !== false) known.set(name, value);
  }
  return known;
}
