/** Emails that a higher room writes in the transaction of what they tell of. */
import type { Trx } from '../platform/db/index.ts';
import { escapeHtml } from '../platform/escapeHtml.ts';
import { Email as StoredEmail } from './Email.ts';
import { queueSending } from './sendEmail.ts';
import { type Email, page } from './templates.ts';
import { type CodedStub, codedStub } from './ticketStub.ts';
import { writeEmail } from './writeEmail.ts';

/** Stores an email once per cause, and queues its first attempt. One without an address isn't stored. */
export async function postEmail(
  trx: Trx,
  cause: string,
  reservationId: string | null,
  email: Email,
): Promise<void> {
  await writeEmail(trx, cause, reservationId, email);
  const stored = await StoredEmail.query(trx).findOne({ cause, state: 'queued' });
  if (stored) await queueSending(trx, stored.id);
}

/**
 * An email of a few paragraphs and one link.
 * @param paragraphs plain text; a line break in one stays one
 * @param more further links, below it
 * @param tickets codes of ours that it brings, above the link
 */
export function plainEmail({
  kind,
  to,
  subject,
  paragraphs,
  link,
  more = [],
  tickets = [],
}: {
  kind: string;
  to: string;
  subject: string;
  paragraphs: readonly string[];
  link: { text: string; url: string };
  more?: ReadonlyArray<{ text: string; url: string }>;
  tickets?: readonly CodedStub[];
}): Email {
  const linked = ({ text, url }: typeof link, weight: number) =>
    `<p style="margin:18px 0 0"><a href="${escapeHtml(url)}" style="color:#0d4d3a;font-weight:${weight}">${escapeHtml(text)}</a></p>`;
  const links = [linked(link, 700), ...more.map((each) => linked(each, 400))].join('\n');
  const inHtml = (text: string) => escapeHtml(text).replaceAll('\n', '<br>');
  return {
    kind,
    to,
    subject,
    text: [
      subject,
      '',
      ...paragraphs.flatMap((text) => [text, '']),
      ...tickets.flatMap(({ place, code }) => [`${place}\n${code}`, '']),
      ...[link, ...more].map(({ text, url }) => `${text}: ${url}`),
    ].join('\n'),
    html: page(subject, paragraphs.map(inHtml), tickets.map(codedStub).join('\n') + links),
  };
}
