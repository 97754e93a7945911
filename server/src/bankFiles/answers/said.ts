/** What a line of a bank's answer says, whatever the format. */
import type { BankAnswerFormat } from '@holdfast/shared/bankFiles';
import type { BankCorrection } from '../../bankAccounts/index.ts';

/** The payout, or the payouts, that a line is about: by the key of an attempt, by a trace number, or a whole file. */
export type About = { reference: string } | { trace: string } | { messageId: string };

/** A line of an answer. */
export interface Said {
  says: 'accepted' | 'paid' | 'refused' | 'returned' | 'correction' | 'other';
  about: About;
  /** Minor units; null: the line names no amount. */
  amount: number | null;
  currency: string | null;
  /** As the format has it: AC04, R01, C01. */
  code: string | null;
  /** In the bank's words, or in those of its code. */
  why: string;
  /** The day on which it was paid; null: the line doesn't say. */
  day: string | null;
  correction: BankCorrection | null;
}

/** An answer as it was read. */
export interface ReadAnswer {
  format: BankAnswerFormat;
  lines: Said[];
}
