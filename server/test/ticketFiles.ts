/** Tickets as files, as a primary seller gives them: a code on each page. */
import { PDFDocument } from 'pdf-lib';
import qrcode from 'qrcode';

/** A picture of a code. */
export const pictureOf = (code: string): Promise<Buffer> => qrcode.toBuffer(code);

/** A PDF with a page for each code. */
export async function pdfOf(...codes: string[]): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  for (const code of codes)
    pdf
      .addPage([300, 500])
      .drawImage(await pdf.embedPng(await pictureOf(code)), { x: 80, y: 200, width: 120, height: 120 });
  return Buffer.from(await pdf.save());
}
