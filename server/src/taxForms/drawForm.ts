/**
 * Draws the recipient's copy of a Form 1099-K: a substitute statement (Publication 1179, part 4: form number and name, tax year,
 * OMB number, filer with telephone, the boxes with their names, and the legend of Copy B). The number of the recipient is truncated
 * (Treas. Reg. 301.6109-4). It doesn't imitate the IRS's own paper, whose Copy A is read by machines.
 */
import { formatMoney } from '@holdfast/shared/money';
import type { TaxFormFacts } from '@holdfast/shared/taxForms';
import { maskedTin, writtenTin } from '@holdfast/shared/taxpayers';
import {
  drawPdf,
  fonts,
  ink,
  type Pdf,
  pdfMargin,
  pdfRight,
  quietInk,
  rule,
  textTo,
} from '../platform/pdf.ts';

/** Of Form 1099-K. */
const ombNumber = 'OMB No. 1545-2205';
const half = (pdfRight - pdfMargin) / 2;
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** What a copy is of. */
export interface FormToDraw extends TaxFormFacts {
  year: number;
  /** From 2 on it is a correction. */
  version: number;
  consignorId: string;
  madeAt: Date;
}

export function drawForm(form: FormToDraw): Promise<Buffer> {
  return drawPdf(
    { Title: `Form 1099-K ${form.year}`, Author: form.filer.name, CreationDate: form.madeAt },
    (pdf) => {
      drawHead(pdf, form);
      drawParties(pdf, form);
      drawKinds(pdf);
      drawBoxes(pdf, form);
      drawLegend(pdf, form);
    },
  );
}

function drawHead(pdf: Pdf, { year, version }: FormToDraw): void {
  pdf.font(fonts.bold, 20).fillColor(ink).text('Form 1099-K', pdfMargin, pdfMargin, { width: 300 });
  pdf.font(fonts.regular, 10).text('Payment Card and Third Party Network Transactions', { width: 320 });
  pdf
    .font(fonts.regular, 9)
    .fillColor(quietInk)
    .text(`Substitute statement. ${ombNumber}. Department of the Treasury, Internal Revenue Service`, {
      width: 330,
    });
  const end = pdf.y;
  pdf.font(fonts.bold, 20).fillColor(ink).text(String(year), pdfMargin, pdfMargin, { align: 'right' });
  pdf.font(fonts.regular, 10).text('Calendar year', { align: 'right' });
  pdf.font(fonts.bold, 11).text('Copy B, for payee', { align: 'right' });
  if (version > 1) pdf.font(fonts.bold, 13).text('CORRECTED', { align: 'right' });
  rule(pdf, Math.max(end, pdf.y) + 10, 1.5);
  pdf.y += 6;
}

function column(pdf: Pdf, at: number, y: number, title: string, lines: readonly (string | null)[]): number {
  pdf
    .font(fonts.regular, 8)
    .fillColor(quietInk)
    .text(title, at, y, { width: half - 12 });
  pdf.font(fonts.regular, 10).fillColor(ink);
  for (const line of lines) if (line) pdf.text(line, at, pdf.y, { width: half - 12 });
  return pdf.y;
}

function drawParties(pdf: Pdf, { filer, recipient, consignorId }: FormToDraw): void {
  const top = pdf.y;
  const right = pdfMargin + half;
  const place = (city: string | null, region: string | null, code: string | null) =>
    [[city, region].filter(Boolean).join(', '), code].filter(Boolean).join(' ');
  const ends = [
    column(pdf, pdfMargin, top, 'FILER’S name, address and telephone', [
      filer.name,
      filer.street,
      place(filer.city, filer.region, filer.postalCode),
      filer.phone,
    ]),
    column(pdf, right, top, 'PAYEE’S name and address', [
      recipient.name,
      recipient.businessName,
      recipient.street,
      place(recipient.city, recipient.region, recipient.postalCode),
      recipient.country === 'US' ? null : recipient.country,
    ]),
  ];
  const next = Math.max(...ends) + 8;
  const { tinKind, lastFour } = recipient;
  const last = [
    column(pdf, pdfMargin, next, 'FILER’S TIN', [writtenTin('ein', filer.ein)]),
    column(pdf, right, next, 'PAYEE’S TIN (shortened)', [
      tinKind && lastFour ? maskedTin(tinKind, lastFour) : 'None was given',
    ]),
  ];
  const under = Math.max(...last) + 8;
  column(pdf, pdfMargin, under, 'Account number', [consignorId]);
  pdf.y += 8;
}

