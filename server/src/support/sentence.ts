/** Summarizes the case in one sentence. */
import { formatMoney } from '@holdfast/shared/money';
import {
  type BrokenHold,
  breakCauseNames,
  goodTicketsOf,
  leavesSale,
  type Reservation,
} from '@holdfast/shared/reservations';
import { DateTime } from 'luxon';

const payingSentences: Record<string, (who: string, sum: string) => string> = {
  created: (who, sum) => `${who} began to pay ${sum}; Stripe has not been asked yet.`,
  confirming: (who, sum) => `${who} is paying ${sum}; we asked Stripe and wait for its answer.`,
  requiresAction: (who, sum) => `${who}’s bank wants 3-D Secure for ${sum}; we wait for them.`,
  authorized: (who, sum) => `${who}’s bank set ${sum} aside; it is not captured yet.`,
  capturing: (who, sum) =>
    `${who}’s bank set ${sum} aside; we asked Stripe to capture it and wait for its answer.`,
  voiding: (who, sum) => `${who}’s ${sum} is being freed at the bank; nothing is charged.`,
};

/** What of an order's money isn't as its state says. */
export interface MoneyTroubles {
  /** The state of the newest dispute. */
  dispute: string | null;
  /** Minor units of a refund that the bank returned and that was not paid again. */
  returned: number | null;
  /** Minor units of refunds that Stripe has, or is about to get, and that aren't done. */
  refunding: number | null;
}

const disputeSentences: Record<string, string> = {
  inquiry: 'The bank asks about the payment.',
  answered: 'The bank asked about the payment, and has our answer.',
  'open.needsResponse': 'The bank disputes the payment and waits for evidence.',
  'open.underReview': 'The bank disputes the payment and looks at the evidence.',
  'open.expired': 'The bank disputes the payment, and the deadline for evidence passed without any.',
  'open.withdrawn': 'The fan says that they withdrew their dispute; the bank still holds the money.',
  won: 'The bank decided its dispute for us.',
  lost: 'The bank decided its dispute for the fan, and kept the money.',
};

/** Money that came after the hold's end goes back by itself; null: none came. */
function lateMoney({ payment }: Reservation, who: string, sum: string): string | null {
  if (payment === null || !['succeeded', 'partiallyRefunded', 'refunded'].includes(payment.state))
    return null;
  const back = payment.state === 'refunded' ? 'went back' : 'is on its way back';
  return `${who} paid ${sum} after the hold had ended, when its tickets were gone: it ${back} by itself. The fan got an email.`;
}

/** "1 of 2 tickets was refunded", where some were by name. */
function partlyRefunded({ items, total, payment }: Reservation): string | null {
  const all = items.reduce((sum, { quantity }) => sum + quantity, 0);
  const good = items.reduce((sum, item) => sum + goodTicketsOf(item).quantity, 0);
  if (good === all) return null;
  const back = formatMoney(payment?.refunded ?? { ...total, amount: 0 });
  return `${all - good} of ${all} tickets ${all - good === 1 ? 'was' : 'were'} refunded: ${back} of ${formatMoney(total)} went back. ${good === 1 ? '1 ticket stays' : `${good} tickets stay`} good.`;
}

/** @param broken why staff broke the hold, where they did */
export function sentenceOf(
  reservation: Reservation,
  fanName: string | null,
  broken: BrokenHold | null,
  { dispute, returned, refunding }: MoneyTroubles,
): string {
  const who = fanName ?? reservation.email ?? 'A fan';
  const count = reservation.items.reduce((sum, { quantity }) => sum + quantity, 0);
  const tickets = count === 1 ? '1 ticket' : `${count} tickets`;
  const sum = formatMoney(reservation.total);
  const zone = reservation.event.venue.timeZone;
  const time = (iso: string) => DateTime.fromISO(iso, { zone }).toFormat('h:mm a');
  switch (reservation.state) {
    case 'pending.holding':
      return `${who} holds ${tickets} until ${time(reservation.expiresAt)}. Nothing is charged.`;
    case 'pending.paying': {
      const text =
        payingSentences[reservation.payment?.state ?? '']?.(who, sum) ?? `${who} is paying ${sum}.`;
      if (broken)
        return `${text} The hold is broken (${breakCauseNames[broken.cause].toLowerCase()}): what is only set aside is freed, what is captured goes back by itself.`;
      return reservation.deadlinePassed
        ? `${text} The deadline passed: the seats stay held until there is an outcome.`
        : text;
    }
    case 'paid':
      if (reservation.total.amount === 0) return `${who} has ${tickets}, which were free.`;
      return [
        partlyRefunded(reservation) ?? `${who} paid ${sum} and has ${tickets}.`,
        refunding === null
          ? ''
          : `A refund of ${formatMoney({ ...reservation.total, amount: refunding })} is on its way.`,
        disputeSentences[dispute ?? ''] ?? '',
      ]
        .filter(Boolean)
        .join(' ');
    case 'refunded':
      if (reservation.total.amount === 0)
        return `The free order of ${who} was made void, with its ${tickets}.`;
      return [
        returned === null
          ? `${formatMoney(reservation.payment?.refunded.amount ? reservation.payment.refunded : reservation.total)} went back to ${who}. The ${tickets} are void.`
          : `The bank returned ${formatMoney({ ...reservation.total, amount: returned })} that had gone back to ${who}: it is owed to them. The ${tickets} are void.`,
        disputeSentences[dispute ?? ''] ?? '',
      ]
        .filter(Boolean)
        .join(' ');
    case 'expired':
      return (
        lateMoney(reservation, who, sum) ??
        `${who} let the time run out. Nothing was charged; the seats went back on sale.`
      );
    case 'cancelled':
      if (broken)
        return `The hold was broken: ${breakCauseNames[broken.cause].toLowerCase()}. The seats ${leavesSale(broken.cause) ? 'left the sale' : 'went back on sale'}; what was paid goes back by itself.`;
      return `The hold was ended before paying. Nothing was charged; the seats went back on sale.`;
    case 'failed':
      return (
        lateMoney(reservation, who, sum) ??
        `${reservation.payment?.state === 'canceled' ? `${who} didn’t finish paying ${sum} in time, and the payment was voided` : 'The payment failed after the deadline'}. Nothing was charged; the seats went back on sale.`
      );
  }
}
