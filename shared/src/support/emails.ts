/** The outbox: emails as staff see them, send them again or set them aside. */
import { z } from 'zod';
import { afterPlace, idOf, instant, listQuery, listWithNext } from '../http/index.ts';

/** One email. State `kept`: no mail server is configured and the email stays in the outbox. */
export const emailRow = z
  .object({
    id: idOf('email'),
    to: z.string(),
    subject: z.string(),
    state: z
      .enum(['queued', 'sent', 'kept', 'failed'])
      .meta({ description: 'kept: no mail server is configured; it stays in the outbox' }),
    text: z.string(),
    html: z.string(),
    isSecret: z
      .boolean()
      .meta({ description: 'It has a link that opens an account: masked here, and not sent again' }),
    reservationId: z.string().nullable(),
    createdAt: instant,
    sentAt: instant.nullable(),
    error: z.string().nullable(),
    attempts: z.int().meta({ description: 'Attempts at handing it to the mail server' }),
    nextAttemptAt: instant.nullable(),
    settledAt: instant.nullable().meta({ description: 'When a person dealt with one that failed' }),
    againId: idOf('email').nullable().meta({ description: 'The email that was sent in its place' }),
  })
  .meta({ id: 'Email' });
/** One email. */
export type EmailRow = z.infer<typeof emailRow>;
/** Sends an email again. `to` may be a corrected address; an order's own address follows it. */
export const sendEmailAgain = z.object({
  to: z.string().trim().pipe(z.email('Give an email address, such as ann@example.com.').max(200)),
  reason: z.string().trim().min(1, 'Say why it is sent again.').max(500),
});
/** Sets an email that failed aside: nobody sends it any more. */
export const setEmailAside = z.object({
  reason: z.string().trim().min(1, 'Say why it isn’t sent.').max(500),
});
/** The query of the email list, newest first. `state=failed`: those that wait for a person. */
export const emailQuery = listQuery(
  ['createdAt'],
  { q: z.string().max(100).optional(), state: z.string().optional(), ...afterPlace },
  { order: 'desc' },
);
/** One page of emails. */
export const emailList = listWithNext(emailRow);
