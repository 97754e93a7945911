import { z } from 'zod';
import { takeNews } from '../consignment/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import type { House } from '../platform/house.ts';
import { getReservation, type NewestPayments, orderLink } from '../reservations/index.ts';
import { consignorLetter } from './consignorLetter.ts';
import { createDeliver, writeMail } from './deliver.ts';
import { holdBrokenLetter, orderLetter, refundLetter } from './templates.ts';

const aboutReservation = z.object({ reservationId: z.string() });
const aboutBroken = aboutReservation.extend({ cause: z.string(), charged: z.boolean() });
const aboutNews = z.object({ consignorId: z.string(), dueAt: z.string() });

export function notificationJobs(
  house: House,
  newestPayments: NewestPayments,
): Record<string, (payload: unknown) => Promise<void>> {
  const deliver = createDeliver(house);
  const orderOf = (reservationId: string) => getReservation(house, reservationId, newestPayments);
  return {
    async 'notifications.mailOrder'(payload) {
      const { reservationId } = aboutReservation.parse(payload);
      const order = await orderOf(reservationId);
      await deliver.write(
        `order/${reservationId}`,
        reservationId,
        orderLetter(order, orderLink(house, reservationId)),
      );
    },
    async 'notifications.mailRefund'(payload) {
      const { reservationId } = aboutReservation.parse(payload);
      await deliver.write(
        `refund/${reservationId}`,
        reservationId,
        refundLetter(await orderOf(reservationId)),
      );
    },
    async 'notifications.mailHoldBroken'(payload) {
      const { reservationId, ...told } = aboutBroken.parse(payload);
      const letter = holdBrokenLetter(await orderOf(reservationId), told);
      await deliver.write(`holdBroken/${reservationId}`, reservationId, letter);
    },
    async 'notifications.mailConsignorNews'(payload) {
      const due = aboutNews.parse(payload);
      await inTransaction(house.db, async (trx) => {
        const causeOf = (firstCause: string) => `news/${firstCause}`;
        const news = await takeNews(trx, due, causeOf);
        if (news?.lines[0]) await writeMail(trx, causeOf(news.lines[0].cause), null, consignorLetter(news));
      });
      // Taken before, and not sent: this process or the one before it died on the way.
      const waiting = await house
        .db('consignor_news as n')
        .join('mails as m', 'm.cause', 'n.mail_cause')
        .where({ 'n.consignor_id': due.consignorId, 'n.due_at': due.dueAt })
        .whereIn('m.state', ['queued', 'failed'])
        .distinct('m.cause');
      for (const { cause } of waiting) await deliver.send(cause);
    },
  };
}
