/** The emails to a consignor about how they are paid: whoever changed it, they learn of it at the address that they have. */
import { marketplaceZone } from '@holdfast/shared/time';
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { PayoutNews } from '../connectedAccounts/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { plainEmail } from './postEmail.ts';
import type { Email } from './templates.ts';

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
type Write = (cause: string, reservationId: string | null, email: Email) => Promise<void>;

/** @returns handlers by the names of their jobs */
export function paidByEmailJobs(
  app: AppContext,
  write: Write,
): Record<string, (payload: unknown) => Promise<void>> {
  return {
    async 'notifications.mailPaidBy'(payload) {
      const told = about.parse(payload);
      await write(told.cause, null, emailOf(told, app.publicUrl));
    },
  };
}

/** Subject and sentences of each. */
const texts: Record<PayoutNews, (told: About) => [subject: string, ...sentences: string[]]> = {
  bank: (told) => [
    'You are paid to your bank data again',
    `${beginning(told)} to the bank data that you gave us, or as we agree with you, and no more to your account at Stripe.`,
    ...warning(told),
  ],
  stripe: (told) => [
    'You are paid by Stripe',
    `${beginning(told)} to your own account at Stripe, which pays it on to your bank.`,
    ...warning(told),
  ],
  enabled: () => [
    'Your account at Stripe is ready',
    'Stripe has what it asked for: your account can be paid to.',
  ],
  restricted: ({ why }) => [
    'Your account at Stripe can’t be paid to',
    `${why ?? 'Stripe keeps it from being paid to.'} While you are paid by Stripe, your payouts wait until that is done.`,
    'Go on from your page; Stripe then says what it asks for.',
  ],
  rejected: () => [
    'Stripe closed your account',
    'Stripe closed your account, and we can’t pay to it. While you are paid by Stripe, your payouts wait.',
    'Ask Stripe why, or be paid to your bank data: you choose that on your page.',
  ],
  deauthorized: () => [
    'Your account at Stripe was disconnected',
    'Somebody disconnected your account at Stripe from us, and we can’t pay to it. While you are paid by Stripe, your payouts wait.',
    'Connect it anew on your page, or be paid to your bank data. If it wasn’t you, change your password at Stripe.',
  ],
  payoutFailed: ({ why }) => [
    'Stripe couldn’t pay your bank',
    `${why ?? 'Your bank refused it.'} The money is still yours: it lies in your account at Stripe, and didn’t come back to us.`,
    'Correct your bank account at Stripe, which you reach from your page; then Stripe pays again.',
  ],
  invited: () => [
    'You can be paid by Stripe',
    'We can pay you to an account of your own at Stripe, which pays it on to your bank. Stripe asks who you are and where your bank account is; we don’t see that.',
    'Sign in and choose “Be paid by Stripe” on your page.',
  ],
};

const isAhead = ({ until }: About) => until !== null && Date.parse(until) > Date.now();
const dayOf = ({ until }: About) =>
  DateTime.fromISO(until ?? '', { zone: marketplaceZone }).toFormat('cccc, LLLL d, yyyy');
const beginning = (told: About) =>
  isAhead(told) ? `From ${dayOf(told)} on we pay you` : 'We pay you from now on';
const warning = (told: About): string[] => [
  ...(isAhead(told) ? ['Until then your payouts wait.'] : []),
  isAhead(told)
    ? 'If that wasn’t you, answer this email before that day, and change your password: nothing is paid that way until then.'
    : 'If that wasn’t you, answer this email at once.',
];

function emailOf(told: About, publicUrl: string): Email {
  const [subject, ...sentences] = texts[told.news](told);
  return plainEmail({
    kind: 'paidBy',
    to: told.to,
    subject,
    paragraphs: [`Hello ${told.name},`, ...sentences],
    link: { text: 'How you are paid', url: `${publicUrl}/selling/payouts` },
  });
}
