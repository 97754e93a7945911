/** A thread that reads one ticket file: splits a PDF into its pages, and reads the barcodes of each page or picture. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { PDFDocument } from 'pdf-lib';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import { mostPages, type ReadRequest, type ReadTicket } from './protocol.ts';

/** Pixels per point of a page: a module of a printed barcode gets about three. */
const scale = 2.5;
/** A page that is larger than a poster is drawn smaller, pixels a side. */
const mostPixels = 4_000;
const options: ReaderOptions = { tryHarder: true, maxNumberOfSymbols: 6 };

const { bytes, mediaType, split } = workerData as ReadRequest;

/** What a symbol says, where it can be a ticket's: addresses of the web beside it are not. */
const codesOf = (found: ReadonlyArray<{ text: string; isValid: boolean }>): string[] => [
  ...new Set(
    found
      .filter(({ text, isValid }) => isValid && /^[\x21-\x7e]{4,60}$/.test(text) && !/^https?:/i.test(text))
      .map(({ text }) => text),
  ),
];

async function readPdf(): Promise<ReadTicket[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  try {
    if (document.getPageCount() > mostPages)
      throw new RangeError(`It has ${document.getPageCount()} pages; at most ${mostPages} are read.`);
    const barcodes: string[][] = [];
    for (const page of document.pages()) {
      const { originalWidth, originalHeight } = page.getOriginalSize();
      const fitting = Math.min(scale, mostPixels / Math.max(originalWidth, originalHeight, 1));
      const { data, ...size } = await page.render({ scale: fitting, render: 'bitmap' });
      const pixels = { data: new Uint8ClampedArray(data), width: size.width, height: size.height };
      barcodes.push(codesOf(await readBarcodes(pixels as ImageData, options)));
    }
    if (!split) return [{ bytes, barcodes: [...new Set(barcodes.flat())] }];
    const source = await PDFDocument.load(bytes);
    return await Promise.all(
      barcodes.map(async (codes, at) => {
        const single = await PDFDocument.create();
        const [page] = await single.copyPages(source, [at]);
        if (page) single.addPage(page);
        return { bytes: await single.save(), barcodes: codes };
      }),
    );
  } finally {
    document.destroy();
    library.destroy();
  }
}

const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
// Left to itself the reader would ask a server of others for it.
prepareZXingModule({ overrides: { wasmBinary: wasm.buffer as ArrayBuffer } });
try {
  const tickets =
    mediaType === 'application/pdf'
      ? await readPdf()
      : [{ bytes, barcodes: codesOf(await readBarcodes(bytes, options)) }];
  parentPort?.postMessage({ tickets });
} catch (error) {
  parentPort?.postMessage({ refused: error instanceof RangeError ? error.message : null });
}
