/** Draws a receipt or credit note as PDF: one page, in letters of many languages, the same each time. */
import { formatMoney } from '@holdfast/shared/money';
import { type ReceiptKind, receiptNumberOf } from '@holdfast/shared/receipts';
import { rateText } from '@holdfast/shared/taxes';
import { DateTime } from 'luxon';
import {
  drawPdf,
  fonts,
  ink,
  letterhead,
  type Pdf,
  pdfMargin,
  pdfRight,
  quietInk,
  rule,
  textTo,
} from '../platform/pdf.ts';
import type { ReceiptDocument } from './document.ts';

const { regular, bold } = fonts;
/** Where the columns of the lines end, in points from the left. */
const columns = { quantity: 372, price: 434, fee: 488, total: pdfRight };

/** @param buyer the address of the order, null where it was forgotten */
export function drawReceipt(
  { kind, number, issuedAt }: { kind: ReceiptKind; number: number; issuedAt: Date },
  buyer: string | null,
  document: ReceiptDocument,
): Promise<Buffer> {
  const name = kind === 'receipt' ? 'Receipt' : 'Credit note';
  const title = receiptNumberOf(kind, number);
  const info = { Title: `${name} ${title}`, Author: document.seller.name, CreationDate: issuedAt };
  return drawPdf(info, (pdf) => {
    letterhead(pdf, document.seller, name, title);
    drawParties(pdf, { kind, issuedAt, buyer }, document);
    drawLines(pdf, kind, document);
    drawTaxes(pdf, document);
    drawFoot(pdf, kind, document);
  });
}

function drawParties(
  pdf: Pdf,
  { kind, issuedAt, buyer }: { kind: ReceiptKind; issuedAt: Date; buyer: string | null },
  document: ReceiptDocument,
): void {
  const { event } = document;
  const day = (at: Date | string) =>
    DateTime.fromJSDate(new Date(at), { zone: event.timeZone }).setLocale('en-US').toFormat('LLLL d, yyyy');
  const facts: Array<[string, string]> = [
    [kind === 'receipt' ? 'Paid on' : 'Issued on', day(kind === 'receipt' ? document.at : issuedAt)],
    ['Order', document.order],
    ...(document.receipt === null
      ? []
      : [['For receipt', receiptNumberOf('receipt', document.receipt)] as [string, string]]),
    ...(buyer === null ? [] : [['Buyer', buyer] as [string, string]]),
    [kind === 'receipt' ? 'Paid with' : 'Refunded to', cardText(document)],
  ];
  for (const [label, text] of facts) {
    const { y } = pdf;
    pdf.font(regular, 9).fillColor(quietInk).text(label, pdfMargin, y, { width: 90 });
    pdf
      .font(regular, 10)
      .fillColor(ink)
      .text(text, pdfMargin + 96, y - 1, { width: pdfRight - pdfMargin - 96 });
    pdf.moveDown(0.35);
  }
  pdf.moveDown(0.8);
  pdf.font(bold, 13).fillColor(ink).text(event.name, pdfMargin);
  const starts = DateTime.fromISO(event.startsAt, { zone: event.timeZone, locale: 'en-US' });
  const when = starts.toFormat(
    event.timeTbd ? "cccc, LLLL d, yyyy, 'time to be announced'" : "cccc, LLLL d, yyyy 'at' h:mm a ZZZZ",
  );
  pdf.font(regular, 10).fillColor(quietInk).text(`${when} · ${event.venue}`);
  pdf.moveDown(1);
}

function cardText({ card, elsewhere }: ReceiptDocument): string {
  if (elsewhere) return 'the buyer, another way than by card';
  return card === null ? 'no card' : `card ending ${card}`;
}

function drawLines(pdf: Pdf, kind: ReceiptKind, { lines, currency, total }: ReceiptDocument): void {
  const money = (amount: number) => formatMoney({ amount, currency });
  if (lines.length > 0) {
    const { y } = pdf;
    pdf.font(regular, 9).fillColor(quietInk).text('Tickets', pdfMargin, y);
    for (const [text, end] of [
      ['Number', columns.quantity],
      ['Price', columns.price],
      ['Fee', columns.fee],
      ['Total', columns.total],
    ] as const)
      textTo(pdf, text, end, y);
    rule(pdf, pdf.y + 3, 0.5);
    pdf.y += 8;
  }
  for (const { text, quantity, price, fee } of lines) {
    const { y } = pdf;
    pdf.font(regular, 10).fillColor(ink);
    for (const [figure, end] of [
      [String(quantity), columns.quantity],
      [money(price), columns.price],
      [money(fee), columns.fee],
      [money(quantity * (price + fee)), columns.total],
    ] as const)
      textTo(pdf, figure, end, y);
    pdf.text(text, pdfMargin, y, { width: 270 });
    pdf.moveDown(0.3);
  }
  rule(pdf, pdf.y + 2, 1);
  const { y } = pdf;
  pdf.font(bold, 12).fillColor(ink);
  pdf.text(kind === 'receipt' ? 'Total paid' : 'Total refunded', pdfMargin, y + 8);
  textTo(pdf, `${money(total)} ${currency}`, pdfRight, y + 8, 200);
}

/** Taxes stand below the total, which includes them. */
function drawTaxes(pdf: Pdf, { taxes = [], currency }: ReceiptDocument): void {
  if (taxes.length === 0) return;
  pdf.moveDown(0.6);
  for (const { name, jurisdiction, ratePpm, amount } of taxes) {
    const { y } = pdf;
    pdf.font(regular, 10).fillColor(quietInk);
    textTo(pdf, formatMoney({ amount, currency }), pdfRight, y);
    pdf.text(`Includes ${rateText(ratePpm)} ${name}, ${jurisdiction}`, pdfMargin, y, { width: 380 });
    pdf.moveDown(0.3);
  }
}

function drawFoot(pdf: Pdf, kind: ReceiptKind, { seller, lines }: ReceiptDocument): void {
  pdf.moveDown(2);
  const says =
    kind === 'receipt'
      ? 'Price and fee are those of one ticket. The fee is the service fee of the marketplace.'
      : lines.length > 0
        ? 'The whole order is refunded.'
        : 'A part of the order is refunded.';
  pdf
    .font(regular, 9)
    .fillColor(quietInk)
    .text(`${says} Questions: ${seller.email}, with the code of the order.`, pdfMargin, pdf.y, {
      width: pdfRight - pdfMargin,
    });
}
