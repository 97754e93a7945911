/** What the second version of the payment's machine changed: states that share answers stand in `open`, `settled` and `ended`. */
import type { PaymentContext } from './paymentMessages.ts';

const groups = {
  open: ['confirming', 'requiresAction', 'authorized', 'capturing', 'voiding'],
  settled: ['succeeded', 'partiallyRefunded', 'refunded', 'won'],
  ended: ['failed', 'canceled'],
};
const groupOf = new Map(
  Object.entries(groups).flatMap(([group, states]) => states.map((state) => [state, group] as const)),
);

/** A snapshot of the first version, in the second. Disputes were stored without their ids. */
export function upgradePayment({ value, context }: { value: unknown; context: Record<string, unknown> }): {
  value: unknown;
  context: Record<string, unknown>;
} {
  const added: Pick<PaymentContext, 'disputeId' | 'keptDisputes'> = { disputeId: null, keptDisputes: [] };
  const group = groupOf.get(String(value));
  return { value: group ? { [group]: value } : value, context: { ...context, ...added } };
}

/** The first version had a timer for each state that waits for Stripe; the second has one for all. */
export const paymentTimers: Readonly<Record<string, string>> = Object.fromEntries(
  groups.open.map((state) => [`xstate.after.check.payment.${state}`, 'check']),
);
