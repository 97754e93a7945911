/** Connected accounts and transfers, as Stripe's API shows them. Source: docs.stripe.com/api/accounts/object, /api/transfers/object */
import type { AccountLink, ConnectedAccount, Reversal, Transfer } from './connectRecords.ts';

/** What Stripe still asks for, by how far its owner came. */
const requirementsOf: Record<ConnectedAccount['standing'], readonly string[]> = {
  started: [
    'external_account',
    'individual.dob.day',
    'individual.dob.month',
    'individual.dob.year',
    'individual.first_name',
    'individual.last_name',
    'individual.ssn_last_4',
    'tos_acceptance.date',
    'tos_acceptance.ip',
  ],
  incomplete: ['external_account', 'individual.verification.document'],
  complete: [],
  rejected: [],
};

/** Whether money may be sent to it. */
export const takesTransfers = ({ standing, deauthorized }: ConnectedAccount): boolean =>
  standing === 'complete' && !deauthorized;

/** A connected account. */
export function presentAccount(account: ConnectedAccount) {
  const { id, created, email, country, defaultCurrency, standing, metadata } = account;
  const due = [...requirementsOf[standing]];
  const isReady = takesTransfers(account);
  return {
    id,
    object: 'account',
    business_profile: { mcc: null, name: null, url: null },
    capabilities: { transfers: isReady ? 'active' : 'inactive' },
    charges_enabled: false,
    country,
    created,
    default_currency: defaultCurrency,
    details_submitted: standing !== 'started',
    email,
    metadata,
    payouts_enabled: isReady,
    requirements: {
      alternatives: [],
      current_deadline: null,
      currently_due: due,
      disabled_reason:
        standing === 'rejected' ? 'rejected.fraud' : due.length > 0 ? 'requirements.past_due' : null,
      errors: [],
      eventually_due: due,
      past_due: due,
      pending_verification: [],
    },
    type: 'express',
  };
}

/** @param url where the link leads. An onboarding link runs out after five minutes. */
export const presentLink = ({ created, purpose }: AccountLink, url: string) =>
  purpose === 'login'
    ? { object: 'login_link', created, url }
    : { object: 'account_link', created, expires_at: created + linkSeconds, url };

/** How long an onboarding link opens its page. */
export const linkSeconds = 300;

/** What was taken back of a transfer, minor units. */
export const reversedOf = ({ reversals }: Transfer): number =>
  reversals.reduce((sum, { amount }) => sum + amount, 0);

/** A part of a transfer that was taken back. */
export const presentReversal = (
  { id, amount, created, metadata, transaction }: Reversal,
  { id: transfer, currency }: Transfer,
) => ({
  id,
  object: 'transfer_reversal',
  amount,
  balance_transaction: transaction,
  created,
  currency,
  destination_payment_refund: null,
  metadata,
  source_refund: null,
  transfer,
});

/** A transfer with what was taken back of it. */
export function presentTransfer(transfer: Transfer) {
  const { id, amount, created, currency, description, destination, metadata, transaction } = transfer;
  const reversals = transfer.reversals.map((each) => presentReversal(each, transfer)).reverse();
  return {
    id,
    object: 'transfer',
    amount,
    amount_reversed: reversedOf(transfer),
    balance_transaction: transaction,
    created,
    currency,
    description,
    destination,
    destination_payment: `py_${id.slice(3)}`,
    livemode: false,
    metadata,
    reversals: {
      object: 'list',
      data: reversals,
      has_more: false,
      total_count: reversals.length,
      url: `/v1/transfers/${id}/reversals`,
    },
    reversed: reversedOf(transfer) === amount,
    source_transaction: null,
    source_type: 'card',
    transfer_group: transfer.transferGroup,
  };
}
