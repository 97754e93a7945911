/** How a consignor is paid, and the states of an account at Stripe, in words. */
import { disabledWords, requirementWords } from './requirements.ts';

/** `bank`: to bank data, or by hand. `stripe`: by a transfer to their account at Stripe. */
export const paidByKinds = ['bank', 'stripe'] as const;
/** How a consignor is paid. */
export type PaidBy = (typeof paidByKinds)[number];
/** What each is called. */
export const paidByNames: Record<PaidBy, string> = { bank: 'Bank', stripe: 'Stripe' };

/**
 * The states of an account at Stripe. `onboarding`: its owner isn't through. `restricted`: Stripe asks for more, or it can't take
 * our currency. `enabled`: it is paid to. `rejected`: Stripe closed it. `deauthorized`: its owner disconnected it.
 */
export const connectedStates = ['onboarding', 'restricted', 'enabled', 'rejected', 'deauthorized'] as const;
/** A state of an account at Stripe. */
export type ConnectedState = (typeof connectedStates)[number];
/** What each state is called. */
export const connectedStateNames: Record<ConnectedState, string> = {
  onboarding: 'Not finished',
  restricted: 'Something is missing',
  enabled: 'Ready',
  rejected: 'Closed by Stripe',
  deauthorized: 'Disconnected',
};

/** What is known of an account that its words are made of. */
export interface ConnectedFacts {
  state: ConnectedState;
  /** Stripe's names of what it asks for. */
  missing: readonly string[];
  /** Stripe's `disabled_reason`. */
  reason: string | null;
  /** ISO 4217, what it takes; null: not known yet. */
  currency: string | null;
}

/**
 * Why an account isn't paid to, as a sentence for its owner and for finance; null: it is paid to.
 * @param ours ISO 4217, the marketplace's currency
 */
export function whyNotReady(
  { state, missing, reason, currency }: ConnectedFacts,
  ours: string,
): string | null {
  if (state === 'enabled') return null;
  if (state === 'rejected') return 'Stripe closed the account.';
  if (state === 'deauthorized') return 'The account was disconnected from us.';
  if (state === 'onboarding') return 'Stripe’s questions aren’t answered to the end.';
  if (currency !== null && currency !== ours) return `The account takes ${currency}, and we pay in ${ours}.`;
  const asked = requirementWords(missing);
  if (asked.length > 0) return `Stripe still asks for ${asked.join(', ')}.`;
  return `Stripe ${disabledWords(reason) ?? 'is checking what was given'}.`;
}
