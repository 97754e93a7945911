import { z } from 'zod';
import { confirmationToMail, invitationToMail, resetToMail } from '../accounts/index.ts';
import { emailsOfDigest, postponeNotifications } from '../consignorNotifications/index.ts';
import type { Letter } from '../emailTemplates/index.ts';
import { changeToMail } from '../eventChanges/index.ts';
import { quietUntil } from '../notices/index.ts';
import { orderLink, readOrder } from '../orders/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, query } from '../platform/db/index.ts';
import { invitationEmail, passwordResetEmail } from './accountEmails.ts';
import { accountNoticeEmail, accountNotices } from './accountNotices.ts';
import { bankDataEmailJobs } from './bankDataEmails.ts';
import { confirmationEmail } from './confirmationEmails.ts';
import { takeDigest } from './consignorDigest.ts';
import { consignorEmail } from './consignorEmail.ts';
import { deliveryEmailJobs } from './deliveryEmails.ts';
import { Email } from './Email.ts';
import { causeOfChange, changesMailed, eventChangeEmail, ticketsEmail } from './eventChangeEmail.ts';
import { addressChangedEmail, holdBrokenEmail, refundEmail } from './orderNotices.ts';
import { paidByEmailJobs } from './paidByEmails.ts';
import { payoutEmailJobs } from './payoutEmails.ts';
import { refundEmailJobs } from './refundEmailJobs.ts';
import { textJobs } from './removeOldTexts.ts';
import { createSender } from './sendEmail.ts';
import { statementEmailJobs } from './statementEmails.ts';
import { taxDataEmailJobs } from './taxDataEmails.ts';
import { writeEmail } from './writeEmail.ts';

const aboutReservation = z.object({ reservationId: z.string() });
const aboutBroken = aboutReservation.extend({ cause: z.string(), charged: z.boolean() });
const aboutChange = aboutReservation.extend({ changeId: z.string() });
const aboutAddress = aboutReservation.extend({ change: z.int(), formerAddress: z.string().nullable() });
const aboutNews = z.object({ consignorId: z.string(), dueAt: z.string() });
const aboutInvitation = z.object({ invitationId: z.string(), sent: z.int() });
const aboutReset = z.object({ passwordResetId: z.string() });
const aboutConfirmation = z.object({ emailConfirmationId: z.string() });
const aboutNotice = z.object({
  id: z.string(),
  to: z.string(),
  name: z.string(),
  notice: z.enum(accountNotices),
});
const oneEmail = z.object({ emailId: z.string() });

