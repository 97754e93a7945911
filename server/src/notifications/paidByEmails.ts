/** The emails to a consignor about how they are paid: whoever changed it, they learn of it at the address that they have. */
import { marketplaceZone } from '@holdfast/shared/time';
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { PayoutNews } from '../connectedAccounts/index.ts';
import { defineEmail, type Letter, link, registered, text } from '../emailTemplates/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { ofNewestConsignor } from './newestNames.ts';

const news = [
  'bank',
  'stripe',
  'enabled',
  'restricted',
  'rejected',
  'deauthorized',
  'payoutFailed',
  'invited',
] as const satisfies readonly PayoutNews[];
const about = z.object({
  cause: z.string(),
  to: z.string(),
  name: z.string(),
  news: z.enum(news),
  until: z.string().nullable(),
  why: z.string().nullable(),
});
type About = z.infer<typeof about>;
type Write = (cause: string, reservationId: string | null, letter: Letter) => Promise<void>;

/** @returns handlers by the names of their jobs */
export function paidByEmailJobs(
  app: AppContext,
  write: Write,
): Record<string, (payload: unknown) => Promise<void>> {
  return {
    async 'notifications.mailPaidBy'(payload) {
      const told = about.parse(payload);
      await write(told.cause, null, letterOf(told, app.publicUrl));
    },
  };
}

const placeholders = {
  name: text('The consignor’s name', 'Ridgeline Tickets'),
  until: text('From which day on it holds; empty where it holds now', ''),
  why: text('Why, in Stripe’s words; empty where Stripe didn’t say', ''),
  paidPage: link(
    'The consignor’s own page with how they are paid',
    'https://tickets.example/selling/payouts',
  ),
} as const;

/** Both ways of being paid are told alike, with a warning for whoever didn't choose it. */
const chosen = (way: string) => `
{{#until}}From {{until}} on we pay you{{/until}}{{^until}}We pay you from now on{{/until}} ${way}

{{#until}}
Until then your payouts wait.

If that wasn’t you, answer this email before that day, and change your password: nothing is paid that way until then.
{{/until}}
{{^until}}
If that wasn’t you, answer this email at once.
{{/until}}
`;

/** Subject, text and when it is sent, of each. */
const texts: Record<PayoutNews, { subject: string; when: string; text: string }> = {
  bank: {
    subject: 'You are paid to your bank data again',
    when: 'A consignor is paid to their bank data again, whoever chose it.',
    text: chosen(
      'to the bank data that you gave us, or as we agree with you, and no more to your account at Stripe.',
    ),
  },
  stripe: {
    subject: 'You are paid by Stripe',
    when: 'A consignor is paid to their own account at Stripe, whoever chose it.',
    text: chosen('to your own account at Stripe, which pays it on to your bank.'),
  },
  enabled: {
    subject: 'Your account at Stripe is ready',
    when: 'Stripe lets a consignor’s account be paid to.',
    text: 'Stripe has what it asked for: your account can be paid to.',
  },
  restricted: {
    subject: 'Your account at Stripe can’t be paid to',
    when: 'Stripe keeps a consignor’s account from being paid to.',
    text: `
{{#why}}{{why}}{{/why}}{{^why}}Stripe keeps it from being paid to.{{/why}} While you are paid by Stripe, your payouts wait until that is done.

Go on from your page; Stripe then says what it asks for.
`,
  },
  rejected: {
    subject: 'Stripe closed your account',
    when: 'Stripe closed a consignor’s account.',
    text: `
Stripe closed your account, and we can’t pay to it. While you are paid by Stripe, your payouts wait.

Ask Stripe why, or be paid to your bank data: you choose that on your page.
`,
  },
  deauthorized: {
    subject: 'Your account at Stripe was disconnected',
    when: 'Somebody disconnected a consignor’s account at Stripe from the marketplace.',
    text: `
Somebody disconnected your account at Stripe from us, and we can’t pay to it. While you are paid by Stripe, your payouts wait.

Connect it anew on your page, or be paid to your bank data. If it wasn’t you, change your password at Stripe.
`,
  },
  payoutFailed: {
    subject: 'Stripe couldn’t pay your bank',
    when: 'A consignor’s bank refused what Stripe paid.',
    text: `
{{#why}}{{why}}{{/why}}{{^why}}Your bank refused it.{{/why}} The money is still yours: it lies in your account at Stripe, and didn’t come back to us.

Correct your bank account at Stripe, which you reach from your page; then Stripe pays again.
`,
  },
  invited: {
    subject: 'You can be paid by Stripe',
    when: 'Finance invites a consignor to be paid by Stripe.',
    text: `
We can pay you to an account of your own at Stripe, which pays it on to your bank. Stripe asks who you are and where your bank account is; we don’t see that.

Sign in and choose “Be paid by Stripe” on your page.
`,
  },
};

const templateOf = (each: PayoutNews) => {
  const { subject, when, text: says } = texts[each];
  return defineEmail({
    key: `paidBy.${each}`,
    kind: 'paidBy',
    name: subject,
    to: 'consignor',
    when,
    placeholders,
    subject,
    text: `Hello {{name}},\n\n${says.trim()}\n\n[How you are paid]({{paidPage}})`,
  });
};

const templates = Object.fromEntries(news.map((each) => [each, templateOf(each)])) as Record<
  PayoutNews,
  ReturnType<typeof templateOf>
>;

const isAhead = ({ until }: About) => until !== null && Date.parse(until) > Date.now();
const dayOf = ({ until }: About) =>
  DateTime.fromISO(until ?? '', { zone: marketplaceZone }).toFormat('cccc, LLLL d, yyyy');

const letterOf = (told: About, publicUrl: string): Letter =>
  templates[told.news].letter(told.to, {
    name: told.name,
    until: isAhead(told) ? dayOf(told) : null,
    why: told.why,
    paidPage: `${publicUrl}/selling/payouts`,
  });

export const paidByEmails = news.map((each) =>
  registered(
    templates[each],
    ofNewestConsignor((name, { publicUrl }) =>
      letterOf({ cause: '', to: '', name, news: each, until: null, why: null }, publicUrl),
    ),
  ),
);
