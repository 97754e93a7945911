/** Limits of an uploaded file, checked while it is read, and the refusals in plain words. */

/** Why a file can't be read, as a sentence for the person who uploaded it. */
export class Unreadable extends Error {}

/** Lines of one file, the header not counted. */
export const mostLines = 200_000;
/** Line ends of one file: blank lines cost time too. */
export const mostLineEnds = 1_000_000;
/** The broadest known format has 29 columns. */
export const mostColumns = 200;
/** Cells with a value: 200,000 lines of 40 columns. */
export const mostCells = 8_000_000;
/** Characters of one line: a quote that is never closed must not swallow the file. */
export const longestLine = 20_000;
/** Bytes of one line: four for each character at most. */
export const longestLineBytes = longestLine * 4;

/** Megabytes of the heap of the thread that reads a file: 50,000 rows of 29 columns of a workbook need about 300. */
export const mostHeapMb = 768;
/** Milliseconds for one step of reading: a survey of the largest file takes a few seconds. */
export const longestStepMs = 90_000;

const count = (value: number) => value.toLocaleString('en-US');

/** The refusal of a file with too many lines. */
export const tooManyLines = () =>
  new Unreadable(`The file has more than ${count(mostLines)} lines. Split it.`);

/** The refusal of a line with too many cells. */
export const tooManyColumns = (line: number) =>
  new Unreadable(
    `Line ${count(line)} has more than ${mostColumns} columns, and a file of listings needs about 30. Nothing was saved.`,
  );

/** The refusal of a line that is too long. */
export const tooLongLine = (line: number) =>
  new Unreadable(
    `Line ${count(line)} is longer than ${count(longestLine)} characters. Is this a file of listings? Nothing was saved.`,
  );

/** The refusal of a file with too many cells. */
export const tooManyCells = () =>
  new Unreadable(`The file has more than ${count(mostCells)} cells. Split it. Nothing was saved.`);
