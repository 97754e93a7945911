/** The email to a consignor whose bank data was given or changed: whoever did it, they learn of it at the address that they have. */
import { bankAccountKindNames } from '@holdfast/shared/bankAccounts';
import { marketplaceZone } from '@holdfast/shared/time';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { bankDataToMail } from '../bankAccounts/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { plainEmail } from './postEmail.ts';
import type { Email } from './templates.ts';

const aboutAccount = z.object({ accountId: z.string(), to: z.string() });
type Write = (cause: string, reservationId: string | null, email: Email) => Promise<void>;
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
      await write(`bankData/${accountId}`, null, emailOf(to, told, app.publicUrl));
    },
  };
}

const whoSaid: Record<Told['givenAs'], string> = {
  consignor: 'Somebody who is signed in as you gave it on your page.',
  finance: 'Our team entered it.',
  bank: 'Your bank corrected what we had.',
};

/** @param to the address at the moment of the change, whatever it is since */
function emailOf(to: string, { name, kind, lastFour, givenAs, usableFrom }: Told, publicUrl: string): Email {
  const day = DateTime.fromISO(usableFrom, { zone: marketplaceZone }).toFormat('cccc, LLLL d, yyyy');
  const waits = Date.parse(usableFrom) > Date.now();
  return plainEmail({
    kind: 'bankData',
    to,
    subject: 'Your payouts go to another bank account',
    paragraphs: [
      `Hello ${name},`,
      waits
        ? `From ${day} on we pay you to this account: ${bankAccountKindNames[kind]} ending in ${lastFour}. Until then your payouts wait.`
        : `We pay you to this account now: ${bankAccountKindNames[kind]} ending in ${lastFour}.`,
      whoSaid[givenAs],
      waits
        ? 'If that wasn’t you, answer this email before that day, and change your password: nothing is paid to it until then.'
        : 'If that isn’t right, answer this email at once.',
    ],
    link: { text: 'Your bank data', url: `${publicUrl}/selling/payouts` },
  });
}
