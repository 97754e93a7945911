import { newPasswordReset, passwordResetShown, passwordResetUse } from '@holdfast/shared/accounts';
import type { AppContext } from '../../platform/appContext.ts';
import { inTransaction } from '../../platform/db/index.ts';
import {
  type AnyEndpoint,
  createRateLimit,
  endpoint,
  networkOf,
  principalOf,
} from '../../platform/http/index.ts';
import { linkShown, linkTries } from '../linkRoutes.ts';
import { askForReset, resetPassword, showReset } from './passwordResets.ts';

/** A forgotten password: asking for a link, and the page that it leads to. */
export function passwordResetRoutes(app: AppContext): AnyEndpoint[] {
  // Each sends an email to somebody who may not have asked for it.
  const perAccount = createRateLimit(app, { name: 'reset_account', points: 5, seconds: 60 * 60 });
  const perAddress = createRateLimit(app, { name: 'reset_address', points: 20, seconds: 60 * 60 });
  const opening = linkTries(app, 'reset_link');
  return [
    endpoint({
      method: 'post',
      path: '/password-resets',
      tag: 'Accounts',
      summary: 'Ask for a link that sets a new password; the answer doesn’t tell whether there is an account',
      body: newPasswordReset,
      problems: ['validation_failed', 'too_many_requests'],
      async handle(ctx, { body }) {
        await perAddress.consume(networkOf(ctx.ip));
        await perAccount.consume(body.email.toLowerCase());
        await inTransaction(app.db, (trx) => askForReset(trx, app, body.email));
        return undefined;
      },
    }),
    linkShown(app, {
      path: '/password-resets/read',
      summary: 'Whose password a link sets',
      answer: passwordResetShown,
      tries: opening,
      show: showReset,
    }),
    endpoint({
      method: 'post',
      path: '/password-resets/use',
      tag: 'Accounts',
      summary: 'Set a new password by a link; every session ends',
      body: passwordResetUse,
      problems: ['link_ended', 'validation_failed', 'too_many_requests'],
      async handle(ctx, { body }) {
        await opening.consume(networkOf(ctx.ip));
        const { requestId } = principalOf(ctx);
        await inTransaction(app.db, (trx) => resetPassword(trx, body, requestId));
        return undefined;
      },
    }),
  ];
}
