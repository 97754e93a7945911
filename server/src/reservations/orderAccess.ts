/** Who found an order by its code and mail address, or came by the link in the mail, may see it in this browser. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { cookieOptions, fanCookieMaxAgeMs } from '../accounts/index.ts';
import type { House } from '../platform/house.ts';
import type { Ctx } from '../platform/http/index.ts';

const cookieName = 'holdfast_orders';
/** The newest ones; a cookie has 4 kB. */
const mostGranted = 20;

function sign(text: string, secret: string): string {
  return createHmac('sha256', secret).update(`order ${text}`).digest('base64url').slice(0, 32);
}

function matches(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The orders that this browser was let see. */
export function grantedOrders(ctx: Ctx, house: House): string[] {
  const [ids = '', signature = ''] = ctx.cookies.get(cookieName)?.split('!') ?? [];
  return ids !== '' && matches(signature, sign(ids, house.secret)) ? ids.split('.') : [];
}

export function grantOrder(ctx: Ctx, house: House, reservationId: string): void {
  const ids = [reservationId, ...grantedOrders(ctx, house).filter((id) => id !== reservationId)].slice(
    0,
    mostGranted,
  );
  const text = ids.join('.');
  const options = cookieOptions(house, fanCookieMaxAgeMs);
  if (options.secure) ctx.cookies.secure = true;
  ctx.cookies.set(cookieName, `${text}!${sign(text, house.secret)}`, options);
}

/** The link in a mail: whoever has the mail may see the order. */
export function orderLink(house: House, reservationId: string): string {
  return `${house.publicUrl}/api/reservations/${reservationId}/open/${sign(`link ${reservationId}`, house.secret)}`;
}

export function isOrderLink(house: House, reservationId: string, signature: string): boolean {
  return matches(signature, sign(`link ${reservationId}`, house.secret));
}
