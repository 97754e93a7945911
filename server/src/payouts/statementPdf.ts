/** Draws a consignor's statement of a month as PDF. */
import { formatMoney } from '@holdfast/shared/money';
import { type Statement, type StatementLine, statementLineNames } from '@holdfast/shared/payouts';
import { DateTime } from 'luxon';
import { type Marketplace, readMarketplace } from '../marketplace/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
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
import { statementOf } from './statement.ts';

/** Where columns begin (day, what) or end (figures), in points from the left. */
const columns = { day: pdfMargin, what: 106, price: 380, commission: 434, amount: 486, balance: pdfRight };
const whatWidth = 222;
/** Points. */
const rowGap = 5;

/** Whom a statement is for, as on an envelope. */
interface Recipient {
  name: string;
  legal_name: string | null;
  address: string | null;
  city: string | null;
  region: string | null;
  postal_code: string | null;
  country: string | null;
}

/**
 * @param month such as `2026-11`; null: the newest with entries
 * @returns the file, with its name
 * @throws Problem `not_found`
 */
export async function statementPdf(
  trx: Trx,
  consignorId: string,
  month: string | null,
): Promise<{ file: string; body: Buffer }> {
  const statement = await statementOf(trx, consignorId, month);
  const marketplace = await readMarketplace(trx);
  const [recipient] = await queryPrepared<Recipient>(
    trx,
    `SELECT c.name, p.legal_name, p.address, p.city, p.region, p.postal_code, p.country
     FROM consignors_named c JOIN consignors_profiles p ON p.id = c.id WHERE c.id = $1`,
    [consignorId],
  );
  const title = DateTime.fromISO(`${statement.month}-01`).setLocale('en-US').toFormat('LLLL yyyy');
  const seller = {
    name: marketplace.name,
    email: marketplace.contactEmail,
    address: marketplace.postalAddress,
  };
  const body = await drawPdf({ Title: `Statement ${title}`, Author: seller.name }, (pdf) => {
    letterhead(pdf, seller, 'Statement', title);
    drawRecipient(pdf, recipient ?? { ...noAddress, name: statement.consignor.name });
    drawSums(pdf, statement);
    drawLines(pdf, statement, marketplace);
    drawFoot(pdf, marketplace);
  });
  return { file: `statement-${statement.month}.pdf`, body };
}

const noAddress = {
  legal_name: null,
  address: null,
  city: null,
  region: null,
  postal_code: null,
  country: null,
};

function drawRecipient(pdf: Pdf, to: Recipient): void {
  const place = [[to.city, to.region].filter(Boolean).join(', '), to.postal_code].filter(Boolean).join(' ');
  const [name, ...rest] = [to.legal_name ?? to.name, to.address, place, to.country].filter(Boolean);
  pdf.font(fonts.bold, 11).fillColor(ink).text(String(name), pdfMargin, pdf.y, { width: 300 });
  pdf.font(fonts.regular, 10);
  for (const line of rest) pdf.text(String(line), { width: 300 });
  pdf.moveDown(1);
}

/** Opening balance, what was added and taken by its kind, closing balance. */
function drawSums(pdf: Pdf, { lines, opening, closing, currency }: Statement): void {
  const sums = new Map<StatementLine['kind'], number>();
  for (const { kind, amount } of lines) sums.set(kind, (sums.get(kind) ?? 0) + amount);
  const line = (name: string, amount: number, font: string) => {
    const { y } = pdf;
    pdf.font(font, 10).fillColor(ink).text(name, pdfMargin, y, { width: 300 });
    textTo(pdf, formatMoney({ amount, currency }), pdfRight, y, 160);
    pdf.y += 2;
  };
  line('Opening balance', opening, fonts.regular);
  for (const [kind, amount] of sums) line(statementLineNames[kind], amount, fonts.regular);
  rule(pdf, pdf.y + 1, 0.5);
  line(`Closing balance, ${currency}`, closing, fonts.bold);
  pdf.moveDown(1);
}

function drawHeads(pdf: Pdf): void {
  const { y } = pdf;
  pdf.font(fonts.regular, 8).fillColor(quietInk).text('Day', columns.day, y);
  pdf.text('What', columns.what, y);
  for (const [name, end] of [
    ['Price', columns.price],
    ['Commission', columns.commission],
    ['Amount', columns.amount],
    ['Balance', columns.balance],
  ] as const)
    textTo(pdf, name, end, y);
  rule(pdf, pdf.y + 3, 0.5);
  pdf.y += 2;
}

function drawLines(pdf: Pdf, { lines, opening, currency }: Statement, { timeZone }: Marketplace): void {
  if (lines.length === 0) {
    pdf.font(fonts.regular, 10).fillColor(ink).text('Nothing was booked in this month.', pdfMargin);
    return;
  }
  drawHeads(pdf);
  let balance = opening;
  for (const line of lines) {
    balance += line.amount;
    const { title, under } = textsOf(line);
    pdf.font(fonts.regular, 9);
    const height = [title, ...under].reduce(
      (sum, text) => sum + pdf.heightOfString(text, { width: whatWidth }),
      0,
    );
    if (pdf.y + height > pdf.page.height - pdfMargin) {
      pdf.addPage();
      drawHeads(pdf);
    }
    const { y } = pdf;
    const day = DateTime.fromISO(line.at, { zone: timeZone }).setLocale('en-US').toFormat('LLL d');
    pdf.font(fonts.regular, 9).fillColor(ink).text(day, columns.day, y);
    for (const [amount, end] of [
      [line.price, columns.price],
      [line.commission, columns.commission],
      [line.amount, columns.amount],
      [balance, columns.balance],
    ] as const)
      if (amount !== null) textTo(pdf, formatMoney({ amount, currency }), end, y);
    pdf.text(title, columns.what, y, { width: whatWidth });
    for (const text of under) pdf.fillColor(quietInk).text(text, { width: whatWidth });
    pdf.y += rowGap;
  }
}

/** What happened, and below it which tickets of which order. */
function textsOf({ kind, event, note, seats, order }: StatementLine): { title: string; under: string[] } {
  const what = event ?? note;
  const detail = [seats, order && `order ${order}`].filter(Boolean).join(', ');
  return {
    title: what ? `${statementLineNames[kind]}: ${what}` : statementLineNames[kind],
    under: detail ? [detail] : [],
  };
}

function drawFoot(pdf: Pdf, { name, contactEmail, timeZone }: Marketplace): void {
  const says = `The price is that of the tickets; the commission is what ${name} keeps of it. Days are those of ${timeZone.replaceAll('_', ' ')}. The closing balance is the opening balance of the next month. Questions: ${contactEmail}.`;
  pdf.font(fonts.regular, 8).fillColor(quietInk);
  const width = pdfRight - pdfMargin;
  if (pdf.y + pdf.heightOfString(says, { width }) + 12 > pdf.page.height - pdfMargin) pdf.addPage();
  pdf.text(says, pdfMargin, pdf.y + 12, { width });
}
