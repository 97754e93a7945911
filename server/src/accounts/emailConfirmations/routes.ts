/** Making an account, and confirming an address, by an email's link. */

import {
  emailConfirmationShown,
  emailConfirmed,
  linkOpened,
  newSignUp,
  type Person,
  session,
  signUpCompletion,
} from '@holdfast/shared/accounts';
import type { AppContext } from '../../platform/appContext.ts';
import { inTransaction, type Trx } from '../../platform/db/index.ts';
import {
  type AnyEndpoint,
  type Ctx,
  createRateLimit,
  endpoint,
  networkOf,
  principalOf,
} from '../../platform/http/index.ts';
import { linkShown, linkTries } from '../linkRoutes.ts';
import type { Tries } from '../tries.ts';
import { completeSignUp, confirmEmail, showConfirmation } from './confirm.ts';
import { askForConfirmation } from './links.ts';

/** @param begin signs the person in that the callback makes */
export function emailConfirmationRoutes(
  app: AppContext,
  tries: Pick<Tries, 'signUp'>,
  begin: (ctx: Ctx, enter: (trx: Trx) => Promise<Person>) => Promise<Person>,
): AnyEndpoint[] {
  // Each sends an email to somebody who may not have asked for it.
  const perAccount = createRateLimit(app, { name: 'sign_up_account', points: 5, seconds: 60 * 60 });
  const opening = linkTries(app, 'confirmation_link');
  return [
    endpoint({
      method: 'post',
      path: '/sign-ups',
      tag: 'Accounts',
      summary: 'Ask for an account; the answer doesn’t tell whether the address has one',
      body: newSignUp,
      problems: ['validation_failed', 'too_many_requests'],
      async handle(ctx, { body: { email } }) {
        await tries.signUp(ctx);
        await perAccount.consume(email.toLowerCase());
        await inTransaction(app.db, (trx) => askForConfirmation(trx, app, { email, personId: null }));
        return undefined;
      },
    }),
    linkShown(app, {
      path: '/email-confirmations/read',
      summary: 'Which address a link confirms, and whether it makes an account',
      answer: emailConfirmationShown,
      tries: opening,
      show: showConfirmation,
    }),
    endpoint({
      method: 'post',
      path: '/email-confirmations/sign-up',
      tag: 'Accounts',
      summary: 'Make the account by a link, and sign in',
      body: signUpCompletion,
      answer: session,
      status: 201,
      problems: ['link_ended', 'validation_failed', 'too_many_requests'],
      async handle(ctx, { body }) {
        await opening.consume(networkOf(ctx.ip));
        const { requestId } = principalOf(ctx);
        return { person: await begin(ctx, (trx) => completeSignUp(trx, body, requestId)), demoAccounts: [] };
      },
    }),
    endpoint({
      method: 'post',
      path: '/email-confirmations/confirm',
      tag: 'Accounts',
      summary: 'Confirm an account’s address by a link; a former one is told',
      body: linkOpened,
      answer: emailConfirmed,
      problems: ['link_ended', 'too_many_requests'],
      async handle(ctx, { body }) {
        await opening.consume(networkOf(ctx.ip));
        return confirmEmail(app.db, body.token, principalOf(ctx).requestId);
      },
    }),
  ];
}
