/** What a fan is told of a refund that the bank sent back, and of its second way. */
import { formatMoney, type Money } from '@holdfast/shared/money';
import type { Reservation } from '@holdfast/shared/reservations';
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, query } from '../platform/db/index.ts';
import { type Email, escapeHtml, page } from './templates.ts';

const aboutRefund = z.object({ refundId: z.string(), version: z.int() });
const aboutPaidAgain = aboutRefund.extend({ elsewhere: z.boolean() });

type Write = (cause: string, reservationId: string, email: Email) => Promise<void>;

/** The bank returned a refund days after it was done. */
export function refundReturnedEmail(order: Reservation, amount: Money): Email {
  return emailOf('refundReturned', order, `Your bank sent a refund back: ${order.event.name}`, [
    `We had refunded ${formatMoney(amount)} of order ${order.code} to your card, and your bank returned it to us. That happens when a card was closed or replaced.`,
    'The money is still yours. We look at it and pay it again; you get another email then. If the card is closed, answer this email, so that we find another way.',
  ]);
}

/** A returned refund was paid again. @param elsewhere another way than to the card */
export function refundPaidAgainEmail(order: Reservation, amount: Money, elsewhere: boolean): Email {
  return emailOf('refundPaidAgain', order, `Refunded again: ${order.event.name}`, [
    elsewhere
      ? `${formatMoney(amount)} of order ${order.code}, which your bank had returned to us, was paid to you another way.`
      : `${formatMoney(amount)} of order ${order.code}, which your bank had returned to us, went back to your card once more. Banks take 5 to 10 days to show it.`,
  ]);
}

function emailOf(kind: string, order: Reservation, title: string, lines: string[]): Email {
  return {
    kind,
    to: order.email ?? '',
    subject: title,
    text: [title, '', ...lines].join('\n'),
    html: page(title, lines.map(escapeHtml)),
  };
}

/** @returns handlers by the names of their jobs */
export function refundEmailJobs(
  { db }: AppContext,
  orderOf: (reservationId: string) => Promise<Reservation>,
  write: Write,
): Record<string, (payload: unknown) => Promise<void>> {
  async function refundOf(id: string): Promise<{ order: Reservation; amount: Money }> {
    const [refund] = await inTransaction(db, (trx) =>
      query<{ reservation_id: string; amount: number; currency: string }>(
        trx,
        'SELECT reservation_id, amount, currency FROM payments_refunds WHERE id = $1',
        [id],
      ),
    );
    if (!refund) throw new Error(`${id} is gone`);
    const { reservation_id, amount, currency } = refund;
    return { order: await orderOf(reservation_id), amount: { amount, currency } };
  }
  return {
    async 'notifications.mailRefundReturned'(payload) {
      const { refundId, version } = aboutRefund.parse(payload);
      const { order, amount } = await refundOf(refundId);
      await write(`refundReturned/${refundId}/${version}`, order.id, refundReturnedEmail(order, amount));
    },
    async 'notifications.mailRefundPaidAgain'(payload) {
      const { refundId, version, elsewhere } = aboutPaidAgain.parse(payload);
      const { order, amount } = await refundOf(refundId);
      const email = refundPaidAgainEmail(order, amount, elsewhere);
      await write(`refundPaidAgain/${refundId}/${version}`, order.id, email);
    },
  };
}
