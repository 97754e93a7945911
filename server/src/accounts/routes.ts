import { colleagueList, session, signIn, signUp } from '@holdfast/shared/accounts';
import type { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, type Ctx, createRateLimit, endpoint, query } from '../platform/http/index.ts';
import { cookieOptions } from './caller.ts';
import { demoAccounts } from './demoAccounts.ts';
import { addPerson, checkPassword, listColleagues } from './people.ts';
import { closeSession, openSession, sessionCookieName, sessionMaxAgeMs } from './sessions.ts';

export function accountRoutes(app: AppContext): AnyEndpoint[] {
  const shown = app.config.demo
    ? demoAccounts.map(({ role, email, password }) => ({ role, email, password }))
    : [];
  return [...sessionRoutes(app, shown), ...enteringRoutes(app, shown)];
}

type DemoAccounts = z.output<typeof session>['demoAccounts'];

async function begin(app: AppContext, ctx: Ctx, personId: string): Promise<void> {
  const options = cookieOptions(app, sessionMaxAgeMs);
  // A proxy terminates TLS, so the socket is plain; the cookie is still marked secure.
  if (options.secure) ctx.cookies.secure = true;
  ctx.cookies.set(sessionCookieName, await openSession(app.db, personId), options);
}

function sessionRoutes(app: AppContext, shown: DemoAccounts): AnyEndpoint[] {
  return [
    query({
      path: '/session',
      tag: 'Accounts',
      summary: 'Who is signed in',
      answer: session,
      async read(_db, { caller: { personId, name, email, roles, consignorId } }) {
        const person =
          personId === null
            ? null
            : { id: personId, name: name ?? '', email: email ?? '', roles: [...roles], consignorId };
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
    query({
      path: '/admin/colleagues',
      tag: 'Accounts',
      summary: 'Who may look after what waits for staff',
      roles: ['staff'],
      answer: colleagueList,
      read: listColleagues,
    }),
  ];
}

function enteringRoutes(app: AppContext, shown: DemoAccounts): AnyEndpoint[] {
  // Wrong passwords per email address and address of the network. Source: OWASP Authentication Cheat Sheet.
  const tries = createRateLimit(app, { name: 'sign_in', points: 10, seconds: 15 * 60 });
  const tryKey = (ctx: Ctx, email: string) => `${email.toLowerCase()} ${ctx.ip}`;
  return [
    endpoint({
      method: 'post',
      path: '/session',
      tag: 'Accounts',
      summary: 'Sign in',
      body: signIn,
      answer: session,
      problems: ['sign_in_failed', 'too_many_requests'],
      async handle(ctx, { body }) {
        const key = tryKey(ctx, body.email);
        await tries.consume(key);
        const person = await checkPassword(app.db, body.email, body.password);
        await tries.reset(key);
        await begin(app, ctx, person.id);
        return { person, demoAccounts: shown };
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
        await tries.consume(tryKey(ctx, body.email));
        const person = await addPerson(app.db, { ...body, roles: ['fan'] });
        await begin(app, ctx, person.id);
        return { person, demoAccounts: shown };
      },
    }),
  ];
}
