/** A consignor is led to Stripe: an account is made there once, and each visit has an address of its own, which is kept nowhere. */
import type { StripeLink } from '@holdfast/shared/connectedAccounts';
import { accountUrl, createExpressAccount, readAccount, type StripeClient } from '../payments/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { ConnectedAccount } from './ConnectedAccount.ts';
import { follow } from './follow.ts';
import { requireOn } from './settings.ts';
import { lockPayee, type Payee, takeWay } from './ways.ts';

type Of = Pick<AppContext, 'db' | 'publicUrl'>;

/**
 * Begins, or goes on with, an account at Stripe. Who has no bank data is paid to it from now on, and payouts wait until it is
 * ready; whoever has some is paid there until then.
 * @returns where their browser goes
 * @throws Problem `not_found`, `transition_refused` where it is off, Stripe refuses or closed the account; `unavailable`
 */
export async function goToStripe(
  app: Of,
  stripe: StripeClient,
  consignorId: string,
  principal: Principal,
): Promise<StripeLink> {
  const { row, email } = await inTransaction(app.db, (trx) => begin(trx, consignorId, principal));
  const news = await accountAtStripe(app, stripe, row, email);
  await inTransaction(app.db, (trx) => follow(trx, row.id, news, principal));
  if (news === 'revoked')
    throw new Problem(
      'transition_refused',
      'Your account at Stripe was disconnected from us. Begin once more to connect another one.',
      { accepts: [] },
    );
  if (news.state === 'rejected')
    throw new Problem(
      'transition_refused',
      'Stripe closed your account. Write to us to be paid another way.',
      {
        accepts: [],
      },
    );
  const page = `${app.publicUrl}/selling/payouts`;
  return {
    url: await accountUrl(stripe, news, {
      returnUrl: `${page}?stripe=back`,
      refreshUrl: `${page}?stripe=again`,
    }),
  };
}

/** The account in use, or a new one where there is none or it was disconnected. */
async function begin(
  trx: Trx,
  consignorId: string,
  principal: Principal,
): Promise<{ row: ConnectedAccount; email: string }> {
  await requireOn(trx);
  const payee = await lockPayee(trx, consignorId);
  const [data] = await queryPrepared<{ account_id: string | null }>(
    trx,
    'SELECT account_id FROM bank_accounts_standing WHERE consignor_id = $1',
    [consignorId],
  );
  const row = await accountRow(trx, payee, principal);
  if (!row.isWanted) await ConnectedAccount.query(trx).findById(row.id).patch({ isWanted: true });
  if (row.state === 'enabled' || !data?.account_id) await takeWay(trx, payee, 'stripe', principal);
  return { row, email: payee.email };
}

async function accountRow(trx: Trx, payee: Payee, principal: Principal): Promise<ConnectedAccount> {
  const now = await ConnectedAccount.query(trx)
    .where({ consignor_id: payee.id })
    .whereNull('ended_at')
    .first()
    .forUpdate();
  if (now && now.state !== 'deauthorized') return now;
  if (now) await ConnectedAccount.query(trx).findById(now.id).patch({ endedAt: new Date() });
  const id = newId('connectedAccount');
  await ConnectedAccount.query(trx).insert({
    id,
    consignorId: payee.id,
    state: 'onboarding',
    missing: [],
    startedAt: new Date(),
    startedBy: principal.by,
  });
  await audit(trx, principal, [
    {
      what: 'consignor.startStripe',
      subject: payee.id,
      before: now ? { state: now.state } : null,
      after: { state: 'onboarding' },
    },
  ]);
  return ConnectedAccount.query(trx).findById(id).throwIfNotFound();
}

/** Asks Stripe for the account, which is made once: its key is the same until Stripe refused a request. */
async function accountAtStripe(
  { db }: Of,
  stripe: StripeClient,
  { id, consignorId, stripeId, attempt }: ConnectedAccount,
  email: string,
) {
  if (stripeId !== null) return readAccount(stripe, stripeId);
  try {
    const made = await createExpressAccount(stripe, { consignorId, email, key: `account/${id}/${attempt}` });
    await inTransaction(db, async (trx) =>
      ConnectedAccount.query(trx).findById(id).whereNull('stripe_id').patch({ stripeId: made.stripeId }),
    );
    return made;
  } catch (error) {
    if (error instanceof Problem && error.code === 'transition_refused')
      await inTransaction(db, async (trx) =>
        ConnectedAccount.query(trx)
          .findById(id)
          .patch({ attempt: attempt + 1 }),
      );
    throw error;
  }
}
