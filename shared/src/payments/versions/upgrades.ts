/** What turns a stored snapshot of one version into one of the next. Frozen, as the versions are. */
import type { PaymentContextV2 } from './paymentMessages.v2.ts';

interface Stored {
  value: unknown;
  context: Record<string, unknown>;
}

const groups = {
  open: ['confirming', 'requiresAction', 'authorized', 'capturing', 'voiding'],
  settled: ['succeeded', 'partiallyRefunded', 'refunded', 'won'],
  ended: ['failed', 'canceled'],
};
const groupOf = new Map(
  Object.entries(groups).flatMap(([group, states]) => states.map((state) => [state, group] as const)),
);

/** Version 2 of the payment put states that share answers into groups. Disputes were stored without their ids. */
export function upgradePaymentToV2({ value, context }: Stored): Stored {
  const added: Pick<PaymentContextV2, 'disputeId' | 'keptDisputes'> = { disputeId: null, keptDisputes: [] };
  const group = groupOf.get(String(value));
  return { value: group ? { [group]: value } : value, context: { ...context, ...added } };
}

/** The first version had a timer for each state that waits for Stripe; the second has one for all. */
export const paymentTimersOfV2: Readonly<Record<string, string>> = Object.fromEntries(
  groups.open.map((state) => [`xstate.after.check.payment.${state}`, 'check']),
);

/**
 * Version 3 of the payment took disputes out: they are actors of their own, made of what version 2 had by the migration
 * `payments_004_disputes`. What an open or lost one had taken was all that was not refunded.
 */
export function upgradePaymentToV3({ value, context }: Stored): Stored {
  const { disputeId: _, keptDisputes: __, ...kept } = context as PaymentContextV2 & Record<string, unknown>;
  const left = kept.amount - kept.refundedAmount;
  const isWithheld = value === 'disputed' || value === 'lost';
  const wasDisputed = isWithheld || (value as Record<string, unknown>).settled === 'won';
  const settled = left <= 0 ? 'refunded' : kept.refundedAmount > 0 ? 'partiallyRefunded' : 'succeeded';
  return {
    value: wasDisputed ? { settled } : value,
    context: { ...kept, withheldAmount: isWithheld ? left : 0 },
  };
}

/** Version 2 of the refund knows whether the bank returned it, and whether it was made at Stripe. */
export function upgradeRefundToV2({ value, context }: Stored): Stored {
  return { value, context: { ...context, returned: false, isOurs: true } };
}

/** Version 3 of the refund remembers the ids of its earlier attempts. */
export function upgradeRefundToV3({ value, context }: Stored): Stored {
  return { value, context: { ...context, formerIds: [] } };
}
