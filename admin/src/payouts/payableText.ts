/** What is owed, in words and figures. */
import type { PaidByHold } from '@holdfast/shared/connectedAccounts';
import { type Payable, payableReasonNames, type WaitingSum } from '@holdfast/shared/payouts';
import { type TaxHold, taxHoldNames } from '@holdfast/shared/taxpayers';
import { amountOf } from '../ui/figures.tsx';
import { workTime } from '../ui/time.ts';

/** The one sentence about when a consignor is paid. */
export function whenPaid(record: Payable): string {
  const { owed, payable, inPayouts, waiting, hold, bankHold, taxHold, paidByHold } = record;
  if (hold) return `Held back by ${hold.by}: ${hold.reason}`;
  if (paidByHold) return `${paidByText(paidByHold)} Runs leave them out.`;
  if (bankHold?.reason === 'bankMissing') return 'Bank data is missing: runs leave them out.';
  if (bankHold) return `Bank data is new: runs leave them out until ${workTime(bankHold.until ?? '')}.`;
  if (taxHold) return taxHoldText(taxHold);
  if (owed < 0) return 'They owe it: it went back to fans after the payout. Later payouts settle it.';
  if (payable > 0) return 'May be paid now: the next run takes it.';
  if (inPayouts > 0) return 'In a payout that isn’t paid yet.';
  const next = nextOf(waiting);
  if (next) return next;
  return payable < 0 ? 'A claim waits for the next sales.' : 'Nothing is owed.';
}

/** Why tax data holds payouts back, and until when. */
export const taxHoldText = ({ reason, limit }: TaxHold): string =>
  limit === 0
    ? `${taxHoldNames[reason]}: runs leave them out until it is complete.`
    : `${taxHoldNames[reason]}: with this payout more than ${amountOf(limit)} would be paid in this year, so runs leave them out until it is complete.`;
/** Why the way to be paid holds payouts back, a sentence. */
export const paidByText = ({ why, until }: PaidByHold): string =>
  why === null
    ? `How they are paid is new: it is used from ${workTime(until ?? '')} on.`
    : `Stripe account isn’t ready: ${why}`;

/** The sum that comes first, or the weightiest reason why none does. */
function nextOf(waiting: readonly WaitingSum[]): string | null {
  const early = waiting.find(({ nextAt }) => nextAt !== null);
  if (early?.nextAt) return `The first of it from ${workTime(early.nextAt)} on.`;
  const [first] = waiting;
  return first ? `${payableReasonNames[first.reason]}.` : null;
}

/** The waiting part of what is owed. */
export const waitingOf = ({ waiting }: Pick<Payable, 'waiting'>) =>
  waiting.reduce((sum, { amount }) => sum + amount, 0);