export function notificationJobs(app: AppContext): Record<string, (payload: unknown) => Promise<void>> {
  const sender = createSender(app);
  const orderOf = (reservationId: string) => readOrder(app, reservationId);
  /** Stores an email once per cause and makes the first attempt; an attempt that fails queues the next one. */
  async function write(cause: string, reservationId: string | null, letter: Letter): Promise<void> {
    await inTransaction(app.db, (trx) => writeEmail(trx, cause, reservationId, letter));
    await sendAllOf([cause]);
  }
  async function sendAllOf(causes: string[]): Promise<void> {
    const waiting = await Email.query(app.db)
      .whereIn('cause', causes)
      .whereIn('state', ['queued', 'failed'])
      .whereNull('next_at');
    for (const { id } of waiting) await sender.send(id);
  }
  return {
    ...refundEmailJobs(app, orderOf, write),
    ...deliveryEmailJobs(app, orderOf, write),
    ...payoutEmailJobs(app, write),
    ...bankDataEmailJobs(app, write),
    ...taxDataEmailJobs(app, write),
    ...paidByEmailJobs(app, write),
    ...statementEmailJobs(app),
    ...textJobs(app),
    async 'notifications.mailOrder'(payload) {
      const { reservationId } = aboutReservation.parse(payload);
      const order = await orderOf(reservationId);
      await write(
        `order/${reservationId}`,
        reservationId,
        ticketsEmail(order, orderLink(app, reservationId)),
      );
    },
    async 'notifications.mailChangedAddress'(payload) {
      const { reservationId, change, formerAddress } = aboutAddress.parse(payload);
      const order = await orderOf(reservationId);
      await write(
        `order/${reservationId}/address/${change}`,
        reservationId,
        ticketsEmail(order, orderLink(app, reservationId)),
      );
      if (formerAddress !== null)
        await write(
          `addressChanged/${reservationId}/${change}`,
          reservationId,
          addressChangedEmail(order, formerAddress),
        );
    },
    async 'notifications.mailRefund'(payload) {
      const { reservationId } = aboutReservation.parse(payload);
      await write(`refund/${reservationId}`, reservationId, refundEmail(await orderOf(reservationId)));
    },
    async 'notifications.mailEventChange'(payload) {
      const { changeId, reservationId } = aboutChange.parse(payload);
      const change = await inTransaction(app.db, async (trx) => {
        const mailed = await changesMailed(trx, reservationId);
        return changeToMail(trx, { changeId, reservationId, mailed });
      });
      // A later change of the event has an email of its own.
      if (change === null) return;
      const email = eventChangeEmail(await orderOf(reservationId), change, orderLink(app, reservationId));
      await write(causeOfChange(changeId, reservationId), reservationId, email);
    },
    async 'notifications.mailHoldBroken'(payload) {
      const { reservationId, ...facts } = aboutBroken.parse(payload);
      const email = holdBrokenEmail(await orderOf(reservationId), facts);
      await write(`holdBroken/${reservationId}`, reservationId, email);
    },
    async 'notifications.mailConsignorNews'(payload) {
      const due = aboutNews.parse(payload);
      const isQuiet = await inTransaction(app.db, async (trx) => {
        const until = await quietUntil(trx, due.consignorId, new Date());
        if (until) {
          await postponeNotifications(trx, due, until);
          return true;
        }
        const causeOf = (firstCause: string) => `news/${firstCause}`;
        const notifications = await takeDigest(trx, due, causeOf);
        if (notifications?.lines[0])
          await writeEmail(trx, causeOf(notifications.lines[0].cause), null, consignorEmail(notifications));
        return false;
      });
      if (isQuiet) return;
      // Those that an earlier attempt of this job took and didn't send, because its process died, too.
      await sendAllOf(await emailsOfDigest(app.db, due));
    },
    async 'notifications.mailInvitation'(payload) {
      const about = aboutInvitation.parse(payload);
      const cause = `invitation/${about.invitationId}/${about.sent}`;
      await inTransaction(app.db, async (trx) => {
        const invited = await invitationToMail(trx, app, about);
        if (!invited) return;
        const [consignor] = await query<{ name: string }>(
          trx,
          'SELECT name FROM consignors_named WHERE id = $1',
          [invited.consignorId],
        );
        await writeEmail(
          trx,
          cause,
          null,
          invitationEmail({ ...invited, consignorName: consignor?.name ?? null }),
        );
      });
      await sendAllOf([cause]);
    },
    async 'notifications.mailPasswordReset'(payload) {
      const { passwordResetId } = aboutReset.parse(payload);
      const cause = `passwordReset/${passwordResetId}`;
      await inTransaction(app.db, async (trx) => {
        const reset = await resetToMail(trx, app, passwordResetId);
        if (reset) await writeEmail(trx, cause, null, passwordResetEmail(reset));
      });
      await sendAllOf([cause]);
    },
    async 'notifications.mailEmailConfirmation'(payload) {
      const { emailConfirmationId } = aboutConfirmation.parse(payload);
      const cause = `emailConfirmation/${emailConfirmationId}`;
      await inTransaction(app.db, async (trx) => {
        const mail = await confirmationToMail(trx, app, emailConfirmationId);
        if (mail) await writeEmail(trx, cause, null, confirmationEmail(mail, app.publicUrl));
      });
      await sendAllOf([cause]);
    },
    async 'notifications.mailAccountNotice'(payload) {
      const { id, ...about } = aboutNotice.parse(payload);
      await write(`accountNotice/${id}`, null, accountNoticeEmail({ ...about, publicUrl: app.publicUrl }));
    },
    async 'notifications.sendEmail'(payload) {
      await sender.send(oneEmail.parse(payload).emailId);
    },
  };
}
