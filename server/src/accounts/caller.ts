/** Who asks: a signed-in person, a guest by cookie, or nobody yet. */
import type { Middleware } from 'koa';
import type { AppContext } from '../platform/appContext.ts';
import type { Ctx } from '../platform/http/index.ts';
import { fanCookieMaxAgeMs, fanCookieName, newGuest, readFan, signFan } from './fanCookie.ts';
import { personOfSession, sessionCookieName } from './sessions.ts';

export const cookieOptions = (app: AppContext, maxAge: number) => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: app.publicUrl.startsWith('https://'),
  maxAge,
  overwrite: true,
});

/** Sets `ctx.state.caller` before any route of the API. */
export function identifyCaller(app: AppContext): Middleware {
  return async (plain, next) => {
    const ctx = plain as unknown as Ctx;
    const token = ctx.cookies.get(sessionCookieName);
    const person = token ? await personOfSession(app.db, token) : null;
    ctx.state.caller = {
      fanId: person?.id ?? readFan(ctx.cookies.get(fanCookieName), app.secret),
      personId: person?.id ?? null,
      name: person?.name ?? null,
      email: person?.email ?? null,
      roles: person?.roles ?? [],
      consignorId: person?.consignorId ?? null,
    };
    return next();
  };
}

/** The caller's fan id; a guest without one gets it, and the cookie, now. */
export function fanOf(ctx: Ctx, app: AppContext): string {
  const { caller } = ctx.state;
  if (caller.fanId !== null) return caller.fanId;
  const guest = newGuest(app.secret);
  rememberFan(ctx, app, guest.fanId);
  return guest.fanId;
}

/** Lets this browser be the fan: after a first hold, or an order found by code and mail address. */
export function rememberFan(ctx: Ctx, app: AppContext, fanId: string): void {
  ctx.state.caller.fanId = fanId;
  const options = cookieOptions(app, fanCookieMaxAgeMs);
  // Behind a proxy that ends TLS the socket is plain; the cookie is for https all the same.
  if (options.secure) ctx.cookies.secure = true;
  ctx.cookies.set(fanCookieName, signFan(fanId, app.secret), options);
}
