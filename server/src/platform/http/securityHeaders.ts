/** Security headers, made once by helmet and then only copied: a page out of the cache must not wait for a middleware. */
import type { ServerResponse } from 'node:http';
import type { Context, Middleware } from 'koa';
import helmet from 'koa-helmet';
import type { CaptchaSources } from '../captchaConfig.ts';

/** Headers by name. */
export type HeaderSet = Record<string, string>;

/** The security headers of each part of the site. */
export interface SecurityHeaders {
  storefront: HeaderSet;
  /** React-admin and AG Grid write styles into the page. */
  admin: HeaderSet;
  /** What answers with data: nothing of it is a page. */
  api: HeaderSet;
  /** The reference of the API draws itself with inline styles. */
  docs: HeaderSet;
}

/** The headers of an address. */
export function securityHeadersOf(headers: SecurityHeaders, path: string): HeaderSet {
  const under = (prefix: string) => path === prefix || path.startsWith(`${prefix}/`);
  if (under('/api/docs')) return headers.docs;
  if (under('/api') || under('/health') || under('/metrics')) return headers.api;
  return under('/admin') ? headers.admin : headers.storefront;
}

/**
 * Sets the headers before anything answers, so that pages, assets, redirects, errors and streams have them alike. What
 * Koa answers itself, after a failure that it strips of all headers, gets them from `keepSecurityHeaders`.
 */
export function setSecurityHeaders(headers: SecurityHeaders): Middleware {
  return (ctx, next) => {
    ctx.set(securityHeadersOf(headers, ctx.path));
    return next();
  };
}

/** For Koa's event `error`: a failed response keeps them. */
export function keepSecurityHeaders(
  headers: SecurityHeaders,
  error: Error & { headers?: HeaderSet },
  path: string,
): void {
  error.headers = { ...securityHeadersOf(headers, path), ...error.headers };
}

type HelmetOptions = NonNullable<Parameters<typeof helmet>[0]>;

/**
 * @param gateways where a fan's browser may send cards to besides Stripe, such as the sandbox
 * @param https whether fans come over https
 * @param captcha what the widget loads that asks whether a guest is a person; null: none is asked for
 */
export async function makeSecurityHeaders(
  gateways: readonly string[],
  https: boolean,
  captcha: CaptchaSources | null,
): Promise<SecurityHeaders> {
  const { script, frame, style, connect } = captcha ?? { script: [], frame: [], style: [], connect: [] };
  const base = {
    defaultSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  };
  const drawnByScript = { styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:'] };
  const shared: HelmetOptions = {
    strictTransportSecurity: https,
    crossOriginEmbedderPolicy: false,
    // Other sites learn no address of ours. With no-referrer, browsers name no origin for forms that they send by themselves
    // either (Origin: null), and ours would be refused as another site's.
    referrerPolicy: { policy: 'same-origin' },
    // The bank's window tells its opener how 3-D Secure went.
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
  };
  return {
    storefront: await collect({
      ...shared,
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          ...base,
          scriptSrc: ["'self'", 'https://js.stripe.com', ...script],
          frameSrc: ['https://js.stripe.com', 'https://hooks.stripe.com', ...gateways, ...frame],
          connectSrc: ["'self'", 'https://api.stripe.com', ...gateways, ...connect],
          imgSrc: ["'self'", 'data:'],
          styleSrc: ["'self'", ...style],
          formAction: ["'self'", ...gateways],
        },
      },
    }),
    admin: await collect({
      ...shared,
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { ...base, ...drawnByScript },
      },
    }),
    docs: await collect({
      ...shared,
      contentSecurityPolicy: { useDefaults: false, directives: { ...base, ...drawnByScript } },
    }),
    api: await collect({
      ...shared,
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { ...base, defaultSrc: ["'none'"] },
      },
    }),
  };
}

async function collect(options: HelmetOptions): Promise<HeaderSet> {
  const headers: HeaderSet = {};
  const res = {
    setHeader: (name: string, value: string) => {
      headers[name] = String(value);
    },
    removeHeader: () => {},
  } as unknown as ServerResponse;
  await helmet(options)({ req: {}, res } as unknown as Context, async () => {});
  return headers;
}
