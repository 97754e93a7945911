/** A table as comma-separated text, or as cells that were copied from a spreadsheet. */

/** The columns of a table in their order, and the names that other files give them, in lower case. */
export type TableHeads<Column extends string> = Readonly<Record<Column, readonly string[]>>;

/**
 * Reads the rows below the first line, which names the columns; columns of other names are left out.
 * @param required columns without which the text is no such table
 * @param noun what a row is, such as `game`
 * @returns every column of each row, empty where the text has none, and the columns that it has; or in words why it is none
 */
export function readTable<Column extends string>(
  text: string,
  heads: TableHeads<Column>,
  required: ReadonlyArray<NoInfer<Column>>,
  noun: string,
): { rows: Array<Record<Column, string>>; columns: Column[] } | { problem: string } {
  const plain = text.replace(/^\uFEFF/, '');
  const [first, ...lines] = cellsOf(plain, separatorOf(plain)).filter((cells) =>
    cells.some((cell) => cell.trim() !== ''),
  );
  if (!first) return { problem: 'The file is empty.' };
  const names = Object.keys(heads) as Column[];
  const columns = first.map((head) => {
    const called = head.trim().toLowerCase();
    return names.find((name) => heads[name].includes(called)) ?? null;
  });
  const missing = required.filter((name) => !columns.includes(name));
  if (missing.length > 0)
    return {
      problem: `The first line names the columns; ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing. Use ${names.join(', ')}.`,
    };
  if (lines.length === 0) return { problem: `There is no ${noun} below the first line.` };
  return {
    rows: lines.map((cells) => rowOf(names, columns, cells)),
    columns: names.filter((name) => columns.includes(name)),
  };
}

function rowOf<Column extends string>(
  names: readonly Column[],
  columns: ReadonlyArray<Column | null>,
  cells: readonly string[],
): Record<Column, string> {
  const row = Object.fromEntries(names.map((name) => [name, ''])) as Record<Column, string>;
  // An export puts a quote before a text that a spreadsheet would run.
  for (const [at, column] of columns.entries())
    if (column) row[column] = (cells[at] ?? '').trim().replace(/^'(?=[=+\-@])/, '');
  return row;
}

/** What occurs most in the first line; a comma where none does. */
function separatorOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1);
  const counts = [',', '\t', ';'].map((sign) => ({ sign, count: first.split(sign).length }));
  return counts.reduce((most, each) => (each.count > most.count ? each : most)).sign;
}

/** Source: RFC 4180; a quote that isn't closed ends with the text. */
function cellsOf(text: string, separator: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endLine = () => {
    lines.push([...line, cell]);
    line = [];
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at];
      else isQuoted = false;
    } else if (sign === '"' && cell === '') isQuoted = true;
    else if (sign === separator) {
      line.push(cell);
      cell = '';
    } else if (sign === '\n') endLine();
    else if (sign !== '\r') cell += sign;
  }
  if (cell !== '' || line.length > 0) endLine();
  return lines;
}
