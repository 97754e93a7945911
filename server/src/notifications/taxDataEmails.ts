/** The emails to a consignor whose form of a year is there, and to one whose tax data was given or changed: whoever did it, they learn of it at the address that they have. */
import { DateTime } from 'luxon';
import { z } from 'zod';
import { defineEmail, flag, type Letter, link, registered, text } from '../emailTemplates/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared } from '../platform/db/index.ts';
import { formToMail } from '../taxForms/index.ts';
import { taxDataToMail } from '../taxpayers/index.ts';

const aboutForm = z.object({ formId: z.string() });
const aboutTaxpayer = z.object({ taxpayerId: z.string(), to: z.string() });
type Write = (cause: string, reservationId: string | null, letter: Letter) => Promise<void>;
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
      await write(`taxData/${taxpayerId}`, null, taxDataLetter(to, told, app.publicUrl));
    },
    async 'notifications.mailTaxForm'(payload) {
      const { formId } = aboutForm.parse(payload);
      const told = await inTransaction(app.db, (trx) => formToMail(trx, formId));
      if (!told) throw new Error(`${formId} is gone`);
      await write(`taxForm/${formId}`, null, taxFormLetter(told, app.publicUrl));
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

const placeholders = {
  name: text('The consignor’s name', 'Ridgeline Tickets'),
  taxPage: link('The consignor’s own page with it', 'https://tickets.example/selling/payouts'),
} as const;

const taxData = defineEmail({
  key: 'consignor.taxData',
  kind: 'taxData',
  name: 'Tax data was changed',
  to: 'consignor',
  when: 'A consignor’s tax data was given or changed, by whomever. It goes to the address that they had then.',
  placeholders: {
    ...placeholders,
    what: text('What was given', 'We have a new Form W-9 of you: your name, address and taxpayer number.'),
    whoSaid: text('Who gave it', 'Our team entered it.'),
  },
  subject: 'Your tax data was changed',
  text: `
Hello {{name}},

{{what}}

{{whoSaid}}

If that wasn’t you, or isn’t right, answer this email at once, and change your password.

[Your tax data]({{taxPage}})
`,
});

/** @param to the address at the moment of the change, whatever it is since; no digit of a number is in it */
const taxDataLetter = (to: string, told: Told, publicUrl: string): Letter =>
  taxData.letter(to, {
    name: told.consignor,
    what: whatOf(told),
    whoSaid: whoSaid[told.givenAs],
    taxPage: `${publicUrl}/selling/payouts`,
  });

const taxForm = defineEmail({
  key: 'consignor.taxForm',
  kind: 'taxForm',
  name: 'Form 1099-K',
  to: 'consignor',
  when: 'A consignor’s Form 1099-K of a year is there, or was corrected.',
  placeholders: {
    ...placeholders,
    year: text('The year', '2026'),
    isCorrected: flag('Whether it corrects one of before'),
  },
  subject: 'Your Form 1099-K of {{year}}{{#isCorrected}} was corrected{{/isCorrected}}',
  text: `
Hello {{name}},

{{#isCorrected}}
We corrected your Form 1099-K of {{year}}. The copy before no longer holds: use the new one for your tax return.
{{/isCorrected}}
{{^isCorrected}}
Your copy of Form 1099-K of {{year}} is there as PDF. It shows what fans paid for your tickets in that year, and goes to the IRS too.
{{/isCorrected}}

If something on it isn’t right, answer this email.

[Your tax forms]({{taxPage}})
`,
});

/** No amount is in it: the copy itself is behind the sign-in. */
const taxFormLetter = (
  { year, isCorrected, name, email }: NonNullable<Awaited<ReturnType<typeof formToMail>>>,
  publicUrl: string,
): Letter =>
  taxForm.letter(email, {
    name,
    year: String(year),
    isCorrected,
    taxPage: `${publicUrl}/selling/payouts`,
  });

export const taxDataEmails = [
  registered(taxData, async (trx, { publicUrl }) => {
    const [given] = await queryPrepared<{ taxpayer_id: string }>(
      trx,
      'SELECT taxpayer_id FROM taxpayers_standing WHERE taxpayer_id IS NOT NULL ORDER BY taxpayer_id DESC LIMIT 1',
    );
    const told = given && (await taxDataToMail(trx, given.taxpayer_id));
    return told ? taxDataLetter('', told, publicUrl) : null;
  }),
  registered(taxForm),
];
