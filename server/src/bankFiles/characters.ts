/**
 * Texts as banks take them. Letters with accents are written without; what can't be written so is refused, since a name that a
 * bank changes by itself may come back as another one.
 * Source: European Payments Council, EPC217-08, "SEPA conversion table"; Nacha operating rules, appendix 3.
 */

/** Letters that don't come apart into a letter and an accent. */
const written: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'TH',
  ł: 'l',
  Ł: 'L',
  ı: 'i',
  İ: 'I',
  ħ: 'h',
  Ħ: 'H',
  '&': '+',
  '’': "'",
  '‘': "'",
  '“': "'",
  '”': "'",
  '"': "'",
  '–': '-',
  '—': '-',
  _: '-',
  ';': ',',
  '\u00a0': ' ',
};

/** A text with the letters that banks take, as far as it has such. */
export function bankText(text: string): string {
  const plain = [...text].map((letter) => written[letter] ?? letter).join('');
  return plain.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/\s+/g, ' ').trim();
}

/** Whether SEPA banks take a text as it stands. */
export const isSepaText = (text: string): boolean => /^[A-Za-z0-9/\-?:().,'+ ]*$/.test(text);
/** Whether a SEPA bank takes it as a key: no slash at its ends, nor two of them. */
export const isSepaKey = (text: string): boolean =>
  isSepaText(text) && !text.startsWith('/') && !text.endsWith('/') && !text.includes('//');
/** Whether ACH operators take a text as it stands: what a typewriter has. */
export const isAchText = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** Characters of a text that stay unwritable, each once, for a message. */
export const unwritable = (text: string, allowed: (text: string) => boolean): string =>
  [...new Set([...bankText(text)].filter((letter) => !allowed(letter)))].join(' ');
