/** One's own account: name, address and password. */
import { accountChange, ownAccount, passwordChange, session } from '@holdfast/shared/accounts';
import type { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import {
  type AnyEndpoint,
  type Ctx,
  command,
  createRateLimit,
  endpoint,
  principalOf,
  query,
} from '../platform/http/index.ts';
import { endConfirmations } from './emailConfirmations/links.ts';
import { changeAccount, changePassword, confirmAgain, showOwnAccount } from './ownAccount.ts';
import { requirePerson } from './policy.ts';
import { sessionCookieName } from './sessions.ts';
import type { Tries } from './tries.ts';

interface Needs {
  app: AppContext;
  tries: Tries;
  shown: z.output<typeof session>['demoAccounts'];
}

const shared = { signedIn: true, tag: 'Accounts' } as const;

export function ownAccountRoutes(needs: Needs): AnyEndpoint[] {
  return [...changeRoutes(needs), ...addressRoutes(needs)];
}

function changeRoutes({ app, tries, shown }: Needs): AnyEndpoint[] {
  // A change of address sends an email to somebody who may not have asked for it.
  const changes = createRateLimit(app, { name: 'account_change', points: 10, seconds: 60 * 60 });
  /** Who is signed in; guesses at their password are counted like those of a sign-in. */
  async function guarded(ctx: Ctx): Promise<{ personId: string; wasRight(): Promise<void> }> {
    const personId = requirePerson(ctx.state.caller);
    return { personId, wasRight: await tries.guess(ctx, ctx.state.caller.email ?? personId) };
  }
  return [
    endpoint({
      ...shared,
      method: 'put',
      path: '/account',
      summary: 'Change one’s own name; another email address counts once its link is opened',
      body: accountChange,
      answer: session,
      problems: ['sign_in_required', 'validation_failed', 'too_many_requests'],
      async handle(ctx, { body }) {
        const { personId, wasRight } = await guarded(ctx);
        await changes.consume(personId);
        const person = await changeAccount(app, personId, body, principalOf(ctx));
        await wasRight();
        return { person, demoAccounts: shown };
      },
    }),
    endpoint({
      ...shared,
      method: 'put',
      path: '/account/password',
      summary: 'Change one’s own password; every other browser is signed out',
      body: passwordChange,
      problems: ['sign_in_required', 'validation_failed', 'too_many_requests'],
      async handle(ctx, { body }) {
        const { personId, wasRight } = await guarded(ctx);
        const token = ctx.cookies.get(sessionCookieName) ?? '';
        await changePassword(app.db, personId, { ...body, token }, principalOf(ctx));
        await wasRight();
        return undefined;
      },
    }),
  ];
}

function addressRoutes({ app }: Needs): AnyEndpoint[] {
  const emails = createRateLimit(app, { name: 'confirmation_account', points: 5, seconds: 60 * 60 });
  return [
    query({
      ...shared,
      path: '/account',
      summary: 'One’s own account: whether its address is confirmed, and which one waits to be',
      answer: ownAccount,
      problems: ['sign_in_required'],
      run: (trx, { caller }) => showOwnAccount(trx, requirePerson(caller)),
    }),
    endpoint({
      ...shared,
      method: 'post',
      path: '/account/email-confirmation',
      summary: 'Send the link again that confirms one’s address; the one before ends',
      problems: ['sign_in_required', 'nothing_to_do', 'too_many_requests'],
      async handle(ctx) {
        const personId = requirePerson(ctx.state.caller);
        await emails.consume(personId);
        await inTransaction(app.db, (trx) => confirmAgain(trx, app, personId));
        return undefined;
      },
    }),
    command({
      ...shared,
      method: 'delete',
      path: '/account/email-confirmation',
      summary: 'Keep one’s address: the link to another one ends',
      answer: ownAccount,
      problems: ['sign_in_required'],
      async run(trx, { caller }) {
        const personId = requirePerson(caller);
        await endConfirmations(trx, personId);
        return showOwnAccount(trx, personId);
      },
    }),
  ];
}
