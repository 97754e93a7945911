/** Showing again that it is the owner in front of the browser, for what money or people hang on. */
import { passkeyProof, passkeySignIn } from '@holdfast/shared/accounts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { type AnyEndpoint, type Ctx, endpoint } from '../platform/http/index.ts';
import type { OwnerProven } from './ownerProof.ts';
import { personOfPasskey } from './passkeys/passkeySignIn.ts';
import { signInFailed } from './people.ts';
import { requirePerson } from './policy.ts';
import { passSecondFactor } from './secondFactor/proof.ts';
import { noteProof, sessionCookieName } from './sessions.ts';

const shared = { method: 'post', signedIn: true, tag: 'Accounts' } as const;
const tokenOf = (ctx: Ctx) => ctx.cookies.get(sessionCookieName) ?? '';

export function freshProofRoutes(app: AppContext, proven: OwnerProven): AnyEndpoint[] {
  return [
    endpoint({
      ...shared,
      path: '/account/proof',
      summary:
        'Show by password, and code where there is a second factor, that it is you; it counts for half an hour',
      body: passkeyProof,
      problems: ['sign_in_required', 'second_factor_required', 'validation_failed', 'too_many_requests'],
      async handle(ctx, { body }) {
        await proven(ctx, body, async (trx, person) => {
          await passSecondFactor(trx, app, person.id, body.code);
          await noteProof(trx, tokenOf(ctx), 'password');
        });
        return undefined;
      },
    }),
    endpoint({
      ...shared,
      path: '/account/proof/passkey',
      summary: 'The same by a passkey of one’s own',
      body: passkeySignIn,
      problems: ['sign_in_required', 'sign_in_failed', 'validation_failed', 'nothing_to_do'],
      async handle(ctx, { body }) {
        const personId = requirePerson(ctx.state.caller);
        await inTransaction(app.db, async (trx) => {
          const { id } = await personOfPasskey(trx, app, body);
          if (id !== personId) throw signInFailed();
          await noteProof(trx, tokenOf(ctx), 'passkey');
        });
        return undefined;
      },
    }),
  ];
}