function drawKinds(pdf: Pdf): void {
  rule(pdf, pdf.y, 0.5);
  const { y } = pdf;
  pdf.font(fonts.regular, 10).fillColor(ink);
  pdf.text('Filer is a: payment settlement entity (PSE)', pdfMargin, y, { width: half - 12 });
  pdf.text('Transactions reported are: third party network', pdfMargin + half, y, { width: half - 12 });
  pdf.y += 4;
}

function drawBoxes(pdf: Pdf, { boxes }: FormToDraw): void {
  const money = (amount: number) => formatMoney({ amount, currency: 'USD' });
  rule(pdf, pdf.y, 0.5);
  const line = (box: string, name: string, value: string, font = fonts.regular) => {
    const { y } = pdf;
    pdf.font(font, 10).fillColor(ink).text(box, pdfMargin, y, { width: 28 });
    pdf.text(name, pdfMargin + 32, y, { width: 370, lineBreak: false });
    textTo(pdf, value, pdfRight, y, 100);
    pdf.y += 3;
  };
  line('1a', 'Gross amount of payment card/third party network transactions', money(boxes.gross), fonts.bold);
  line('1b', 'Card not present transactions', 'Not reported');
  line('3', 'Number of payment transactions', String(boxes.transactions));
  line('4', 'Federal income tax withheld', money(boxes.withheld));
  pdf.y += 4;
  rule(pdf, pdf.y, 0.5);
  const top = pdf.y;
  for (const [at, month] of months.entries()) {
    const left = at < 6 ? pdfMargin : pdfMargin + half + 12;
    const end = at < 6 ? pdfMargin + half - 12 : pdfRight;
    const y = top + (at % 6) * 17;
    pdf.font(fonts.regular, 10).fillColor(ink).text(`5${'abcdefghijkl'[at]}`, left, y, { width: 28 });
    pdf.text(month, left + 32, y, { width: 100 });
    textTo(pdf, money(boxes.months[at] ?? 0), end, y, 110);
  }
  pdf.y = top + 6 * 17 + 4;
  rule(pdf, pdf.y, 0.5);
}

/** The legend that Copy B has, and what its payee is to know. */
const legend =
  'This is important tax information and is being furnished to the IRS. If you are required to file a return, a negligence penalty or other sanction may be imposed on you if taxable income results from this transaction and the IRS determines that it has not been reported.';
const explanations = [
  'Box 1a is what fans paid for your tickets in the calendar year: the price of the tickets, not reduced by our commission, refunds, or anything else. It isn’t what you earned; your statements show what was taken off.',
  'Box 3 is the number of payments, without refunds. Boxes 5a to 5l divide box 1a by the month in which fans paid.',
  'Box 4 is backup withholding. Include it as tax withheld on your income tax return.',
];

function drawLegend(pdf: Pdf, { filer, version, recipient }: FormToDraw): void {
  const width = pdfRight - pdfMargin;
  pdf
    .font(fonts.bold, 9)
    .fillColor(ink)
    .text(legend, pdfMargin, pdf.y + 8, { width });
  pdf.font(fonts.regular, 9).fillColor(quietInk);
  const more = [
    ...(version > 1 ? ['This copy corrects the one before, which no longer holds.'] : []),
    ...explanations,
    ...(recipient.lastFour
      ? ['Only the last four digits of your number are shown; the IRS gets all of it.']
      : []),
    `Questions about these amounts: ${filer.name}, ${filer.phone}.`,
  ];
  for (const text of more) pdf.text(text, pdfMargin, pdf.y + 6, { width });
}
