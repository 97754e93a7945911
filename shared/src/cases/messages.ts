/** Messages from fans: what the contact form sends, and the thread that its email's link opens. */
import { z } from 'zod';
import { idOf, instant } from '../http/index.ts';
import { messageTopics } from './topics.ts';

/** Whether the digits of a text contain a card's number: 13 to 19 of them in a row that pass the check of Luhn. */
export function hasCardNumber(text: string): boolean {
  return (text.match(/\d(?:[ .-]?\d){12,18}/g) ?? []).some((found) => {
    const digits = found.replaceAll(/\D/g, '');
    let sum = 0;
    for (let at = 0; at < digits.length; at += 1) {
      const digit = Number(digits[digits.length - 1 - at]);
      const doubled = at % 2 === 1 ? digit * 2 : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 === 0;
  });
}

/** What a person writes. */
export const messageText = z
  .string({ error: 'Write your message.' })
  .trim()
  .min(5, 'Write your message.')
  .max(4_000, 'At most 4,000 characters.')
  .refine((text) => !hasCardNumber(text), 'Take the card’s number out: we never need it, and don’t keep it.');

/** A message of the contact form. */
export const newMessage = z.object({
  email: z.string().trim().pipe(z.email('Give the email address that we answer to.').max(200)),
  topic: z.enum(messageTopics, 'Choose what it is about.'),
  text: messageText,
  reservationId: idOf('reservation')
    .optional()
    .meta({ description: 'An order that the caller may see; left out: about none' }),
});
/** A message of the contact form, as a client sends it. */
export type NewMessage = z.input<typeof newMessage>;

/** Opens a thread by the secret of its email's link. */
export const openThread = z.object({ token: z.string().min(1).max(200) });
/** A fan's further message in a thread. */
export const threadAnswer = openThread.extend({ text: messageText });

/** A thread as its fan reads it. */
export const messageThread = z
  .object({
    topic: z.enum(messageTopics),
    order: z.object({ id: idOf('reservation'), code: z.string(), event: z.string() }).nullable(),
    isClosed: z.boolean(),
    messages: z.array(z.object({ at: instant, from: z.enum(['you', 'us']), text: z.string() })),
  })
  .meta({ id: 'MessageThread' });
/** A thread as its fan reads it. */
export type MessageThread = z.infer<typeof messageThread>;

/** Staff answer a fan by email. */
export const caseAnswer = z.object({ text: messageText });
