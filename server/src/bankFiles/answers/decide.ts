/** What each line of an answer does, decided in its order, before anything is booked. */
import type { AnswerOutcome, BankAnswerLine } from '@holdfast/shared/bankFiles';
import { formatMoney } from '@holdfast/shared/money';
import { isCorrection } from '../../bankAccounts/index.ts';
import type { Said } from './said.ts';

/** An attempt that a line is about. */
export interface KnownAttempt {
  id: string;
  payoutId: string;
  reference: string;
  consignor: { id: string; name: string };
  bankAccountId: string;
  isAccountInUse: boolean;
  amount: number;
  currency: string;
  state: 'sending' | 'paid' | 'failed' | 'returned' | 'recalled';
}

/** A line with what it does. */
export interface Decision {
  line: Omit<BankAnswerLine, 'line'>;
  attempt: KnownAttempt | null;
  said: Said;
}

/** Finds the attempts of a line; a line about a whole file has all of it. */
export type Find = (said: Said) => readonly KnownAttempt[];

/** @param find what is known before the answer; later lines see what earlier ones do */
export function decideAnswer(lines: readonly Said[], find: Find): Decision[] {
  const states = new Map<string, KnownAttempt['state']>();
  return lines.flatMap((said): Decision[] => {
    const attempts = find(said);
    if (attempts.length === 0) return [unknownLine(said)];
    const wrongSum = attempts.length > 1 ? sumProblem(said, attempts) : null;
    return attempts.map((attempt) => {
      const state = states.get(attempt.id) ?? attempt.state;
      const { outcome, text } = wrongSum ?? decide(said, { ...attempt, state }, attempts.length === 1);
      const next = nextStates[outcome];
      if (next) states.set(attempt.id, next);
      return { line: lineOf(said, attempt, outcome, text), attempt, said };
    });
  });
}

const nextStates: Partial<Record<AnswerOutcome, KnownAttempt['state']>> = {
  paid: 'paid',
  failed: 'failed',
  returned: 'returned',
};

const lineOf = (
  said: Said,
  attempt: KnownAttempt,
  outcome: AnswerOutcome,
  text: string,
): Decision['line'] => ({
  says: said.says,
  outcome,
  code: said.code,
  reference: attempt.reference,
  payout: {
    id: attempt.payoutId,
    consignor: attempt.consignor,
    amount: attempt.amount,
    currency: attempt.currency,
  },
  text,
});

function unknownLine(said: Said): Decision {
  const { about, says, code, amount, currency } = said;
  const name = 'reference' in about ? about.reference : 'trace' in about ? about.trace : about.messageId;
  const sum = amount === null ? '' : ` of ${formatMoney({ amount, currency: currency ?? 'USD' })}`;
  const text =
    name === ''
      ? `A movement${sum} that isn’t of a payout: it names no key.`
      : `No file of ours has ${name}${sum}. Look whether it is another company’s, or of before.`;
  return {
    line: { says, outcome: 'unknown', code, reference: name || null, payout: null, text },
    attempt: null,
    said,
  };
}

type Decided = { outcome: AnswerOutcome; text: string };

/** A movement of a whole file must be its sum: what was refused of it isn't in it. */
function sumProblem({ amount, says }: Said, attempts: readonly KnownAttempt[]): Decided | null {
  if (amount === null || says !== 'paid') return null;
  const sum = attempts.reduce((all, each) => all + (each.state === 'failed' ? 0 : each.amount), 0);
  return amount === sum
    ? null
    : {
        outcome: 'contradiction',
        text: 'The movement isn’t the file’s sum. Say payout by payout what became of it.',
      };
}

function decide(said: Said, attempt: KnownAttempt, isAlone: boolean): Decided {
  const { amount, currency, says, why, code } = said;
  const isOther =
    isAlone &&
    amount !== null &&
    (amount !== attempt.amount || (currency !== null && currency !== attempt.currency));
  if (isOther && says !== 'accepted')
    return {
      outcome: 'contradiction',
      text: `The line is of ${formatMoney({ amount: amount as number, currency: currency ?? attempt.currency })}, and the payout of ${formatMoney(attempt)}. Nothing is booked: look at it with the bank.`,
    };
  const reason = code === null ? why : `${why} (${code})`;
  switch (says) {
    case 'paid':
      return paid(attempt.state);
    case 'refused':
      return refused(attempt.state, reason);
    case 'returned':
      return returned(attempt.state, reason);
    case 'accepted':
      return { outcome: 'nothing', text: 'The bank has it, and didn’t pay it yet.' };
    case 'correction':
      return corrected(said, attempt, reason);
    case 'other':
      return { outcome: 'nothing', text: 'It says nothing of whether the payout was paid.' };
  }
}

const against = (what: string): Decided => ({
  outcome: 'contradiction',
  text: `${what} Nothing is booked: look at it with the bank.`,
});

function paid(state: KnownAttempt['state']): Decided {
  switch (state) {
    case 'sending':
      return { outcome: 'paid', text: 'It left the account.' };
    case 'paid':
      return { outcome: 'nothing', text: 'Known: it is paid.' };
    case 'returned':
      return { outcome: 'nothing', text: 'Known: it was paid, and came back since.' };
    case 'failed':
      return against('The bank says paid, and refused it before.');
    case 'recalled':
      return against('The bank says paid, and the file was recalled as not given to it.');
  }
}

function refused(state: KnownAttempt['state'], reason: string): Decided {
  switch (state) {
    case 'sending':
      return { outcome: 'failed', text: `${reason}. It is owed again.` };
    case 'paid':
      return { outcome: 'returned', text: `${reason}, after it was paid. It is owed again.` };
    case 'failed':
      return { outcome: 'nothing', text: 'Known: it was refused.' };
    case 'returned':
      return { outcome: 'nothing', text: 'Known: it came back.' };
    case 'recalled':
      return { outcome: 'nothing', text: 'Its file was recalled, so nothing was paid.' };
  }
}

function returned(state: KnownAttempt['state'], reason: string): Decided {
  switch (state) {
    case 'sending':
    case 'paid':
      return { outcome: 'returned', text: `${reason}. It is owed again.` };
    case 'failed':
      return { outcome: 'nothing', text: 'Known: it was refused, and is owed again.' };
    case 'returned':
      return { outcome: 'nothing', text: 'Known: it came back.' };
    case 'recalled':
      return against('The bank says that it came back, and the file was recalled as not given to it.');
  }
}

function corrected({ correction }: Said, { isAccountInUse }: KnownAttempt, reason: string): Decided {
  if (correction === null || Object.keys(correction).length === 0)
    return { outcome: 'nothing', text: `${reason}. It corrects nothing that a file has.` };
  if (!isCorrection(correction)) return against(`${reason}, and what it gives isn’t bank data.`);
  if (!isAccountInUse)
    return { outcome: 'nothing', text: `${reason}. The consignor gave other bank data meanwhile.` };
  return { outcome: 'corrected', text: `${reason}. The bank data is corrected, and used at once.` };
}
