/** Files of brokers for tests: the small files that went wrong, and files that attack. */
import { readFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';

const trials = new URL('../../shared/src/imports/trials/', import.meta.url);

/** One of the small files in shared/src/imports/trials. */
export const trialFile = (name: string): Buffer => readFileSync(new URL(name, trials));

/** A zip archive of these parts, in their order. */
export function zipOf(parts: Record<string, string | Buffer>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const fixed = Buffer.alloc(26);
    fixed.writeUInt16LE(20, 0);
    fixed.writeUInt16LE(8, 4);
    fixed.writeUInt32LE(crc32(bytes), 10);
    fixed.writeUInt32LE(packed.length, 14);
    fixed.writeUInt32LE(bytes.length, 18);
    fixed.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fixed, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), fixed, rest, Buffer.from(name)]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(central.length, 4);
  end.writeUInt16LE(central.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006'), end]);
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** A workbook whose only sheet has this XML as its data; further parts may be added or replaced. */
export function workbookOfXml(sheetData: string, parts: Record<string, string> = {}): Buffer {
  return zipOf({
    '[Content_Types].xml': `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    'xl/workbook.xml': `${xml}<workbook ${main} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${xml}<worksheet ${main}><sheetData>${sheetData}</sheetData></worksheet>`,
    ...parts,
  });
}

const letters = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26));

/** Rows of texts and raw cells (`{ t: 'e', v: '#NAME?' }`) as the XML of a sheet. */
export function sheetXml(rows: ReadonlyArray<ReadonlyArray<string | { t: string; v: string }>>): string {
  return rows
    .map((cells, at) => {
      const inner = cells.map((cell, column) => {
        const address = `r="${letters(column)}${at + 1}"`;
        return typeof cell === 'string'
          ? `<c ${address} t="inlineStr"><is><t>${cell}</t></is></c>`
          : `<c ${address} t="${cell.t}"><v>${cell.v}</v></c>`;
      });
      return `<row r="${at + 1}">${inner.join('')}</row>`;
    })
    .join('');
}
