/** What Stripe says of an account becomes its state here: audited, told to its owner, and payouts follow it. */
import { whyNotReady } from '@holdfast/shared/connectedAccounts';
import { formatMoney, marketplaceCurrency } from '@holdfast/shared/money';
import { type AccountNews, readAccount, type StripeClient } from '../payments/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { ConnectedAccount } from './ConnectedAccount.ts';
import { lockPayee, type PayoutNews, takeWay, tell } from './ways.ts';

/** Stripe, where nobody else acts. */
export const byStripe: Principal = { by: 'stripe', requestId: null };

/** News that its owner learns of by email. An account that isn't finished is told of by its page alone. */
const told: Partial<Record<ConnectedAccount['state'], PayoutNews>> = {
  enabled: 'enabled',
  restricted: 'restricted',
  rejected: 'rejected',
  deauthorized: 'deauthorized',
};

/** An account that takes another currency can't be paid to, whatever Stripe says. */
const judged = (news: AccountNews): AccountNews =>
  news.state === 'enabled' && news.currency !== null && news.currency !== marketplaceCurrency
    ? { ...news, state: 'restricted' }
    : news;

/** What an account is, for the log. */
const logged = ({
  state,
  missing,
  reason,
  currency,
}: Pick<AccountNews, 'state' | 'missing' | 'reason' | 'currency'>) => ({
  state,
  missing: [...missing],
  reason,
  currency,
});

/**
 * Takes in what Stripe says now; the same again changes nothing. The first time that an account is ready its owner is paid to it,
 * if they still want that.
 * @param id ours
 */
export async function follow(
  trx: Trx,
  id: string,
  said: AccountNews | 'revoked',
  principal: Principal = byStripe,
): Promise<void> {
  const found = await ConnectedAccount.query(trx).findById(id);
  if (!found) return;
  const payee = await lockPayee(trx, found.consignorId).catch(() => null);
  const row = await ConnectedAccount.query(trx).findById(id).forUpdate();
  const askedAt = new Date();
  if (!payee || !row || row.endedAt !== null) {
    // Of somebody who was merged into another consignor: nothing follows, and it isn't asked about again soon.
    await ConnectedAccount.query(trx).findById(id).patch({ askedAt });
    return;
  }
  const news =
    said === 'revoked'
      ? { state: 'deauthorized' as const, missing: [], reason: null, currency: row.currency }
      : judged(said);
  const isChanged = JSON.stringify(logged(row)) !== JSON.stringify(logged(news));
  await ConnectedAccount.query(trx)
    .findById(id)
    .patch({ ...logged(news), askedAt, ...(isChanged ? { version: row.version + 1 } : {}) });
  if (isChanged)
    await audit(trx, principal, [
      { what: 'consignor.stripeAccount', subject: row.consignorId, before: logged(row), after: logged(news) },
    ]);
  // Whoever becomes ready and is paid to it from now on learns of both by one email.
  const isTaken =
    news.state === 'enabled' && row.isWanted && (await takeWay(trx, payee, 'stripe', principal));
  const what = told[news.state];
  if (row.state !== news.state && what && !isTaken)
    await tell(trx, payee, what, `connectedAccount/${id}/${row.version + 1}`, {
      why: whyNotReady(news, marketplaceCurrency),
    });
}

/** Asks Stripe about an account, outside of a transaction, and takes in what it says. @throws what Stripe says where it doesn't know */
export async function askAbout(
  { db }: Pick<AppContext, 'db'>,
  stripe: StripeClient,
  { id, stripeId }: { id: string; stripeId: string },
  principal: Principal = byStripe,
): Promise<void> {
  const news = await readAccount(stripe, stripeId);
  await inTransaction(db, (trx) => follow(trx, id, news, principal));
}

/** What became of money that Stripe pays on to the bank of an account's owner. */
export interface PaidOn {
  stripeId: string;
  eventId: string;
  /** Minor units; null: it was paid. */
  problem: { amount: number; currency: string; why: string | null } | null;
}

/** Stripe couldn't pay on, or could again. The money of a refused payout stays in the account: it doesn't come back to us. */
export async function notePaidOn(trx: Trx, { stripeId, eventId, problem }: PaidOn): Promise<void> {
  const found = await ConnectedAccount.query(trx).findOne({ stripe_id: stripeId });
  if (!found || (problem === null && found.payoutProblem === null)) return;
  const text = problem && sentenceOf(problem);
  await ConnectedAccount.query(trx)
    .findById(found.id)
    .patch({ payoutProblem: text, problemAt: text === null ? null : new Date() });
  await audit(trx, byStripe, [
    {
      what: 'consignor.stripePayout',
      subject: found.consignorId,
      before: { problem: found.payoutProblem },
      after: { problem: text },
    },
  ]);
  const payee = text === null ? null : await lockPayee(trx, found.consignorId).catch(() => null);
  if (payee) await tell(trx, payee, 'payoutFailed', `paidOn/${eventId}`, { why: text });
}

const sentenceOf = ({ amount, currency, why }: NonNullable<PaidOn['problem']>): string =>
  `Stripe couldn’t pay ${formatMoney({ amount, currency })} on to the bank${why === null ? '.' : `: ${why.replace(/\.?$/, '.')}`}`;
