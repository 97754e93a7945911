/** The email to a consignor whose bank data was given or changed: whoever did it, they learn of it at the address that they have. */
import { bankAccountKindNames } from '@holdfast/shared/bankAccounts';
import { marketplaceZone } from '@holdfast/shared/time';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { bankDataToMail } from '../bankAccounts/index.ts';
import { defineEmail, type Letter, link, registered, text } from '../emailTemplates/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared } from '../platform/db/index.ts';

const aboutAccount = z.object({ accountId: z.string(), to: z.string() });
type Write = (cause: string, reservationId: string | null, letter: Letter) => Promise<void>;
type Told = NonNullable<Awaited<ReturnType<typeof bankDataToMail>>>;

/** @returns handlers by the names of their jobs */
export function bankDataEmailJobs(
  app: AppContext,
  write: Write,
): Record<string, (payload: unknown) => Promise<void>> {
  return {
    async 'notifications.mailBankData'(payload) {
      const { accountId, to } = aboutAccount.parse(payload);
      const told = await inTransaction(app.db, (trx) => bankDataToMail(trx, accountId));
      if (!told) throw new Error(`${accountId} is gone`);
      await write(`bankData/${accountId}`, null, letterOf(to, told, app.publicUrl));
    },
  };
}

const whoSaid: Record<Told['givenAs'], string> = {
  consignor: 'Somebody who is signed in as you gave it on your page.',
  finance: 'Our team entered it.',
  bank: 'Your bank corrected what we had.',
};

const bankData = defineEmail({
  key: 'consignor.bankData',
  kind: 'bankData',
  name: 'Payouts go to another bank account',
  to: 'consignor',
  when: 'A consignor’s bank data was given or changed, by whomever. It goes to the address that they had then.',
  placeholders: {
    name: text('The consignor’s name', 'Ridgeline Tickets'),
    account: text('The account, by its last digits', 'Account in the US ending in 4242'),
    from: text('From which day on it is used; empty where it is used now', 'Friday, November 27, 2026'),
    whoSaid: text('Who gave it', 'Somebody who is signed in as you gave it on your page.'),
    bankDataPage: link('The consignor’s own page with it', 'https://tickets.example/selling/payouts'),
  },
  subject: 'Your payouts go to another bank account',
  text: `
Hello {{name}},

{{#from}}From {{from}} on we pay you to this account: {{account}}. Until then your payouts wait.{{/from}}{{^from}}We pay you to this account now: {{account}}.{{/from}}

{{whoSaid}}

{{#from}}If that wasn’t you, answer this email before that day, and change your password: nothing is paid to it until then.{{/from}}{{^from}}If that isn’t right, answer this email at once.{{/from}}

[Your bank data]({{bankDataPage}})
`,
});

/** @param to the address at the moment of the change, whatever it is since */
function letterOf(
  to: string,
  { name, kind, lastFour, givenAs, usableFrom }: Told,
  publicUrl: string,
): Letter {
  const day = DateTime.fromISO(usableFrom, { zone: marketplaceZone }).toFormat('cccc, LLLL d, yyyy');
  return bankData.letter(to, {
    name,
    account: `${bankAccountKindNames[kind]} ending in ${lastFour}`,
    from: Date.parse(usableFrom) > Date.now() ? day : null,
    whoSaid: whoSaid[givenAs],
    bankDataPage: `${publicUrl}/selling/payouts`,
  });
}

export const bankDataEmails = [
  registered(bankData, async (trx, { publicUrl }) => {
    const [given] = await queryPrepared<{ id: string }>(
      trx,
      'SELECT id FROM bank_accounts_given ORDER BY given_at DESC, id DESC LIMIT 1',
    );
    const told = given && (await bankDataToMail(trx, given.id));
    return told ? letterOf('', told, publicUrl) : null;
  }),
];
