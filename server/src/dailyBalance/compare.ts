/** Compares what Stripe moved with what the books moved at Stripe, transaction by transaction. Pure. */
import type { DifferenceKind } from '@holdfast/shared/dailyBalance';
import { formatMoney } from '@holdfast/shared/money';
import type { StripeEntry } from '../ledger/index.ts';
import { isTransfer } from './transferTypes.ts';

/** A movement of the balance at Stripe. Amounts in minor units, currencies as the books write them. */
export interface Movement {
  id: string;
  type: string;
  amount: number;
  fee: number;
  currency: string;
  paymentId: string | null;
  at: Date;
}

/** Where the two differ. */
export interface Difference {
  kind: DifferenceKind;
  /** Stripe's id of a movement, or the ledger's of a transaction. */
  subject: string;
  /** Minor units: Stripe less the books. */
  amount: number;
  currency: string;
  text: string;
  reservationId: string | null;
  at: Date;
}

/** The cause under which a movement itself is booked: its fee, or a payout. */
export const causeOf = ({ id }: Pick<Movement, 'id'>) => `stripe:${id}`;

type Side = 'charge' | 'refund' | 'returned refund' | 'dispute' | 'reinstated dispute';

const sidesOfTypes: Record<string, Side> = {
  charge: 'charge',
  payment: 'charge',
  refund: 'refund',
  payment_refund: 'refund',
  refund_failure: 'returned refund',
  payment_failure_refund: 'returned refund',
};
const sidesOfKinds: Record<string, Side> = {
  sale: 'charge',
  lateCapture: 'charge',
  refund: 'refund',
  lateRefund: 'refund',
  refundReturned: 'returned refund',
  dispute: 'dispute',
  disputeWon: 'reinstated dispute',
};

/** Movements that stand for themselves: the books have them under their own id. */
export const ownKinds: Record<string, 'stripePayout' | 'stripeFee'> = {
  payout: 'stripePayout',
  payout_failure: 'stripePayout',
  payout_cancel: 'stripePayout',
  stripe_fee: 'stripeFee',
};

const sideOf = ({ type, amount }: Movement): Side | null =>
  type === 'adjustment' ? (amount < 0 ? 'dispute' : 'reinstated dispute') : (sidesOfTypes[type] ?? null);

const sum = (amount: number, currency: string) => formatMoney({ amount, currency });

/**
 * @param movements of some payments all that Stripe has, and movements that are about none
 * @param entries of the same payments all that the books have, and what stands under the movements' own ids
 */
export function compareMovements(
  movements: readonly Movement[],
  entries: readonly StripeEntry[],
): Difference[] {
  const found: Difference[] = [];
  const byCause = Map.groupBy(entries, ({ cause }) => cause);
  for (const movement of movements) {
    const own = ownKinds[movement.type];
    if (own !== undefined) found.push(...compareOwn(movement, byCause.get(causeOf(movement)) ?? []));
    else {
      // Transfers are compared by their payouts.
      if (!isTransfer(movement)) {
        if (sideOf(movement) === null) found.push(unknownType(movement));
        else if (movement.paymentId === null) found.push(unknownPayment(movement));
      }
      found.push(...compareFee(movement, byCause.get(causeOf(movement)) ?? []));
    }
  }
  const known = movements.filter((each) => each.paymentId !== null && sideOf(each) !== null);
  const ofPayment = Map.groupBy(known, ({ paymentId }) => paymentId as string);
  const booked = Map.groupBy(
    entries.filter(({ paymentId, kind }) => paymentId !== null && kind !== 'stripeFee'),
    ({ paymentId }) => paymentId as string,
  );
  for (const paymentId of new Set([...ofPayment.keys(), ...booked.keys()]))
    found.push(...comparePayment(ofPayment.get(paymentId) ?? [], booked.get(paymentId) ?? []));
  found.push(...unknownFees(movements, entries));
  return withOrders(found, movements, entries);
}

/** Names the order of what has no entry of its own, by the other entries of its payment. */
function withOrders(
  found: readonly Difference[],
  movements: readonly Movement[],
  entries: readonly StripeEntry[],
): Difference[] {
  const orders = new Map(entries.map(({ paymentId, reservationId }) => [paymentId, reservationId]));
  const payments = new Map(movements.map(({ id, paymentId }) => [id, paymentId]));
  return found.map((each) => {
    const paymentId = payments.get(each.subject) ?? null;
    const order = paymentId === null ? null : (orders.get(paymentId) ?? null);
    return { ...each, reservationId: each.reservationId ?? order };
  });
}

const base = (movement: Movement, entry?: StripeEntry) => ({
  subject: movement.id,
  currency: movement.currency,
  at: movement.at,
  reservationId: entry?.reservationId ?? null,
});

const unknownType = (movement: Movement): Difference => ({
  ...base(movement),
  kind: 'unknownType',
  amount: movement.amount,
  text: `Stripe moved ${sum(movement.amount, movement.currency)} as “${movement.type.replaceAll('_', ' ')}”, which the books don’t know.`,
});

