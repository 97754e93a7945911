/** The email to a consignor whose payout is on its way. */
import { formatMoney } from '@holdfast/shared/money';
import { payoutWayNames } from '@holdfast/shared/payouts';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { kindsWithoutEmail } from '../notices/index.ts';
import type { PayoutsMade } from '../payouts/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared } from '../platform/db/index.ts';
import { plainEmail } from './postEmail.ts';
import type { Email } from './templates.ts';

const aboutPayout = z.object({ payoutId: z.string(), version: z.int() });

type Write = (cause: string, reservationId: string | null, email: Email) => Promise<void>;
type Row = PayoutsMade & { name: string; email: string; reader: string };

/** @returns handlers by the names of their jobs */
export function payoutEmailJobs(
  app: AppContext,
  write: Write,
): Record<string, (payload: unknown) => Promise<void>> {
  return {
    async 'notifications.mailPayout'(payload) {
      const { payoutId, version } = aboutPayout.parse(payload);
      const row = await inTransaction(app.db, async (trx) => {
        const [paid] = await queryPrepared<Row>(
          trx,
          `SELECT o.*, o.paid_on::text AS paid_on, c.name, c.email, c.id AS reader FROM payouts_made o JOIN consignors_named m ON m.id = o.consignor_id
           JOIN consignors_named c ON c.id = coalesce(m.merged_into, m.id) WHERE o.id = $1`,
          [payoutId],
        );
        return paid && { ...paid, isOff: (await kindsWithoutEmail(trx, paid.reader)).has('paid') };
      });
      if (!row) throw new Error(`${payoutId} is gone`);
      // It came back meanwhile, or they read of payouts in their inbox alone.
      if (row.state !== 'paid' || row.isOff) return;
      await write(`payout/${payoutId}/${version}`, null, emailOf(row, app.publicUrl));
    },
  };
}

function emailOf({ name, email, amount, currency, way, reference, paid_on }: Row, publicUrl: string): Email {
  const sum = formatMoney({ amount, currency });
  const day = DateTime.fromISO(paid_on ?? '').toFormat('cccc, LLLL d, yyyy');
  return plainEmail({
    kind: 'payout',
    to: email,
    subject: `We paid you ${sum}`,
    paragraphs: [
      `Hello ${name},`,
      `On ${day} we paid you ${sum} for tickets that were sold for you.`,
      way === 'stripe'
        ? `It is in your account at Stripe, which pays it on to your bank: ${reference ?? ''}`
        : `${payoutWayNames[way ?? 'other']}: ${reference ?? ''}`,
      'Which sales it pays is on your statement. If it doesn’t arrive within a week, answer this email.',
    ],
    link: { text: 'Your payouts and statements', url: `${publicUrl}/selling/payouts` },
  });
}
