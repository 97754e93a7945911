/** What a bank refuses of a file as a whole. */
import { daysUntil, isBankHoliday, isWeekend } from '@holdfast/shared/bankFiles';
import { isSepaKey } from '../characters.ts';
import { type BankFileDraft, totalOf } from '../payment.ts';
import type { Rule } from './rule.ts';

type FileRule = Rule<BankFileDraft, null>;

/** Ahead of that banks take no orders. */
const mostDaysAhead = 30;
/** Lines that an ACH batch counts with six digits, and what banks take of a pain file. */
const mostLines = 99_999;
const isDay = (day: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
const safely = (day: string) => {
  try {
    return isDay(day);
  } catch {
    return false;
  }
};
const calendarOf = ({ format }: BankFileDraft) => (format === 'nacha' ? 'fed' : 'target');
const repeated = (texts: string[]) => new Set(texts).size < texts.length;

export const fileRules: readonly FileRule[] = [
  {
    id: 'F1',
    field: 'payments',
    says: 'Nothing is left to pay, or the bank would refuse all of it. Correct what is named below.',
    refuses: ({ payments }) => payments.length === 0,
  },
  {
    id: 'F2',
    field: 'payments',
    says: `A file has at most ${mostLines.toLocaleString('en-US')} payouts. Make smaller runs.`,
    refuses: ({ payments }) => payments.length > mostLines,
  },
  {
    id: 'F3',
    field: 'payments',
    says: 'A payout is in the file twice. This is a fault of the program: tell whoever runs it.',
    refuses: ({ payments }) => repeated(payments.map(({ payoutId }) => payoutId)),
  },
  {
    id: 'F4',
    field: 'payments',
    says: 'Two payouts have the same key. This is a fault of the program: tell whoever runs it.',
    refuses: ({ payments }) => repeated(payments.map(({ reference }) => reference)),
  },
  {
    id: 'F5',
    field: 'payments',
    says: 'Two payouts have the same trace number. Make smaller runs.',
    refuses: ({ format, payments }) => format === 'nacha' && repeated(payments.map(({ trace }) => trace)),
  },
  {
    id: 'F6',
    field: 'payments',
    says: 'The file’s sum is more than its format can say. Make smaller runs.',
    refuses: (draft) => totalOf(draft.payments) > 999_999_999_999,
  },
  {
    id: 'F7',
    field: 'currency',
    says: ({ currency }) => `SEPA transfers are in euros, and the books are in ${currency}. Pay by hand.`,
    refuses: ({ format, currency }) => format === 'pain001' && currency !== 'EUR',
  },
  {
    id: 'F8',
    field: 'currency',
    says: ({ currency }) => `ACH files are in US dollars, and the books are in ${currency}. Pay by hand.`,
    refuses: ({ format, currency }) => format === 'nacha' && currency !== 'USD',
  },
  { id: 'F9', field: 'paysOn', says: 'Give a day.', refuses: ({ paysOn }) => !safely(paysOn) },
  {
    id: 'F10',
    field: 'paysOn',
    says: 'That day is over. Give one from tomorrow on.',
    refuses: ({ paysOn, today }) => paysOn < today,
  },
  {
    id: 'F11',
    field: 'paysOn',
    says: 'Banks need a day to take the file. Give one from tomorrow on.',
    refuses: ({ paysOn, today }) => paysOn === today,
  },
  {
    id: 'F12',
    field: 'paysOn',
    says: `Banks take orders at most ${mostDaysAhead} days ahead.`,
    refuses: ({ paysOn, today }) => daysUntil(today, paysOn) > mostDaysAhead,
  },
  {
    id: 'F13',
    field: 'paysOn',
    says: 'Banks don’t pay on a weekend. Give a weekday.',
    refuses: ({ paysOn }) => isWeekend(paysOn),
  },
  {
    id: 'F14',
    field: 'paysOn',
    says: (draft) =>
      calendarOf(draft) === 'fed'
        ? 'That day is a holiday of the Federal Reserve. Give another day.'
        : 'Banks of the euro area are closed that day. Give another day.',
    refuses: (draft) => isBankHoliday(calendarOf(draft), draft.paysOn),
  },
  {
    id: 'F15',
    field: 'messageId',
    says: 'The file’s key is too long. This is a fault of the program: tell whoever runs it.',
    refuses: ({ messageId }) => messageId.length === 0 || messageId.length > 35,
  },
  {
    id: 'F16',
    field: 'messageId',
    says: 'The file’s key has characters that banks refuse. This is a fault of the program: tell whoever runs it.',
    refuses: ({ messageId }) => !isSepaKey(messageId),
  },
  {
    id: 'F17',
    field: 'modifier',
    says: 'An ACH bank takes 36 files a day, and there were as many. Make the file tomorrow.',
    refuses: ({ format, modifier }) => format === 'nacha' && !/^[A-Z0-9]$/.test(modifier),
  },
];
