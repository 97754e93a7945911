/** One's own second factor, over HTTP. Each change asks for the password, and for a code where there is one. */
import {
  ownerProof,
  ownerProofWithCode,
  ownSecondFactor,
  recoveryCodes,
  secondFactorConfirmation,
  secondFactorSecret,
} from '@holdfast/shared/accounts';
import type { AppContext } from '../../platform/appContext.ts';
import { inTransaction } from '../../platform/db/index.ts';
import { type AnyEndpoint, endpoint, principalOf, query } from '../../platform/http/index.ts';
import type { OwnerProven } from '../ownerProof.ts';
import { Person } from '../Person.ts';
import { requirePerson } from '../policy.ts';
import { sessionCookieName } from '../sessions.ts';
import type { Tries } from '../tries.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  newRecoveryCodes,
  showOwnSecondFactor,
  turnOffSecondFactor,
} from './ownSecondFactor.ts';

const shared = { signedIn: true, tag: 'Accounts' } as const;
const problems = ['sign_in_required', 'validation_failed', 'nothing_to_do', 'too_many_requests'] as const;

export function secondFactorRoutes(app: AppContext, tries: Tries, proven: OwnerProven): AnyEndpoint[] {
  return [
    query({
      ...shared,
      path: '/account/second-factor',
      summary: 'Whether one has a second factor',
      answer: ownSecondFactor,
      problems: ['sign_in_required'],
      run: async (trx, { caller }) =>
        showOwnSecondFactor(trx, await Person.query(trx).findById(requirePerson(caller)).throwIfNotFound()),
    }),
    endpoint({
      ...shared,
      method: 'post',
      path: '/account/second-factor',
      summary: 'A secret for one’s app; it counts once a code of it is given',
      body: ownerProof,
      answer: secondFactorSecret,
      problems,
      handle: (ctx, { body }) => proven(ctx, body, (trx, person) => beginSecondFactor(trx, app, person)),
    }),
    endpoint({
      ...shared,
      method: 'post',
      path: '/account/second-factor/confirm',
      reaches: 'email',
      summary: 'Turn one’s second factor on with a code of the app; every other browser is signed out',
      body: secondFactorConfirmation,
      answer: recoveryCodes,
      problems,
      async handle(ctx, { body: { code } }) {
        const personId = requirePerson(ctx.state.caller);
        const wasRight = await tries.code(personId);
        const token = ctx.cookies.get(sessionCookieName) ?? '';
        const codes = await inTransaction(app.db, async (trx) => {
          const person = await Person.query(trx).findById(personId).forNoKeyUpdate().throwIfNotFound();
          return confirmSecondFactor(trx, app, person, { code, token }, principalOf(ctx));
        });
        await wasRight();
        return { recoveryCodes: codes };
      },
    }),
    endpoint({
      ...shared,
      method: 'post',
      path: '/account/second-factor/turn-off',
      reaches: 'email',
      summary: 'Turn one’s second factor off',
      body: ownerProofWithCode,
      problems: [...problems, 'forbidden'],
      async handle(ctx, { body }) {
        await proven(ctx, body, (trx, person) =>
          turnOffSecondFactor(trx, app, person, body.code, principalOf(ctx)),
        );
        return undefined;
      },
    }),
    endpoint({
      ...shared,
      method: 'post',
      path: '/account/recovery-codes',
      reaches: 'email',
      summary: 'New recovery codes; the former ones work no more',
      body: ownerProofWithCode,
      answer: recoveryCodes,
      problems,
      handle: async (ctx, { body }) => ({
        recoveryCodes: await proven(ctx, body, (trx, person) =>
          newRecoveryCodes(trx, app, person, body.code, principalOf(ctx)),
        ),
      }),
    }),
  ];
}
