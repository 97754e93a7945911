/** Passkeys over HTTP: one's own, and signing in with one. */
import {
  newPasskey,
  passkey,
  passkeyOptions,
  passkeyProof,
  passkeySignIn,
  passkeys,
  session,
} from '@holdfast/shared/accounts';
import { idOf } from '@holdfast/shared/http';
import { z } from 'zod';
import type { AppContext } from '../../platform/appContext.ts';
import { inTransaction } from '../../platform/db/index.ts';
import {
  type AnyEndpoint,
  type Ctx,
  createRateLimit,
  endpoint,
  networkOf,
  principalOf,
  query,
} from '../../platform/http/index.ts';
import type { OwnerProven } from '../ownerProof.ts';
import { Person } from '../Person.ts';
import { requirePerson } from '../policy.ts';
import { passSecondFactor } from '../secondFactor/proof.ts';
import { type Enter, presentPerson } from '../sessions.ts';
import { addPasskey, beginPasskey, listPasskeys, removePasskey } from './ownPasskeys.ts';
import { beginPasskeySignIn, personOfPasskey } from './passkeySignIn.ts';

const own = { signedIn: true, tag: 'Accounts' } as const;
const ownProblems = [
  'sign_in_required',
  'second_factor_required',
  'validation_failed',
  'too_many_requests',
] as const;

interface PasskeyRoutes {
  proven: OwnerProven;
  /** Opens the session. */
  begin: (ctx: Ctx, enter: Enter) => Promise<z.output<typeof session>>;
}

export function passkeyRoutes(app: AppContext, { proven, begin }: PasskeyRoutes): AnyEndpoint[] {
  return [...ownPasskeyRoutes(app, proven), ...signInRoutes(app, begin)];
}

function ownPasskeyRoutes(app: AppContext, proven: OwnerProven): AnyEndpoint[] {
  return [
    query({
      ...own,
      path: '/account/passkeys',
      summary: 'One’s own passkeys',
      answer: passkeys,
      problems: ['sign_in_required'],
      run: async (trx, { caller }) => ({ data: await listPasskeys(trx, requirePerson(caller)) }),
    }),
    endpoint({
      ...own,
      method: 'post',
      path: '/account/passkeys/options',
      summary:
        'What the browser asks an authenticator for, to add a passkey; it counts once, for five minutes',
      body: passkeyProof,
      answer: passkeyOptions,
      problems: [...ownProblems, 'nothing_to_do'],
      handle: (ctx, { body }) =>
        proven(ctx, body, async (trx, person) => {
          await passSecondFactor(trx, app, person.id, body.code);
          return beginPasskey(trx, app, person);
        }),
    }),
    endpoint({
      ...own,
      method: 'post',
      path: '/account/passkeys',
      reaches: 'email',
      summary: 'Add the passkey that the authenticator made',
      body: newPasskey,
      answer: passkey,
      problems: ['sign_in_required', 'validation_failed', 'nothing_to_do'],
      handle: (ctx, { body }) =>
        inTransaction(app.db, async (trx) => {
          const person = await Person.query(trx)
            .findById(requirePerson(ctx.state.caller))
            .forNoKeyUpdate()
            .throwIfNotFound();
          return addPasskey(trx, app, person, body, principalOf(ctx));
        }),
    }),
    endpoint({
      ...own,
      method: 'post',
      path: '/account/passkeys/:id/remove',
      reaches: 'email',
      params: z.object({ id: idOf('passkey') }),
      summary: 'Remove a passkey of one’s own',
      body: passkeyProof,
      problems: [...ownProblems, 'not_found'],
      async handle(ctx, { body, params }) {
        await proven(ctx, body, async (trx, person) => {
          await passSecondFactor(trx, app, person.id, body.code);
          await removePasskey(trx, person, params.id, principalOf(ctx));
        });
        return undefined;
      },
    }),
  ];
}

function signInRoutes(app: AppContext, begin: PasskeyRoutes['begin']): AnyEndpoint[] {
  // A signature can't be guessed; this bounds the work that a stranger can ask for.
  const perAddress = createRateLimit(app, { name: 'passkey_sign_in', points: 60, seconds: 15 * 60 });
  return [
    endpoint({
      method: 'post',
      path: '/session/passkey-options',
      tag: 'Accounts',
      summary: 'What the browser asks an authenticator for, to sign in',
      answer: passkeyOptions,
      problems: ['nothing_to_do', 'too_many_requests'],
      async handle(ctx) {
        await perAddress.consume(networkOf(ctx.ip));
        return beginPasskeySignIn(app);
      },
    }),
    endpoint({
      method: 'post',
      path: '/session/passkey',
      tag: 'Accounts',
      summary: 'Sign in with a passkey: no password and no code are asked',
      body: passkeySignIn,
      answer: session,
      problems: ['sign_in_failed', 'validation_failed', 'nothing_to_do', 'too_many_requests'],
      async handle(ctx, { body }) {
        await perAddress.consume(networkOf(ctx.ip));
        return begin(ctx, async (trx) => presentPerson(await personOfPasskey(trx, app, body)));
      },
    }),
  ];
}
