/** What a line of a table has: texts as they are written, numbers as they are counted, nothing where nothing is known. */
export type Cell = string | number | null;

/** Signs with which a formula begins, in their full-width forms too: some spreadsheets read those alike. */
const formulaSigns = '=+\\-@\uFF1D\uFF0B\uFF0D\uFF20';
const atBeginning = new RegExp(`^\\s*[${formulaSigns}]|^[\\t\\r]`);
/** Where `;` or a tab separates cells, a formula may begin within a text. */
const afterSeparator = new RegExp(`([;\\t]\\s*)(?=[${formulaSigns}])`, 'g');

/**
 * A spreadsheet runs a text that begins like a formula: such a text gets a quote in front, and stays a text. Numbers are
 * ours. Source: OWASP, "CSV Injection".
 */
export function harmless(cell: Cell): Cell {
  if (typeof cell !== 'string') return cell;
  return (atBeginning.test(cell) ? `'${cell}` : cell).replace(afterSeparator, "$1'");
}
