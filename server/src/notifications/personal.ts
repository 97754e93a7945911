/** What the outbox keeps of somebody with an account: emails to their address and about their orders. */
import { codesIn } from '../emailTemplates/index.ts';
import { query, type Trx } from '../platform/db/index.ts';
import { withoutTickets } from './secrets.ts';

const theirs = '(lower(to_address) = lower($1) OR reservation_id = ANY($2::text[]))';

export interface ExportedEmail {
  to: string;
  subject: string;
  state: string;
  at: Date;
}

/** Emails to an address or about orders, the oldest first. Their texts are in the mailbox. */
export function emailsOf(trx: Trx, email: string, orderIds: readonly string[]): Promise<ExportedEmail[]> {
  return query<ExportedEmail>(
    trx,
    `SELECT to_address AS "to", subject, state, created_at AS at FROM emails WHERE ${theirs} ORDER BY created_at, id`,
    [email, orderIds],
  );
}

/** Removes address and text of those emails; those that wait aren't sent. That they were sent, and when, stays. */
export async function eraseEmails(trx: Trx, email: string, orderIds: readonly string[]): Promise<void> {
  await query(
    trx,
    `UPDATE emails SET to_address = '', subject = 'Removed', text_body = '', html_body = '', error = NULL, next_at = NULL,
       state = CASE WHEN state = 'queued' THEN 'kept' ELSE state END, settled_at = coalesce(settled_at, now())
     WHERE ${theirs}`,
    [email, orderIds],
  );
}

/** The text of an email about an order, as it left. */
export interface OrderEmailText {
  to_address: string;
  subject: string;
  text_body: string;
  created_at: Date;
}

/**
 * What was written to the buyer of an order, oldest first, for a bank that asks: without what opens the order or the gate. What was
 * erased isn't told.
 */
export async function textsOfOrder(trx: Trx, reservationId: string): Promise<OrderEmailText[]> {
  const rows = await query<OrderEmailText & { html_body: string }>(
    trx,
    `SELECT to_address, subject, text_body, html_body, created_at FROM emails
     WHERE reservation_id = $1 AND state IN ('sent', 'kept') AND text_body <> '' ORDER BY created_at, id LIMIT 50`,
    [reservationId],
  );
  return rows.map(({ html_body: html, ...email }) => ({
    ...email,
    text_body: withoutTickets(email.text_body, codesIn(html)),
  }));
}