const unknownPayment = (movement: Movement): Difference => ({
  ...base(movement),
  kind: 'unknownPayment',
  amount: movement.amount,
  text: `Stripe moved ${sum(movement.amount, movement.currency)} for a ${sideOf(movement)} of a payment that isn’t ours.`,
});

/** A payout or a fee of its own. */
function compareOwn(movement: Movement, entries: readonly StripeEntry[]): Difference[] {
  const [entry] = entries;
  const moved = movement.amount - movement.fee;
  if (!entry)
    return [
      {
        ...base(movement),
        kind: 'notBooked',
        amount: moved,
        text: `Stripe moved ${sum(moved, movement.currency)} as “${movement.type.replaceAll('_', ' ')}”; the books don’t have it.`,
      },
    ];
  return differing(movement, moved, entry, movement.type.replaceAll('_', ' '));
}

function differing(movement: Movement, moved: number, entry: StripeEntry, what: string): Difference[] {
  if (entry.currency !== movement.currency)
    return [
      {
        ...base(movement, entry),
        kind: 'currencyDiffers',
        amount: moved,
        text: `A ${what} is ${sum(moved, movement.currency)} at Stripe and ${sum(entry.amount, entry.currency)} in the books.`,
      },
    ];
  if (entry.amount === moved) return [];
  return [
    {
      ...base(movement, entry),
      kind: 'amountDiffers',
      amount: moved - entry.amount,
      text: `A ${what} is ${sum(moved, movement.currency)} at Stripe and ${sum(entry.amount, entry.currency)} in the books.`,
    },
  ];
}

function compareFee(movement: Movement, entries: readonly StripeEntry[]): Difference[] {
  const [entry] = entries;
  const booked = entry === undefined ? 0 : -entry.amount;
  if (booked === movement.fee) return [];
  const text =
    entry === undefined
      ? `Stripe kept a fee of ${sum(movement.fee, movement.currency)}; the books don’t have it.`
      : `Stripe kept a fee of ${sum(movement.fee, movement.currency)}; the books say ${sum(booked, movement.currency)}.`;
  return [
    {
      ...base(movement, entry),
      kind: entry === undefined ? 'feeNotBooked' : 'feeDiffers',
      amount: booked - movement.fee,
      text,
    },
  ];
}

/** Fees in the books that no movement of Stripe's names. */
function unknownFees(movements: readonly Movement[], entries: readonly StripeEntry[]): Difference[] {
  const causes = new Set(movements.map(causeOf));
  return entries
    .filter(({ kind, cause }) => kind === 'stripeFee' && !causes.has(cause))
    .map((entry) => ({
      kind: 'feeUnknown',
      subject: entry.id,
      amount: -entry.amount,
      currency: entry.currency,
      text: `The books have a fee of ${sum(-entry.amount, entry.currency)} that Stripe doesn’t name.`,
      reservationId: entry.reservationId,
      at: entry.at,
    }));
}

/** One payment: each movement has its entry. What is left on both sides is the same one, otherwise. */
function comparePayment(movements: readonly Movement[], entries: readonly StripeEntry[]): Difference[] {
  const found: Difference[] = [];
  const sides = new Set<Side | undefined>([
    ...movements.map((each) => sideOf(each) ?? undefined),
    ...entries.map(({ kind }) => sidesOfKinds[kind]),
  ]);
  for (const side of sides) {
    const theirs = movements.filter((each) => (sideOf(each) ?? undefined) === side);
    const ours = entries.filter(({ kind }) => sidesOfKinds[kind] === side);
    const matched: StripeEntry[] = [];
    const left = theirs.filter((movement) => {
      const at = ours.findIndex(
        (entry) => entry.amount === movement.amount && entry.currency === movement.currency,
      );
      if (at >= 0) matched.push(...ours.splice(at, 1));
      return at < 0;
    });
    for (const movement of left) {
      const entry = ours.shift();
      if (entry) found.push(...differing(movement, movement.amount, entry, side ?? 'movement'));
      else
        found.push({
          ...base(movement, entries[0]),
          kind: 'notBooked',
          amount: movement.amount,
          text: `Stripe moved ${sum(movement.amount, movement.currency)} for a ${side}; the books don’t have it.`,
        });
    }
    for (const entry of ours) {
      const isTwice = matched.some(
        ({ amount, currency }) => amount === entry.amount && currency === entry.currency,
      );
      found.push({
        kind: isTwice ? 'bookedTwice' : 'notAtStripe',
        subject: entry.id,
        amount: -entry.amount,
        currency: entry.currency,
        text: isTwice
          ? `The books have a ${side} of ${sum(entry.amount, entry.currency)} twice; Stripe moved it once.`
          : `The books have a ${side ?? entry.kind} of ${sum(entry.amount, entry.currency)}; Stripe has none.`,
        reservationId: entry.reservationId,
        at: entry.at,
      });
    }
  }
  return found;
}
