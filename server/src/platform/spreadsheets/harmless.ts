/** What a line of a table has: texts as they are written, numbers as they are counted, nothing where nothing is known. */
export type Cell = string | number | null;

/**
 * A spreadsheet runs a text that begins like a formula: such a text gets a quote in front, and stays a text. Numbers are
 * ours. Source: OWASP, "CSV Injection".
 */
export function harmless(cell: Cell): Cell {
  return typeof cell === 'string' && /^\s*[=+\-@]|^[\t\r]/.test(cell) ? `'${cell}` : cell;
}
