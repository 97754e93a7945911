/** The monthly email to each consignor that their statement is there. */
import { formatMoney, marketplaceCurrency } from '@holdfast/shared/money';
import { statementMonth } from '@holdfast/shared/payouts';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { defineEmail, type Letter, link, registered, text } from '../emailTemplates/index.ts';
import { type StatementSums, statementSums } from '../payouts/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { postEmail } from './postEmail.ts';

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
            await postEmail(trx, `statement/${each.id}/${month}`, null, letterOf(each, month, app.publicUrl));
        });
    },
  };
}

const statement = defineEmail({
  key: 'consignor.statement',
  kind: 'statement',
  name: 'Your statement',
  to: 'consignor',
  when: 'A month is over, to each consignor whose statement of it has entries.',
  placeholders: {
    name: text('The consignor’s name', 'Ridgeline Tickets'),
    month: text('The month', 'October 2026'),
    opening: text('What we owed them when it began', '$310.00'),
    closing: text('What we owed them when it ended', '$1,204.50'),
    entries: text('How many entries it shows, in words', 'all 14 entries'),
    statementPage: link('The consignor’s own page with it', 'https://tickets.example/selling/payouts'),
  },
  subject: 'Your statement of {{month}}',
  text: `
Hello {{name}},

Opening balance: {{opening}}
Closing balance: {{closing}}

Your statement shows {{entries}} between them: what was sold for you, what it brought, and what we paid you. It is there as PDF, CSV and Excel too.

[Your statement]({{statementPage}})
`,
});

export const statementEmails = [registered(statement)];

function letterOf(
  { name, email, opening, closing, entries }: StatementSums,
  month: string,
  publicUrl: string,
): Letter {
  const money = (amount: number) => formatMoney({ amount, currency: marketplaceCurrency });
  return statement.letter(email, {
    name,
    month: DateTime.fromISO(`${month}-01`).setLocale('en-US').toFormat('LLLL yyyy'),
    opening: money(opening),
    closing: money(closing),
    entries: entries === 1 ? 'the one entry' : `all ${entries} entries`,
    statementPage: `${publicUrl}/selling/payouts`,
  });
}
