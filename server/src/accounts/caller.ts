/** The caller of a request: a signed-in person, a guest known by cookie, or nobody yet. */
import type { Middleware } from 'koa';
import type { AppContext } from '../platform/appContext.ts';
import { type Ctx, readIdempotencyKey } from '../platform/http/index.ts';
import { fanCookieMaxAgeMs, fanCookieName, guestOfKey, readFan, signFan } from './fanCookie.ts';
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
    const session = token ? await personOfSession(app.db, token) : null;
    const person = session?.person;
    ctx.state.caller = {
      fanId: person?.id ?? readFan(ctx.cookies.get(fanCookieName), app.secret),
      personId: person?.id ?? null,
      name: person?.name ?? null,
      email: person?.email ?? null,
      roles: person?.roles ?? [],
      consignorId: person?.consignorId ?? null,
      lacksSecondFactor: session?.lacksSecondFactor ?? false,
      hasFreshProof: session?.hasFreshProof ?? false,
      hasPasskeyProof: session?.hasPasskeyProof ?? false,
      key: null,
    };
    return next();
  };
}

/** The caller's fan id. Makes one, with its cookie, for a new guest. */
export function fanOf(ctx: Ctx, app: AppContext): string {
  const { caller } = ctx.state;
  if (caller.fanId !== null) return caller.fanId;
  const fanId = guestOfKey(readIdempotencyKey(ctx.get('idempotency-key')), app.secret);
  rememberFan(ctx, app, fanId);
  return fanId;
}

/** The guest's id in this browser's cookie, whoever is signed in; null: none. */
export const guestOf = (ctx: Ctx, app: AppContext): string | null =>
  readFan(ctx.cookies.get(fanCookieName), app.secret);

/** This browser is a new guest from now on. */
export function forgetGuest(ctx: Ctx): void {
  ctx.cookies.set(fanCookieName, null);
}

/** Sets the cookie that makes this browser the fan. */
export function rememberFan(ctx: Ctx, app: AppContext, fanId: string): void {
  ctx.state.caller.fanId = fanId;
  const options = cookieOptions(app, fanCookieMaxAgeMs);
  // A proxy terminates TLS, so the socket is plain; the cookie is still marked secure.
  if (options.secure) ctx.cookies.secure = true;
  ctx.cookies.set(fanCookieName, signFan(fanId, app.secret), options);
}
