import { colleagueList, session, signIn, signUp } from '@holdfast/shared/accounts';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, type Ctx, endpoint } from '../platform/http/index.ts';
import { Problem } from '../platform/problem.ts';
import { cookieOptions } from './caller.ts';
import { demoAccounts } from './demoAccounts.ts';
import { addPerson, checkPassword, listColleagues } from './people.ts';
import { closeSession, openSession, sessionCookieName, sessionMaxAgeMs } from './sessions.ts';

/** Limits wrong passwords per email address and IP address. Source: OWASP Authentication Cheat Sheet. */
const tries = new RateLimiterMemory({ points: 10, duration: 15 * 60 });

async function countTry(ctx: Ctx, email: string): Promise<string> {
  const key = `${email.toLowerCase()} ${ctx.ip}`;
  try {
    await tries.consume(key);
  } catch (refusal) {
    const seconds = Math.ceil((refusal as RateLimiterRes).msBeforeNext / 1000);
    throw new Problem(
      'too_many_requests',
      `Too many tries. Try again in ${Math.ceil(seconds / 60)} minutes.`,
      {
        retryAfter: seconds,
      },
    );
  }
  return key;
}

export function accountRoutes(app: AppContext): AnyEndpoint[] {
  const shown = app.config.demo
    ? demoAccounts.map(({ role, email, password }) => ({ role, email, password }))
    : [];

  async function begin(ctx: Ctx, personId: string): Promise<void> {
    const options = cookieOptions(app, sessionMaxAgeMs);
    // A proxy terminates TLS, so the socket is plain; the cookie is still marked secure.
    if (options.secure) ctx.cookies.secure = true;
    ctx.cookies.set(sessionCookieName, await openSession(app.db, personId), options);
  }

  return [
    endpoint({
      method: 'get',
      path: '/session',
      tag: 'Accounts',
      summary: 'Who is signed in',
      answer: session,
      async handle(ctx) {
        const { personId, name, email, roles, consignorId } = ctx.state.caller;
        const person =
          personId === null
            ? null
            : { id: personId, name: name ?? '', email: email ?? '', roles: [...roles], consignorId };
        return { person, demoAccounts: shown };
      },
    }),
    endpoint({
      method: 'post',
      path: '/session',
      tag: 'Accounts',
      summary: 'Sign in',
      body: signIn,
      answer: session,
      problems: ['sign_in_failed', 'too_many_requests'],
      async handle(ctx, { body }) {
        const counted = await countTry(ctx, body.email);
        const person = await checkPassword(app.db, body.email, body.password);
        await tries.delete(counted);
        await begin(ctx, person.id);
        return { person, demoAccounts: shown };
      },
    }),
    endpoint({
      method: 'delete',
      path: '/session',
      tag: 'Accounts',
      summary: 'Sign out',
      async handle(ctx) {
        const token = ctx.cookies.get(sessionCookieName);
        if (token) await closeSession(app.db, token);
        ctx.cookies.set(sessionCookieName, null);
        return undefined;
      },
    }),
    endpoint({
      method: 'post',
      path: '/people',
      tag: 'Accounts',
      summary: 'Create a fan’s account and sign in',
      body: signUp,
      answer: session,
      status: 201,
      problems: ['validation_failed'],
      async handle(ctx, { body }) {
        await countTry(ctx, body.email);
        const person = await addPerson(app.db, { ...body, roles: ['fan'] });
        await begin(ctx, person.id);
        return { person, demoAccounts: shown };
      },
    }),
    endpoint({
      method: 'get',
      path: '/admin/colleagues',
      tag: 'Accounts',
      summary: 'Who may look after what waits for staff',
      roles: ['staff'],
      answer: colleagueList,
      handle: () => listColleagues(app.db),
    }),
  ];
}
