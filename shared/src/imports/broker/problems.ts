/** What can be wrong with a cell. The codes are stable: screens and tests use them. */
export type BrokerProblemCode =
  | 'required'
  | 'formula'
  | 'spreadsheet_changed'
  | 'markup'
  | 'hidden_character'
  | 'card_number'
  | 'foreign_digit'
  | 'too_long'
  | 'not_a_count'
  | 'out_of_range'
  | 'negative'
  | 'decimal_comma'
  | 'decimal_point'
  | 'ambiguous_amount'
  | 'not_an_amount'
  | 'too_precise'
  | 'too_high'
  | 'zero'
  | 'not_a_date'
  | 'not_a_time'
  | 'zone_given'
  | 'not_a_flag'
  | 'not_a_choice'
  | 'not_seats'
  | 'duplicate_seat'
  | 'seats_not_adjacent'
  | 'quantity_mismatch'
  | 'split_not_possible'
  | 'unexpected_value'
  | 'second_row'
  | 'after_event'
  | 'unknown_currency'
  | 'formatting_removed'
  | 'alternate_seats';

/** One problem: the file's column, a stable code, and a sentence with the remedy. */
export interface BrokerProblem {
  field: string;
  code: BrokerProblemCode;
  message: string;
  /** What the cell probably means, for a person to take over. */
  suggestion?: string;
}

/** Collects all problems of one line, so that a broker sees them together. */
export interface ProblemList {
  readonly all: BrokerProblem[];
  add(field: string, code: BrokerProblemCode, message: string, suggestion?: string | null): void;
}

/** Creates an empty list. */
export function problemList(): ProblemList {
  const all: BrokerProblem[] = [];
  return {
    all,
    add: (field, code, message, suggestion) => {
      all.push({ field, code, message, ...(suggestion ? { suggestion } : {}) });
    },
  };
}
