/** The PDF files of a pack. */
import { type MadeFile, mostEvidenceBytes } from '@holdfast/shared/disputes';
import { DateTime } from 'luxon';
import { drawPdf, fonts } from '../platform/pdf.ts';
import { activityText, productText } from './compose.ts';
import type { DisputedPurchase } from './gather.ts';

/** A file of a pack. */
export interface PackFile {
  field: MadeFile;
  name: string;
  bytes: Buffer;
}

/**
 * The papers of a purchase; one of which nothing is known isn't made.
 * @param receipt as the buyer has it; null: none was issued
 */
export async function drawPapers(purchase: DisputedPurchase, receipt: Buffer | null): Promise<PackFile[]> {
  const { order, emails } = purchase;
  const zone = order.event.venue.timeZone;
  const when = (at: Date) =>
    DateTime.fromJSDate(at, { zone }).setLocale('en-US').toFormat("LLL d, yyyy 'at' h:mm a ZZZZ");
  const files: PackFile[] = [];
  const add = (field: MadeFile, bytes: Buffer) =>
    files.push({ field, name: `${order.code}-${field.replaceAll('_', '-')}.pdf`, bytes });
  if (receipt !== null) add('receipt', receipt);
  const terms = purchase.purchase.terms;
  if (terms !== null)
    add(
      'refund_policy',
      await drawPaper('Terms and refund rules on the day of the purchase', [{ text: terms }]),
    );
  if (emails.length > 0)
    add(
      'customer_communication',
      await drawPaper(
        `Emails about order ${order.code}`,
        emails.map((email) => ({
          head: `${when(email.created_at)}, to ${email.to_address}: ${email.subject}`,
          text: email.text_body,
        })),
      ),
    );
  add(
    'service_documentation',
    await drawPaper(`Order ${order.code} and its delivery`, [
      { text: productText(order) },
      { head: 'What happened', text: activityText(purchase) },
    ]),
  );
  const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  // What is longest is the emails: the order says what matters of them.
  return total <= mostEvidenceBytes ? files : files.filter(({ field }) => field !== 'customer_communication');
}

function drawPaper(title: string, parts: ReadonlyArray<{ head?: string; text: string }>): Promise<Buffer> {
  return drawPdf({ Title: title }, (pdf) => {
    pdf.font(fonts.bold, 16).text(title).moveDown(0.8);
    for (const { head, text } of parts) {
      if (head !== undefined) pdf.font(fonts.bold, 10).text(head).moveDown(0.3);
      pdf.font(fonts.regular, 10).text(text).moveDown(1);
    }
  });
}
