/** @param bytes of a file @returns as people read it, `84 MB`: a megabyte is a million bytes */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  const [unit, name] = bytes < 999_500 ? [1_000, 'kB'] : [1_000_000, 'MB'];
  const value = bytes / unit;
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US')} ${name}`;
}
