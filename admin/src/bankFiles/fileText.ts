/** What became of a file's payouts, in words. */
import type { BankFile, BankFileShown } from '@holdfast/shared/bankFiles';

type State = BankFileShown['lineList'][number]['state'];

/** What became of one line. */
export const lineWords: Record<State, string> = {
  sending: 'On its way',
  paid: 'Paid',
  failed: 'Refused by the bank',
  returned: 'Came back',
  recalled: 'Not given to the bank',
};
const order = ['sending', 'paid', 'failed', 'returned', 'recalled'] as const;

/** "3 paid, 1 came back"; of a recalled file, that alone. */
export function standing({ counts, recalledAt }: Pick<BankFile, 'counts' | 'recalledAt'>): string {
  if (recalledAt !== null) return 'Recalled: not given to the bank';
  return order
    .filter((state) => (counts[state] ?? 0) > 0)
    .map((state) => `${counts[state]} ${state === 'sending' ? 'on the way' : lineWords[state].toLowerCase()}`)
    .join(', ');
}
