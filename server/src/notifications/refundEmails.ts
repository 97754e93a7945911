/** What a fan is told of a refund that the bank sent back, and of its second way. */
import { formatMoney, type Money } from '@holdfast/shared/money';
import { goodTicketsOf, type Reservation } from '@holdfast/shared/reservations';
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, query } from '../platform/db/index.ts';
import { escapeHtml } from '../platform/escapeHtml.ts';
import { placesOf } from './itemEmails.ts';
import { type Email, page } from './templates.ts';

const aboutRefund = z.object({ refundId: z.string(), version: z.int() });
const aboutLate = z.object({ reservationId: z.string(), paymentId: z.string() });
const aboutFailed = z.object({ reservationId: z.string() });
const aboutTickets = z.object({ refundId: z.string() });
const aboutPaidAgain = aboutRefund.extend({ elsewhere: z.boolean() });

type Write = (cause: string, reservationId: string, email: Email) => Promise<void>;

/** Some tickets of an order were refunded; the others stay good. @param ticketIds of the refund */
export function ticketsRefundedEmail(order: Reservation, amount: Money, ticketIds: readonly string[]): Email {
  const all = order.items.reduce((sum, { quantity }) => sum + quantity, 0);
  const { length: count } = ticketIds;
  const title = `${count} of ${all} tickets ${count === 1 ? 'was' : 'were'} refunded: ${order.event.name}`;
  const named = order.items.flatMap((item) => {
    const tickets = item.tickets.filter(({ id }) => ticketIds.includes(id));
    const seats = tickets.flatMap(({ seat }) => (seat === null ? [] : [seat]));
    return tickets.length === 0 ? [] : [placesOf({ ...item, seats, quantity: tickets.length })];
  });
  const good = order.items.flatMap((item) => {
    const left = goodTicketsOf(item);
    return left.quantity === 0 ? [] : [placesOf({ ...item, ...left })];
  });
  return emailOf('ticketsRefunded', order, title, [
    `Refunded: ${named.join('; ')}. ${count === 1 ? 'This ticket no longer opens a gate.' : 'These tickets no longer open a gate.'}`,
    `${formatMoney(amount)} of order ${order.code} went back to your card. Banks take 5 to 10 days to show it.`,
    `Still good: ${good.join('; ')}.`,
  ]);
}

/** Money came after the hold had ended, and its tickets were gone. */
export function latePaymentEmail(order: Reservation): Email {
  return emailOf('latePayment', order, `Your payment came too late: ${order.event.name}`, [
    `Your bank approved ${formatMoney(order.total)} after your hold ${order.code} had ended. By then its tickets had gone to somebody else, and no others as good were free.`,
    'All of it goes back to your card automatically. Banks take 5 to 10 days to show it. We are sorry.',
  ]);
}

/** The payment failed after the hold's time was over. */
export function paymentFailedEmail(order: Reservation): Email {
  const cause = order.payment?.decline
    ? 'Your bank declined the payment, and the time of your hold was over.'
    : 'Your bank didn’t approve the payment before the time of your hold was over.';
  return emailOf('paymentFailed', order, `The payment didn’t go through: ${order.event.name}`, [
    `${cause} Nothing was charged. Where your bank shows an amount that is set aside, it frees it by itself.`,
    'The tickets are on sale again. If they are still free, you can hold them once more.',
  ]);
}

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
    async 'notifications.mailLatePayment'(payload) {
      const { reservationId, paymentId } = aboutLate.parse(payload);
      await write(`latePayment/${paymentId}`, reservationId, latePaymentEmail(await orderOf(reservationId)));
    },
    async 'notifications.mailPaymentFailed'(payload) {
      const { reservationId } = aboutFailed.parse(payload);
      const order = await orderOf(reservationId);
      // Nobody gave an address, or the money came meanwhile after all.
      if (order.email === null || order.state !== 'failed') return;
      await write(`paymentFailed/${reservationId}`, reservationId, paymentFailedEmail(order));
    },
    async 'notifications.mailTicketsRefunded'(payload) {
      const { refundId } = aboutTickets.parse(payload);
      const { order, amount } = await refundOf(refundId);
      const tickets = await inTransaction(db, (trx) =>
        query<{ ticket_id: string }>(
          trx,
          'SELECT ticket_id FROM payments_refund_tickets WHERE refund_id = $1',
          [refundId],
        ),
      );
      const ids = tickets.map(({ ticket_id }) => ticket_id);
      await write(`ticketsRefunded/${refundId}`, order.id, ticketsRefundedEmail(order, amount, ids));
    },
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
