/** CSV for spreadsheets, which run what begins like a formula: such cells get a quote in front. */

function cellOf(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Rows as CSV text; the first row is the head. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;
}

/** Gives a text to the browser to save. */
export function saveText(fileName: string, text: string, type = 'text/csv'): void {
  saveFile(fileName, new Blob([text], { type: `${type};charset=utf-8` }));
}

/** Gives a file to the browser to save. */
export function saveFile(fileName: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
