/** What breaking a hold asks for besides a reason: a named cause, and the order code as a second confirmation. Pure. */
import type { BreakCause } from '@holdfast/shared/reservations';

export interface BreakOptions {
  cause: BreakCause | '';
  words: string;
  code: string;
}
export const unbroken: BreakOptions = { cause: '', words: '', code: '' };

/** @param code the order's */
export function isBreakable({ cause, words, code: typed }: BreakOptions, code: string): boolean {
  return (
    cause !== '' &&
    (cause !== 'other' || words.trim() !== '') &&
    typed.trim().toUpperCase() === code.toUpperCase()
  );
}
