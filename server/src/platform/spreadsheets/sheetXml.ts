/** The parts of a workbook of one sheet. Source: ECMA-376, part 1, SpreadsheetML */
import type { Cell } from './harmless.ts';
import type { Sheet } from './tableWriter.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The most characters that Excel reads of a cell. */
const longestText = 32_767;

/** Signs that XML 1.0 doesn't have, and what Excel would read as the code of one. */
const unwritable = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]|\p{Cs}/gu;
const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

function xmlText(text: string): string {
  const cut = text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
  return cut
    .replace(unwritable, '\uFFFD')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"\r]/g, (sign) => escapes[sign] as string);
}

/** Letters of a column, the first is 0. */
function columnName(at: number): string {
  const rest = at % 26;
  const own = String.fromCharCode(65 + rest);
  return at < 26 ? own : columnName((at - rest) / 26 - 1) + own;
}

const formatsOf = ({ columns }: Sheet) => [
  ...new Set(columns.flatMap(({ format }) => (format === undefined ? [] : [format]))),
];

/** The files that are small and known from the beginning, by their names. */
export function fixedParts(sheet: Sheet): ReadonlyArray<readonly [name: string, xml: string]> {
  const formats = formatsOf(sheet);
  const style = (format: number, font: number) =>
    `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`;
  // Format 0 is the general one; our own begin at 164.
  const styles = [0, ...formats.map((_, at) => 164 + at)].flatMap((format) => [
    style(format, 0),
    style(format, 1),
  ]);
  const numberFormats = formats.map(
    (format, at) => `<numFmt numFmtId="${164 + at}" formatCode="${xmlText(format)}"/>`,
  );
  return [
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${xmlText(sheet.name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${head}<styleSheet xmlns="${main}">${numberFormats.length > 0 ? `<numFmts count="${numberFormats.length}">${numberFormats.join('')}</numFmts>` : ''}<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${styles.length}">${styles.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    ],
  ];
}

/** The sheet before its first row: the head's row stays in sight. */
export function sheetBegin({ columns, stickyColumns = 0 }: Sheet): string {
  const corner = `${columnName(stickyColumns)}2`;
  const pane = stickyColumns > 0 ? 'bottomRight' : 'bottomLeft';
  const across = stickyColumns > 0 ? `xSplit="${stickyColumns}" ` : '';
  const widths = columns.map(
    ({ width = 14 }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  return `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ${across}ySplit="1" topLeftCell="${corner}" activePane="${pane}" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`;
}

/** The sheet behind its last row. */
export const sheetEnd = '</sheetData></worksheet>';

/** How the sheet's rows are written. @returns the XML of a row, whose number counts from 1 */
export function rowWriter(sheet: Sheet): (line: readonly Cell[], number: number, isBold?: boolean) => string {
  const formats = formatsOf(sheet);
  const names = sheet.columns.map((_, at) => columnName(at));
  const styleOf = sheet.columns.map(({ format }) =>
    format === undefined ? 0 : (formats.indexOf(format) + 1) * 2,
  );
  return (line, number, isBold = false) => {
    const bold = isBold ? 1 : 0;
    let xml = `<row r="${number}">`;
    for (const [at, value] of line.entries()) {
      if (value === null || value === '') continue;
      const place = `${names[at] ?? columnName(at)}${number}`;
      xml +=
        typeof value === 'number'
          ? `<c r="${place}" s="${(styleOf[at] ?? 0) + bold}"><v>${value}</v></c>`
          : `<c r="${place}" s="${bold}" t="inlineStr"><is><t xml:space="preserve">${xmlText(value)}</t></is></c>`;
    }
    return `${xml}</row>`;
  };
}
