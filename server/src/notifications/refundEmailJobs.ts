/** Jobs that write the emails of refunds, and of payments that failed or came too late. */
import type { Money } from '@holdfast/shared/money';
import type { Reservation } from '@holdfast/shared/reservations';
import { z } from 'zod';
import type { Letter } from '../emailTemplates/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, query } from '../platform/db/index.ts';
import {
  latePaymentEmail,
  paymentFailedEmail,
  refundPaidAgainEmail,
  refundReturnedEmail,
  ticketsRefundedEmail,
} from './refundEmails.ts';

const aboutRefund = z.object({ refundId: z.string(), version: z.int() });
const aboutLate = z.object({ reservationId: z.string(), paymentId: z.string() });
const aboutFailed = z.object({ reservationId: z.string() });
const aboutTickets = z.object({ refundId: z.string() });
const aboutPaidAgain = aboutRefund.extend({ elsewhere: z.boolean() });

type Write = (cause: string, reservationId: string, letter: Letter) => Promise<void>;

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
