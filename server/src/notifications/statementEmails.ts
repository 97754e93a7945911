/** The monthly email to each consignor that their statement is there. */
import { formatMoney, marketplaceCurrency } from '@holdfast/shared/money';
import { statementMonth } from '@holdfast/shared/payouts';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { type StatementSums, statementSums } from '../payouts/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { plainEmail, postEmail } from './postEmail.ts';
import type { Email } from './templates.ts';

const aboutMonth = z.object({ month: statementMonth });
/** Emails in one transaction. */
const atOnce = 200;

/** @returns handlers by the names of their jobs. Each email is stored once per consignor and month, however often it is tried */
export function statementEmailJobs(app: AppContext): Record<string, (payload: unknown) => Promise<void>> {
  return {
    async 'notifications.mailStatements'(payload) {
      const { month } = aboutMonth.parse(payload);
      const sums = await inTransaction(app.db, (trx) => statementSums(trx, month));
      for (let at = 0; at < sums.length; at += atOnce)
        await inTransaction(app.db, async (trx) => {
          for (const each of sums.slice(at, at + atOnce))
            await postEmail(trx, `statement/${each.id}/${month}`, null, emailOf(each, month, app.publicUrl));
        });
    },
  };
}

function emailOf(
  { name, email, opening, closing, entries }: StatementSums,
  month: string,
  publicUrl: string,
): Email {
  const title = DateTime.fromISO(`${month}-01`).setLocale('en-US').toFormat('LLLL yyyy');
  const money = (amount: number) => formatMoney({ amount, currency: marketplaceCurrency });
  return plainEmail({
    kind: 'statement',
    to: email,
    subject: `Your statement of ${title}`,
    paragraphs: [
      `Hello ${name},`,
      `Opening balance: ${money(opening)}\nClosing balance: ${money(closing)}`,
      `Your statement shows ${entries === 1 ? 'the one entry' : `all ${entries} entries`} between them: what was sold for you, what it brought, and what we paid you. It is there as PDF, CSV and Excel too.`,
    ],
    link: { text: 'Your statement', url: `${publicUrl}/selling/payouts` },
  });
}
