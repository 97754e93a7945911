/** The PDF files of a pack. */
import { fileURLToPath } from 'node:url';
import type { EvidenceFile } from '@holdfast/shared/disputes';
import { DateTime } from 'luxon';
import PDFDocument from 'pdfkit';
import { activityText, productText } from './compose.ts';
import type { DisputedPurchase } from './gather.ts';

const font = (weight: string, file: string) =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans/${weight}/${file}`));
const regular = font('400Regular', 'NotoSans_400Regular.ttf');
const bold = font('700Bold', 'NotoSans_700Bold.ttf');

/** A file of a pack. */
export interface PackFile {
  field: EvidenceFile;
  name: string;
  bytes: Buffer;
}

/** Bytes of all files together that Stripe takes. Source: docs.stripe.com/disputes/responding */
const mostBytes = 4_500_000;

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
  const add = (field: EvidenceFile, bytes: Buffer) =>
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
  return total <= mostBytes ? files : files.filter(({ field }) => field !== 'customer_communication');
}

async function drawPaper(
  title: string,
  parts: ReadonlyArray<{ head?: string; text: string }>,
): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'LETTER',
    margin: 54,
    font: regular,
    lang: 'en-US',
    info: { Title: title },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => {
    pdf.once('end', resolve);
  });
  pdf.font(bold, 16).text(title).moveDown(0.8);
  for (const { head, text } of parts) {
    if (head !== undefined) pdf.font(bold, 10).text(head).moveDown(0.3);
    pdf.font(regular, 10).text(text).moveDown(1);
  }
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}
