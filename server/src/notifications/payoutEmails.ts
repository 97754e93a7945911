/** The email to a consignor whose payout is on its way. */
import { formatMoney } from '@holdfast/shared/money';
import { payoutWayNames } from '@holdfast/shared/payouts';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { defineEmail, flag, type Letter, link, registered, text } from '../emailTemplates/index.ts';
import { kindsWithoutEmail } from '../notices/index.ts';
import type { PayoutsMade } from '../payouts/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared } from '../platform/db/index.ts';

const aboutPayout = z.object({ payoutId: z.string(), version: z.int() });

type Write = (cause: string, reservationId: string | null, letter: Letter) => Promise<void>;
type Row = PayoutsMade & { name: string; email: string; reader: string };

/** SQL of payouts with the name and address of who gets them. */
const payoutsText = `SELECT o.*, o.paid_on::text AS paid_on, c.name, c.email, c.id AS reader FROM payouts_made o
  JOIN consignors_named m ON m.id = o.consignor_id JOIN consignors_named c ON c.id = coalesce(m.merged_into, m.id)`;

/** @returns handlers by the names of their jobs */
export function payoutEmailJobs(
  app: AppContext,
  write: Write,
): Record<string, (payload: unknown) => Promise<void>> {
  return {
    async 'notifications.mailPayout'(payload) {
      const { payoutId, version } = aboutPayout.parse(payload);
      const row = await inTransaction(app.db, async (trx) => {
        const [paid] = await queryPrepared<Row>(trx, `${payoutsText} WHERE o.id = $1`, [payoutId]);
        return paid && { ...paid, isOff: (await kindsWithoutEmail(trx, paid.reader)).has('paid') };
      });
      if (!row) throw new Error(`${payoutId} is gone`);
      // It came back meanwhile, or they read of payouts in their inbox alone.
      if (row.state !== 'paid' || row.isOff) return;
      await write(`payout/${payoutId}/${version}`, null, letterOf(row, app.publicUrl));
    },
  };
}

const payout = defineEmail({
  key: 'consignor.payout',
  kind: 'payout',
  name: 'We paid you',
  to: 'consignor',
  when: 'A payout is on its way to a consignor.',
  placeholders: {
    name: text('The consignor’s name', 'Ridgeline Tickets'),
    amount: text('What is paid', '$1,204.50'),
    day: text('When', 'Friday, November 20, 2026'),
    isStripe: flag('Whether it goes to the consignor’s own account at Stripe'),
    way: text('How it is paid otherwise', 'Bank transfer'),
    reference: text('By which the payment is found', 'HF-PAY-000123'),
    payoutsPage: link(
      'The consignor’s own page with payouts and statements',
      'https://tickets.example/selling/payouts',
    ),
  },
  subject: 'We paid you {{amount}}',
  text: `
Hello {{name}},

On {{day}} we paid you {{amount}} for tickets that were sold for you.

{{#isStripe}}It is in your account at Stripe, which pays it on to your bank: {{reference}}{{/isStripe}}{{^isStripe}}{{way}}: {{reference}}{{/isStripe}}

Which sales it pays is on your statement. If it doesn’t arrive within a week, answer this email.

[Your payouts and statements]({{payoutsPage}})
`,
});

function letterOf(
  { name, email, amount, currency, way, reference, paid_on }: Row,
  publicUrl: string,
): Letter {
  return payout.letter(email, {
    name,
    amount: formatMoney({ amount, currency }),
    day: DateTime.fromISO(paid_on ?? '').toFormat('cccc, LLLL d, yyyy'),
    isStripe: way === 'stripe',
    way: payoutWayNames[way ?? 'other'],
    reference,
    payoutsPage: `${publicUrl}/selling/payouts`,
  });
}

export const payoutEmails = [
  registered(payout, async (trx, { publicUrl }) => {
    const [row] = await queryPrepared<Row>(
      trx,
      `${payoutsText} WHERE o.state = 'paid' AND o.paid_on IS NOT NULL ORDER BY o.id DESC LIMIT 1`,
      [],
    );
    return row ? letterOf(row, publicUrl) : null;
  }),
];
