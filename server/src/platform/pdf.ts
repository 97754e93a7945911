/** PDF files on US Letter, in letters of many languages, the same each time. */
import { fileURLToPath } from 'node:url';
import { type Font, openSync } from 'fontkit';
import PDFDocument from 'pdfkit';

declare global {
  namespace PDFKit.Mixins {
    // Its types lack what it takes too: a font that is already read.
    interface PDFFont {
      registerFont(name: string, font: Font): this;
    }
  }
}

/** The names of the fonts. */
export const fonts = { regular: 'Noto Sans', bold: 'Noto Sans bold' };

/** By their names. Read with the first document and kept: reading them takes longer than drawing a page. */
let opened: Record<string, Font> | undefined;

function openFonts(): Record<string, Font> {
  const open = (weight: string, file: string) =>
    openSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans/${weight}/${file}`))) as Font;
  return {
    [fonts.regular]: open('400Regular', 'NotoSans_400Regular.ttf'),
    [fonts.bold]: open('700Bold', 'NotoSans_700Bold.ttf'),
  };
}

/** A document that is being drawn. Lengths are in points. */
export type Pdf = InstanceType<typeof PDFDocument>;

/** Three quarters of an inch, in points. */
export const pdfMargin = 54;
/** Where the text ends on the right of US Letter, in points. */
export const pdfRight = 612 - pdfMargin;
/** The color of text. */
export const ink = '#16211d';
/** The color of what explains another text. */
export const quietInk = '#55605b';

/** Whose paper it is, on the left, and what it is called, on the right; the text goes on below. */
export function letterhead(
  pdf: Pdf,
  seller: { name: string; email: string; address: string | null },
  name: string,
  title: string,
): void {
  pdf.font(fonts.bold, 20).fillColor(ink).text(seller.name, pdfMargin, pdfMargin, { width: 280 });
  pdf.font(fonts.regular, 9).fillColor(quietInk);
  if (seller.address !== null) pdf.text(seller.address, { width: 280 });
  pdf.text(seller.email);
  const end = pdf.y;
  pdf.font(fonts.bold, 20).fillColor(ink).text(name, pdfMargin, pdfMargin, { align: 'right' });
  pdf.font(fonts.regular, 11).text(title, { align: 'right' });
  rule(pdf, Math.max(end, pdf.y) + 12, 1.5);
  pdf.y += 8;
}

/** A line over the width of the text, after which the text goes on. Lengths are in points. */
export function rule(pdf: Pdf, y: number, width: number): void {
  pdf.moveTo(pdfMargin, y).lineTo(pdfRight, y).lineWidth(width).strokeColor(ink).stroke();
  pdf.y = y + 4;
}

/** Text whose right edge is at `end`, in points, at the height of `y`. */
export function textTo(pdf: Pdf, text: string, end: number, y: number, width = 80): void {
  pdf.text(text, end - width, y, { width, align: 'right' });
}

/** @param draw draws on the first page @returns the file; several pages are numbered */
export async function drawPdf(
  info: { Title: string; Author?: string; CreationDate?: Date },
  draw: (pdf: Pdf) => void,
): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'LETTER',
    margin: pdfMargin,
    // None yet: it knows them by name once they are registered.
    font: '',
    lang: 'en-US',
    displayTitle: true,
    bufferPages: true,
    info,
  });
  opened ??= openFonts();
  for (const [name, font] of Object.entries(opened)) pdf.registerFont(name, font);
  pdf.font(fonts.regular);
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => {
    pdf.once('end', resolve);
  });
  draw(pdf);
  numberPages(pdf);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

/** At the foot of each page, where there are several. */
function numberPages(pdf: Pdf): void {
  const { count } = pdf.bufferedPageRange();
  if (count === 1) return;
  for (let page = 0; page < count; page++) {
    pdf.switchToPage(page);
    // Text below the margin would begin another page.
    pdf.page.margins.bottom = 0;
    pdf.font(fonts.regular, 8).fillColor(quietInk);
    pdf.text(`Page ${page + 1} of ${count}`, pdfMargin, pdf.page.height - pdfMargin + 14, {
      align: 'right',
      lineBreak: false,
      width: pdfRight - pdfMargin,
    });
  }
}
