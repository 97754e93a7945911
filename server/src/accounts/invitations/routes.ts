/** The page that an invitation's link leads to. */

import { invitationAcceptance, invitationShown, type Person, session } from '@holdfast/shared/accounts';
import type { AppContext } from '../../platform/appContext.ts';
import { inTransaction, type Trx } from '../../platform/db/index.ts';
import { type AnyEndpoint, type Ctx, endpoint, networkOf, principalOf } from '../../platform/http/index.ts';
import { linkShown, linkTries } from '../linkRoutes.ts';
import type { Tries } from '../tries.ts';
import { acceptInvitation, invitedAccount, showInvitation } from './acceptInvitation.ts';

/** @param begin signs the person in that the callback finds or makes */
export function invitationPageRoutes(
  app: AppContext,
  { guess, code }: Pick<Tries, 'guess' | 'code'>,
  begin: (ctx: Ctx, enter: (trx: Trx) => Promise<Person>) => Promise<Person>,
): AnyEndpoint[] {
  const tries = linkTries(app, 'invitation');
  return [
    linkShown(app, {
      path: '/invitations/read',
      summary: 'What an invitation’s link opens',
      answer: invitationShown,
      tries,
      show: showInvitation,
    }),
    endpoint({
      method: 'post',
      path: '/invitations/accept',
      tag: 'Accounts',
      summary: 'Accept an invitation: makes the account, or gives an existing one its roles, and signs in',
      body: invitationAcceptance,
      answer: session,
      problems: ['link_ended', 'second_factor_required', 'validation_failed', 'too_many_requests'],
      async handle(ctx, { body }) {
        await tries.consume(networkOf(ctx.ip));
        const { requestId } = principalOf(ctx);
        const known = await inTransaction(app.db, (trx) => invitedAccount(trx, body.token));
        // Guesses at the password and the code of an account count together with those at the sign-in.
        const wasRight = known && (await guess(ctx, known.email));
        const codeWasRight = known && body.code ? await code(known.id) : null;
        const person = await begin(ctx, (trx) => acceptInvitation(trx, app, body, requestId));
        await wasRight?.();
        await codeWasRight?.();
        return { person, demoAccounts: [] };
      },
    }),
  ];
}
