import type { DecimalMark } from './amounts.ts';
import type { DateOrder } from './dates.ts';

/** The rules by which the cells of a file are read. */
export interface Reading {
  /** Null where no cell of the file needs it. */
  decimalMark: DecimalMark | null;
  /** A person chose it: a cell that reads two ways is read by it. */
  isMarkChosen: boolean;
  /** Null where all dates are ISO dates. */
  dateOrder: DateOrder | null;
}

/** ISO dates, and amounts that read one way. */
export const plainReading: Reading = { decimalMark: null, isMarkChosen: false, dateOrder: null };
