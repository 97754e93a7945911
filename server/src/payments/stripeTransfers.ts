/**
 * Transfers from the marketplace's balance to accounts of consignors, and taking them back.
 * Source: https://docs.stripe.com/api/transfers/create, /api/transfer_reversals/create, /connect/separate-charges-and-transfers
 */
import type Stripe from 'stripe';
import { isRefusal } from './stripeAccounts.ts';

/** A transfer as it is asked for. */
export interface TransferAsked {
  /** The key of it, which also names it in Stripe's lists. */
  attemptId: string;
  payoutId: string;
  /** What it is called in Stripe's dashboard and on statements. */
  reference: string;
  /** Stripe's id of the account. */
  destination: string;
  /** Minor units. */
  amount: number;
  currency: string;
}

/** What became of it: Stripe's id, and whether it was taken back since; or why not, a sentence. */
export type TransferOutcome = { transferId: string; isReversed: boolean } | { refused: string };

/**
 * Makes a transfer, once per attempt however often it is called. One that was made is looked up first by its group: Stripe forgets
 * keys after a day.
 * @throws what Stripe says when nobody knows whether it was made: ask again
 */
export async function makeTransfer(
  stripe: Stripe,
  { attemptId, payoutId, reference, destination, amount, currency }: TransferAsked,
): Promise<TransferOutcome> {
  const [made] = (await stripe.transfers.list({ transfer_group: attemptId, limit: 1 })).data;
  if (made) return outcomeOf(made);
  try {
    return outcomeOf(
      await stripe.transfers.create(
        {
          amount,
          currency: currency.toLowerCase(),
          destination,
          description: reference,
          transfer_group: attemptId,
          metadata: { payoutId, attemptId },
        },
        { idempotencyKey: `transfer/${attemptId}` },
      ),
    );
  } catch (error) {
    if (isRefusal(error)) return { refused: refusalWords(error) };
    throw error;
  }
}

const outcomeOf = ({ id, reversed }: Stripe.Transfer): TransferOutcome => ({
  transferId: id,
  isReversed: reversed,
});

/**
 * Takes all of a transfer back, once per key.
 * @returns null: it is back; otherwise why not, a sentence
 * @throws what Stripe says when nobody knows whether it did
 */
export async function reverseTransfer(
  stripe: Stripe,
  { transferId, attemptId, key }: { transferId: string; attemptId: string; key: string },
): Promise<{ refused: string } | null> {
  try {
    await stripe.transfers.createReversal(transferId, { metadata: { attemptId } }, { idempotencyKey: key });
    return null;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // It may be back already, by the dashboard or by an earlier request.
    const { reversed } = await stripe.transfers.retrieve(transferId);
    return reversed ? null : { refused: reversalWords(error) };
  }
}

/** A transfer as it stands. Amounts are minor units. */
export interface TransferNow {
  id: string;
  /** Of whichever metadata it was made with; null: not by us. */
  attemptId: string | null;
  amount: number;
  amountReversed: number;
  currency: string;
  isReversed: boolean;
}

export const transferNow = ({
  id,
  amount,
  amount_reversed,
  currency,
  metadata,
  reversed,
}: Stripe.Transfer): TransferNow => ({
  id,
  attemptId: metadata?.attemptId ?? null,
  amount,
  amountReversed: amount_reversed,
  currency: currency.toUpperCase(),
  isReversed: reversed,
});

export const readTransfer = async (stripe: Stripe, transferId: string): Promise<TransferNow> =>
  transferNow(await stripe.transfers.retrieve(transferId));

/** Every transfer that Stripe has, newest first. */
export async function* listTransfers(stripe: Stripe): AsyncGenerator<TransferNow> {
  for await (const each of stripe.transfers.list({ limit: 100 })) yield transferNow(each);
}

/** Source: https://docs.stripe.com/error-codes */
function refusalWords({ code, message }: { code?: string | undefined; message: string }): string {
  switch (code) {
    case 'balance_insufficient':
      return 'The marketplace’s balance at Stripe is too small for it. Wait for sales or add money there, then pay it once more.';
    case 'insufficient_capabilities_for_transfer':
    case 'transfers_not_allowed':
      return 'Stripe doesn’t let this account take money now: its owner has to answer Stripe’s questions first.';
    case 'account_invalid':
    case 'resource_missing':
      return 'Stripe doesn’t know this account any more: its owner disconnected it.';
    default:
      return `Stripe refused it: ${message}`;
  }
}

const reversalWords = ({ code, message }: { code?: string | undefined; message: string }): string =>
  code === 'balance_insufficient'
    ? 'The consignor’s account at Stripe has too little left: it was paid on to their bank. Take it off their next payouts instead.'
    : `Stripe refused to take it back: ${message}`;
