/** What is kept of somebody with an account, over all rooms that keep something. */
import type { PersonalData } from './accounts/index.ts';
import { eraseMessages, messagesOf } from './cases/index.ts';
import { eraseFanNotes } from './deliveries/index.ts';
import { eraseEvidence } from './disputes/index.ts';
import { alertsKept, eraseAlerts } from './fanAlerts/index.ts';
import { eraseHandovers, handoversKept } from './handovers/index.ts';
import { eraseNotices, noticesKept } from './notices/index.ts';
import { emailsOf, eraseEmails } from './notifications/index.ts';
import { presentOrders } from './orders/index.ts';
import { erasePurchaseFacts } from './payments/index.ts';
import type { AppContext } from './platform/appContext.ts';
import { eraseOrderEmails, needOfOrders, ordersOf } from './reservations/index.ts';
import { eraseWaiting, waitingOf } from './waitingLists/index.ts';

export function personalData({ engine }: Pick<AppContext, 'engine'>): PersonalData {
  return {
    async export(trx, { id, email }) {
      const orders = await presentOrders(trx, engine, await ordersOf(trx, id, []));
      return {
        orders,
        messages: await messagesOf(trx, email),
        waitingLists: await waitingOf(trx, id, email),
        alerts: await alertsKept(trx, id, email),
        handovers: await handoversKept(trx, id, email),
        ...(await noticesKept(trx, id)),
        emails: await emailsOf(
          trx,
          email,
          orders.map((order) => order.id),
        ),
      };
    },
    obstacle: (trx, { id }) => needOfOrders(trx, id),
    async erase(trx, { id, email }) {
      const orders = await eraseOrderEmails(trx, id);
      await erasePurchaseFacts(trx, orders);
      await eraseFanNotes(trx, orders);
      await eraseEvidence(trx, orders);
      await eraseEmails(trx, email, orders);
      await eraseMessages(trx, email);
      await eraseWaiting(trx, engine, { id, email });
      await eraseAlerts(trx, { id, email });
      await eraseHandovers(trx, engine, { id, email });
      await eraseNotices(trx, id);
    },
  };
}
