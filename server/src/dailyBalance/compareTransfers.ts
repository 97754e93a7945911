/** Compares transfers to consignors at Stripe with the books, attempt by attempt. Pure. */
import { formatMoney } from '@holdfast/shared/money';
import type { StripeEntry } from '../ledger/index.ts';
import type { Difference, Movement } from './compare.ts';

/** An attempt of a payout by Stripe, as payouts publishes it. */
export interface TransferAttempt {
  transferId: string | null;
  begunCause: string;
  /** Null: it was neither refused nor taken back. */
  endedCause: string | null;
}

const sum = (amount: number, currency: string) => formatMoney({ amount, currency });

/**
 * @param movements of transfers, all that Stripe has of each
 * @param attempts by these transfers, and by the entries
 * @param entries of the attempts, by their causes
 */
export function compareTransfers(
  movements: ReadonlyArray<Movement & { transferId: string | null }>,
  attempts: readonly TransferAttempt[],
  entries: readonly StripeEntry[],
): Difference[] {
  const known = new Set(attempts.flatMap(({ transferId }) => transferId ?? []));
  const byCause = new Map(entries.map((entry) => [entry.cause, entry]));
  const strangers = movements
    .filter(({ transferId }) => transferId === null || !known.has(transferId))
    .map(
      ({ id, amount, currency, at }): Difference => ({
        kind: 'unknownPayment',
        subject: id,
        amount,
        currency,
        text: `Stripe moved ${sum(amount, currency)} by a transfer that is no payout of ours.`,
        reservationId: null,
        at,
      }),
    );
  return [...strangers, ...attempts.flatMap((attempt) => compareAttempt(attempt, movements, byCause))];
}

/** What left by a transfer is booked when its attempt began, and what came back of it when the attempt ended. */
function compareAttempt(
  { transferId, begunCause, endedCause }: TransferAttempt,
  movements: ReadonlyArray<Movement & { transferId: string | null }>,
  byCause: ReadonlyMap<string, StripeEntry>,
): Difference[] {
  const theirs = movements.filter((each) => transferId !== null && each.transferId === transferId);
  const ours = [begunCause, endedCause].flatMap((cause) => (cause && byCause.get(cause)) || []);
  // One that Stripe refused was booked and taken back, and moved nothing.
  const sides =
    transferId === null
      ? [{ what: 'transfer', theirs: [], ours }]
      : [
          {
            what: 'transfer',
            theirs: theirs.filter(({ amount }) => amount < 0),
            ours: ours.filter(({ amount }) => amount < 0),
          },
          {
            what: 'transfer that came back',
            theirs: theirs.filter(({ amount }) => amount >= 0),
            ours: ours.filter(({ amount }) => amount >= 0),
          },
        ];
  return sides.flatMap((side): Difference[] => {
    const moved = side.theirs.reduce((total, { amount }) => total + amount, 0);
    const booked = side.ours.reduce((total, { amount }) => total + amount, 0);
    const first = side.theirs[0] ?? side.ours[0];
    if (moved === booked || !first) return [];
    const { currency, at } = first;
    return [
      {
        kind:
          side.ours.length === 0 ? 'notBooked' : side.theirs.length === 0 ? 'notAtStripe' : 'amountDiffers',
        subject: first.id,
        amount: moved - booked,
        currency,
        text:
          side.ours.length === 0
            ? `Stripe moved ${sum(moved, currency)} for a ${side.what}; the books don’t have it.`
            : side.theirs.length === 0
              ? `The books have a ${side.what} of ${sum(booked, currency)}; Stripe has none.`
              : `A ${side.what} is ${sum(moved, currency)} at Stripe and ${sum(booked, currency)} in the books.`,
        reservationId: null,
        at,
      },
    ];
  });
}
