/** Lists as text, in a form's input and in a cell of a file: a line for each, or parts between commas. */

interface Level {
  name: string;
  sections: string[];
}

const parts = (text: unknown, between: RegExp): string[] =>
  String(text ?? '')
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** `Lower: 101, 102`, a level on each line. */
export const levelsText = (levels: readonly Level[]): string =>
  levels.map(({ name, sections }) => `${name}: ${sections.join(', ')}`).join('\n');

/** A line without a colon is a level whose sections are missing. */
export function levelsOf(text: unknown): Level[] {
  return parts(text, /\n/).map((line) => {
    const colon = line.indexOf(':');
    return colon < 0
      ? { name: line, sections: [] }
      : { name: line.slice(0, colon).trim(), sections: parts(line.slice(colon + 1), /[,;]/) };
  });
}

interface OutsideId {
  system: string;
  id: string;
}

/** `skybox: 1234`, an id on each line. */
export const outsideIdsText = (ids: readonly OutsideId[]): string =>
  ids.map(({ system, id }) => `${system}: ${id}`).join('\n');

/** The ids that such a text names; a line without a colon is an id that is missing. */
export function outsideIdsOf(text: unknown): OutsideId[] {
  return parts(text, /\n/).map((line) => {
    const colon = line.indexOf(':');
    return colon < 0
      ? { system: line, id: '' }
      : { system: line.slice(0, colon).trim(), id: line.slice(colon + 1).trim() };
  });
}

/** Names, one on each line. */
export const linesOf = (text: unknown): string[] => parts(text, /\n/);
