/** What may be wrong with a cell. Stable: screens and tests know problems by these codes. */
export type BrokerProblemCode =
  | 'required'
  | 'formula'
  | 'markup'
  | 'hidden_character'
  | 'foreign_digit'
  | 'too_long'
  | 'not_a_count'
  | 'out_of_range'
  | 'negative'
  | 'decimal_comma'
  | 'thousands_mark'
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

/** One thing to put right: the file's column, a stable code, and a sentence that says the remedy. */
export interface BrokerProblem {
  field: string;
  code: BrokerProblemCode;
  message: string;
}

/** Collects the problems of one line, so that a broker sees all of them at once. */
export interface ProblemList {
  readonly all: BrokerProblem[];
  add(field: string, code: BrokerProblemCode, message: string): void;
}

export function problemList(): ProblemList {
  const all: BrokerProblem[] = [];
  return {
    all,
    add: (field, code, message) => {
      all.push({ field, code, message });
    },
  };
}
