import { z } from 'zod';
import { emailsOfDigest } from '../consignorNotifications/index.ts';
import { orderLink, readOrder } from '../orders/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { takeDigest } from './consignorDigest.ts';
import { consignorEmail } from './consignorEmail.ts';
import { createDeliver, writeEmail } from './deliver.ts';
import { Email } from './Email.ts';
import { holdBrokenEmail, orderEmail, refundEmail } from './templates.ts';

const aboutReservation = z.object({ reservationId: z.string() });
const aboutBroken = aboutReservation.extend({ cause: z.string(), charged: z.boolean() });
const aboutNews = z.object({ consignorId: z.string(), dueAt: z.string() });

export function notificationJobs(app: AppContext): Record<string, (payload: unknown) => Promise<void>> {
  const deliver = createDeliver(app);
  const orderOf = (reservationId: string) => readOrder(app, reservationId);
  return {
    async 'notifications.mailOrder'(payload) {
      const { reservationId } = aboutReservation.parse(payload);
      const order = await orderOf(reservationId);
      await deliver.write(
        `order/${reservationId}`,
        reservationId,
        orderEmail(order, orderLink(app, reservationId)),
      );
    },
    async 'notifications.mailRefund'(payload) {
      const { reservationId } = aboutReservation.parse(payload);
      await deliver.write(
        `refund/${reservationId}`,
        reservationId,
        refundEmail(await orderOf(reservationId)),
      );
    },
    async 'notifications.mailHoldBroken'(payload) {
      const { reservationId, ...facts } = aboutBroken.parse(payload);
      const email = holdBrokenEmail(await orderOf(reservationId), facts);
      await deliver.write(`holdBroken/${reservationId}`, reservationId, email);
    },
    async 'notifications.mailConsignorNews'(payload) {
      const due = aboutNews.parse(payload);
      await inTransaction(app.db, async (trx) => {
        const causeOf = (firstCause: string) => `news/${firstCause}`;
        const notifications = await takeDigest(trx, due, causeOf);
        if (notifications?.lines[0])
          await writeEmail(trx, causeOf(notifications.lines[0].cause), null, consignorEmail(notifications));
      });
      // Taken by an earlier attempt and not sent: that process died.
      const waiting = await Email.query(app.db)
        .whereIn('cause', await emailsOfDigest(app.db, due))
        .whereIn('state', ['queued', 'failed']);
      for (const { cause } of waiting) await deliver.send(cause);
    },
  };
}
