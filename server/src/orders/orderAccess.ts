/** Order grants: a browser that found an order by code and email address, or followed the email's link, may see it. */
import { cookieOptions, fanCookieMaxAgeMs } from '../accounts/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import type { Ctx } from '../platform/http/index.ts';
import { isSameSecret, signatureOf } from '../platform/signedId.ts';

const cookieName = 'holdfast_orders';
/** The newest ones; a cookie has 4 kB. */
const mostGranted = 20;

const sign = (text: string, secret: string) => signatureOf(secret, 'order', text);

/** The orders that this browser has a grant for. */
export function grantedOrders(ctx: Ctx, app: AppContext): string[] {
  const [ids = '', signature = ''] = ctx.cookies.get(cookieName)?.split('!') ?? [];
  return ids !== '' && isSameSecret(signature, sign(ids, app.secret)) ? ids.split('.') : [];
}

export const grantOrder = (ctx: Ctx, app: AppContext, reservationId: string): void =>
  grantOrders(ctx, app, [reservationId]);

/** Lets this browser read these orders, besides those that it may read already. */
export function grantOrders(ctx: Ctx, app: AppContext, reservationIds: readonly string[]): void {
  const ids = [...new Set([...reservationIds, ...grantedOrders(ctx, app)])].slice(0, mostGranted);
  const text = ids.join('.');
  const options = cookieOptions(app, fanCookieMaxAgeMs);
  if (options.secure) ctx.cookies.secure = true;
  ctx.cookies.set(cookieName, `${text}!${sign(text, app.secret)}`, options);
}

/** This browser may read no order by a grant any more. */
export function forgetGrants(ctx: Ctx): void {
  ctx.cookies.set(cookieName, null);
}

/** Milliseconds after the event's beginning until which the email's link works. Its event is over by then, and refunds asked for. */
const linkEndsAfterMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Whether the link of an email has ended: emails are forwarded and lie in mailboxes for years. The event counts as it is
 * now, so a postponed game's links last longer. Code and email address open the order anew, in any browser.
 * @param startsAt of the event
 */
export const linkHasEnded = (startsAt: string, now: number): boolean =>
  now > Date.parse(startsAt) + linkEndsAfterMs;

/** The email's link, which grants access to the order until 30 days after its event. */
export function orderLink(app: AppContext, reservationId: string): string {
  return `${app.publicUrl}/api/reservations/${reservationId}/open/${sign(`link ${reservationId}`, app.secret)}`;
}

export function isOrderLink(app: AppContext, reservationId: string, signature: string): boolean {
  return isSameSecret(signature, sign(`link ${reservationId}`, app.secret));
}
