/** Exporting one's data and closing one's account. */
import { accountClosing } from '@holdfast/shared/accounts';
import type { AppContext } from '../../platform/appContext.ts';
import { audit } from '../../platform/audit.ts';
import { inTransaction } from '../../platform/db/index.ts';
import {
  type AnyEndpoint,
  type Ctx,
  createRateLimit,
  endpoint,
  principalOf,
} from '../../platform/http/index.ts';
import { notFound } from '../../platform/problem.ts';
import type { OwnerProven } from '../ownerProof.ts';
import { Person } from '../Person.ts';
import { listPasskeys } from '../passkeys/ownPasskeys.ts';
import { requirePerson } from '../policy.ts';
import { passSecondFactor } from '../secondFactor/proof.ts';
import { presentPerson, sessionCookieName, sessionsOf } from '../sessions.ts';
import { closeAccount } from './closeAccount.ts';
import type { PersonalData } from './personalData.ts';

const shared = { signedIn: true, tag: 'Accounts' } as const;

/** @param signedOut forgets what this browser may read */
export function closingRoutes(
  app: AppContext,
  proven: OwnerProven,
  data: PersonalData,
  signedOut: (ctx: Ctx) => void,
): AnyEndpoint[] {
  const exports = createRateLimit(app, { name: 'account_export', points: 10, seconds: 60 * 60 });
  return [
    endpoint({
      ...shared,
      method: 'get',
      path: '/account/export',
      summary: 'All that is kept of one, as a JSON file',
      problems: ['sign_in_required', 'too_many_requests'],
      async handle(ctx) {
        const personId = requirePerson(ctx.state.caller);
        await exports.consume(personId);
        const file = await inTransaction(app.db, async (trx) => {
          const row = await Person.query(trx).findById(personId);
          if (!row) throw notFound('account');
          await audit(trx, principalOf(ctx), [{ what: 'person.export', subject: personId }]);
          return { account: await accountOf(trx, row), ...(await data.export(trx, presentPerson(row))) };
        });
        ctx.set('Content-Disposition', 'attachment; filename="holdfast-account.json"');
        ctx.set('Cache-Control', 'no-store');
        ctx.type = 'application/json';
        ctx.body = JSON.stringify(file, null, 2);
        return undefined;
      },
    }),
    endpoint({
      ...shared,
      method: 'post',
      path: '/account/close',
      summary: 'Close one’s account: name and address go, what the books need stays',
      body: accountClosing,
      problems: [
        'sign_in_required',
        'second_factor_required',
        'forbidden',
        'nothing_to_do',
        'validation_failed',
        'too_many_requests',
      ],
      async handle(ctx, { body }) {
        await proven(ctx, body, async (trx, person) => {
          await passSecondFactor(trx, app, person.id, body.code);
          await closeAccount(trx, data, person, principalOf(ctx));
        });
        ctx.cookies.set(sessionCookieName, null);
        signedOut(ctx);
        return undefined;
      },
    }),
  ];
}

async function accountOf(trx: Parameters<typeof sessionsOf>[0], row: Person) {
  const { id, name, email, phone, roles, createdAt, emailVerifiedAt, lastSignInAt } = row;
  const sessions = await sessionsOf(trx, id).orderBy('created_at');
  return {
    ...{ id, name, email, phone, roles, createdAt, emailVerifiedAt, lastSignInAt },
    passkeys: await listPasskeys(trx, id),
    sessions: sessions.map(({ agent, createdAt: since, lastUsedAt }) => ({ agent, since, lastUsedAt })),
  };
}
