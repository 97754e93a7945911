/** PDF files on US Letter, in letters of many languages, the same each time. */
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';

const font = (weight: string, file: string) =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans/${weight}/${file}`));

/** Files of the fonts. */
export const fonts = {
  regular: font('400Regular', 'NotoSans_400Regular.ttf'),
  bold: font('700Bold', 'NotoSans_700Bold.ttf'),
};

/** A document that is being drawn. Lengths are in points. */
export type Pdf = InstanceType<typeof PDFDocument>;

/** Three quarters of an inch, in points. */
export const pdfMargin = 54;

/** @param draw draws on the first page @returns the file */
export async function drawPdf(
  info: { Title: string; Author?: string; CreationDate?: Date },
  draw: (pdf: Pdf) => void,
): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'LETTER',
    margin: pdfMargin,
    font: fonts.regular,
    lang: 'en-US',
    displayTitle: true,
    info,
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => {
    pdf.once('end', resolve);
  });
  draw(pdf);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}
