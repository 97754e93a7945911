import { colleagueList, type Person, session, signIn } from '@holdfast/shared/accounts';
import type { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { brokenConstraint, inTransaction, type Trx } from '../platform/db/index.ts';
import { type AnyEndpoint, type Ctx, endpoint, query } from '../platform/http/index.ts';
import { cookieOptions, guestOf } from './caller.ts';
import type { PersonalData } from './closing/personalData.ts';
import { closingRoutes } from './closing/routes.ts';
import { demoAccounts, isDemoAccount } from './demoAccounts.ts';
import { emailConfirmationRoutes } from './emailConfirmations/routes.ts';
import { freshProofRoutes } from './freshProof.ts';
import { invitationPageRoutes } from './invitations/routes.ts';
import { ownAccountRoutes } from './ownAccountRoutes.ts';
import { createOwnerProof } from './ownerProof.ts';
import { ownSessionRoutes } from './ownSessions.ts';
import { passkeyRoutes } from './passkeys/routes.ts';
import { passwordResetRoutes } from './passwordResets/routes.ts';
import { checkPassword, listColleagues, lockProven, signInFailed } from './people.ts';
import { passSecondFactor } from './secondFactor/proof.ts';
import { secondFactorRoutes } from './secondFactor/routes.ts';
import {
  closeSession,
  type Enter,
  openSession,
  presentPerson,
  sessionCookieName,
  sessionMaxAgeMs,
} from './sessions.ts';
import { createTries, type Tries } from './tries.ts';

/** What higher rooms do when somebody signs in or out. */
export interface SignInHooks {
  /** In the transaction that opens the session. @param guestId whom this browser was before, or null */
  signedIn(trx: Trx, ctx: Ctx, person: Person, guestId: string | null): Promise<void>;
  signedOut(ctx: Ctx): void;
}

/** What the endpoints of accounts share. */
interface Accounts {
  app: AppContext;
  hooks: SignInHooks;
  shown: z.output<typeof session>['demoAccounts'];
  tries: Tries;
}

/** Sign-in, sign-up, sign-out, and one's own account. */
export function accountRoutes(app: AppContext, hooks: SignInHooks, data: PersonalData): AnyEndpoint[] {
  const shown = app.config.demo
    ? demoAccounts.map(({ role, email, password }) => ({ role, email, password }))
    : [];
  const tries = createTries(app);
  const proven = createOwnerProof(app, tries);
  const accounts: Accounts = { app, hooks, shown, tries };
  return [
    ...sessionRoutes(accounts),
    ...enteringRoutes(accounts),
    ...ownAccountRoutes(accounts),
    ...emailConfirmationRoutes(app, tries, (ctx, enter) => begin(accounts, ctx, enter)),
    ...passwordResetRoutes(app),
    ...invitationPageRoutes(app, tries, (ctx, enter) => begin(accounts, ctx, enter)),
    ...ownSessionRoutes(),
    ...secondFactorRoutes(app, tries, proven),
    ...passkeyRoutes(app, {
      proven,
      begin: async (ctx, enter) => ({
        person: await begin(accounts, ctx, enter, { byPasskey: true }),
        demoAccounts: shown,
        lacksSecondFactor: false,
      }),
    }),
    ...freshProofRoutes(app, proven),
    ...closingRoutes(app, proven, data, hooks.signedOut),
  ];
}

/**
 * Opens a session; the hold and the orders of the browser's guest come along.
 * @param enter finds or makes the person in the same transaction, locked, so that a deactivation or another password comes
 *   before the session or ends it
 */
async function begin(
  { app, hooks }: Accounts,
  ctx: Ctx,
  enter: Enter,
  { byPasskey = false } = {},
): Promise<Person> {
  const guestId = guestOf(ctx, app);
  const open = () =>
    inTransaction(app.db, async (trx) => {
      const person = await enter(trx);
      await hooks.signedIn(trx, ctx, person, guestId);
      return {
        person,
        token: await openSession(trx, person.id, { agent: ctx.get('user-agent'), byPasskey }),
      };
    });
  // A hold that the account got from another browser at the same moment is seen by the second attempt.
  const { person, token } = await open().catch((error: unknown) => {
    if (brokenConstraint(error) === 'reservations_one_open_hold') return open();
    throw error;
  });
  const options = cookieOptions(app, sessionMaxAgeMs);
  // A proxy terminates TLS, so the socket is plain; the cookie is still marked secure.
  if (options.secure) ctx.cookies.secure = true;
  ctx.cookies.set(sessionCookieName, token, options);
  return person;
}

function sessionRoutes({ app, hooks, shown }: Accounts): AnyEndpoint[] {
  return [
    query({
      path: '/session',
      tag: 'Accounts',
      summary: 'Who is signed in',
      answer: session,
      async read(_db, { caller: { personId, name, email, roles, consignorId, lacksSecondFactor } }) {
        const person =
          personId === null
            ? null
            : { id: personId, name: name ?? '', email: email ?? '', roles: [...roles], consignorId };
        return { person, demoAccounts: shown, lacksSecondFactor };
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
        hooks.signedOut(ctx);
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

function enteringRoutes(accounts: Accounts): AnyEndpoint[] {
  const { app, shown, tries } = accounts;
  return [
    endpoint({
      method: 'post',
      path: '/session',
      tag: 'Accounts',
      summary: 'Sign in',
      body: signIn,
      answer: session,
      problems: ['sign_in_failed', 'second_factor_required', 'validation_failed', 'too_many_requests'],
      async handle(ctx, { body }) {
        const wasRight = await tries.guess(ctx, body.email);
        if (app.config.production && isDemoAccount(body.email)) throw signInFailed();
        const proven = await checkPassword(app.db, body.email, body.password);
        await wasRight();
        const codeWasRight = body.code ? await tries.code(proven.personId) : null;
        const person = await begin(accounts, ctx, async (trx) => {
          const row = await lockProven(trx, proven);
          if (row === null) throw signInFailed();
          await passSecondFactor(trx, app, row.id, body.code);
          return presentPerson(row);
        });
        await codeWasRight?.();
        return { person, demoAccounts: shown };
      },
    }),
  ];
}
