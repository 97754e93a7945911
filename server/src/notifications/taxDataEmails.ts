/** The emails to a consignor whose form of a year is there, and to one whose tax data was given or changed: whoever did it, they learn of it at the address that they have. */
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { formToMail } from '../taxForms/index.ts';
import { taxDataToMail } from '../taxpayers/index.ts';
import { plainEmail } from './postEmail.ts';
import type { Email } from './templates.ts';

const aboutForm = z.object({ formId: z.string() });
const aboutTaxpayer = z.object({ taxpayerId: z.string(), to: z.string() });
type Write = (cause: string, reservationId: string | null, email: Email) => Promise<void>;
type Told = NonNullable<Awaited<ReturnType<typeof taxDataToMail>>>;

/** @returns handlers by the names of their jobs */
export function taxDataEmailJobs(
  app: AppContext,
  write: Write,
): Record<string, (payload: unknown) => Promise<void>> {
  return {
    async 'notifications.mailTaxData'(payload) {
      const { taxpayerId, to } = aboutTaxpayer.parse(payload);
      const told = await inTransaction(app.db, (trx) => taxDataToMail(trx, taxpayerId));
      if (!told) throw new Error(`${taxpayerId} is gone`);
      await write(`taxData/${taxpayerId}`, null, emailOf(to, told, app.publicUrl));
    },
    async 'notifications.mailTaxForm'(payload) {
      const { formId } = aboutForm.parse(payload);
      const told = await inTransaction(app.db, (trx) => formToMail(trx, formId));
      if (!told) throw new Error(`${formId} is gone`);
      await write(`taxForm/${formId}`, null, formEmail(told, app.publicUrl));
    },
  };
}

const whoSaid: Record<Told['givenAs'], string> = {
  consignor: 'Somebody who is signed in as you gave it on your page.',
  finance: 'Our team entered it.',
};

function whatOf({ kind, validUntil }: Told): string {
  if (kind === 'w9') return 'We have a new Form W-9 of you: your name, address and taxpayer number.';
  if (kind === 'foreign')
    return 'We have noted that you are not a US person. Please send us the Form W-8 that fits you: payouts may wait for it.';
  const day = validUntil ? DateTime.fromISO(validUntil).toFormat('LLLL d, yyyy') : '';
  return `We have received your Form W-8. It is valid until ${day}.`;
}

/** @param to the address at the moment of the change, whatever it is since; no digit of a number is in it */
function emailOf(to: string, told: Told, publicUrl: string): Email {
  return plainEmail({
    kind: 'taxData',
    to,
    subject: 'Your tax data was changed',
    paragraphs: [
      `Hello ${told.consignor},`,
      whatOf(told),
      whoSaid[told.givenAs],
      'If that wasn’t you, or isn’t right, answer this email at once, and change your password.',
    ],
    link: { text: 'Your tax data', url: `${publicUrl}/selling/payouts` },
  });
}

/** No amount is in it: the copy itself is behind the sign-in. */
function formEmail(
  { year, isCorrected, name, email }: NonNullable<Awaited<ReturnType<typeof formToMail>>>,
  publicUrl: string,
): Email {
  return plainEmail({
    kind: 'taxForm',
    to: email,
    subject: isCorrected ? `Your Form 1099-K of ${year} was corrected` : `Your Form 1099-K of ${year}`,
    paragraphs: [
      `Hello ${name},`,
      isCorrected
        ? `We corrected your Form 1099-K of ${year}. The copy before no longer holds: use the new one for your tax return.`
        : `Your copy of Form 1099-K of ${year} is there as PDF. It shows what fans paid for your tickets in that year, and goes to the IRS too.`,
      'If something on it isn’t right, answer this email.',
    ],
    link: { text: 'Your tax forms', url: `${publicUrl}/selling/payouts` },
  });
}
