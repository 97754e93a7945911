import { PDFiumLibrary } from '@hyzyla/pdfium';

/** What a PDF says, page after page, with each run of spaces as one. */
export async function textOfPdf(file: Buffer): Promise<string> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(file);
  try {
    const pages = [...document.pages()].map((page) => page.getText());
    return pages.join(' ').replaceAll(/\s+/g, ' ');
  } finally {
    document.destroy();
    library.destroy();
  }
}
