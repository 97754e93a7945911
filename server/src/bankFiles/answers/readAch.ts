/** ACH returns and notifications of change: entries with an addenda 99 or 98. Source: Nacha operating rules, appendices 3 to 5. */
import type { BankCorrection } from '../../bankAccounts/index.ts';
import { meaningOf } from './codes.ts';
import type { ReadAnswer, Said } from './said.ts';

const column = (line: string, from: number, to: number) => line.slice(from - 1, to).trim();
const accountTypes: Readonly<Record<string, 'checking' | 'savings'>> = { 2: 'checking', 3: 'savings' };

/** @returns null for what isn't such a file */
export function readAch(source: string): ReadAnswer | null {
  const lines = source.split(/\r?\n/).map((line) => line.padEnd(94));
  if (!/^101/.test(lines[0] ?? '')) return null;
  const said: Said[] = [];
  let entry: string | null = null;
  for (const line of lines) {
    if (line.startsWith('6')) entry = line;
    else if (line.startsWith('799') && entry) said.push(returnOf(entry, line));
    else if (line.startsWith('798') && entry) said.push(correctionOf(entry, line));
    else if (line.startsWith('7') && entry) said.push({ ...returnOf(entry, line), says: 'other' });
  }
  return { format: 'nacha', lines: said };
}

function returnOf(entry: string, addenda: string): Said {
  const code = column(addenda, 4, 6);
  return {
    says: 'returned',
    about: { trace: column(addenda, 7, 21) },
    amount: Number(column(entry, 30, 39)) || 0,
    currency: 'USD',
    code,
    why: meaningOf(code, column(addenda, 36, 79) || null),
    day: null,
    correction: null,
  };
}

/** A notification of change moves no money: its entry is of zero. */
function correctionOf(entry: string, addenda: string): Said {
  const code = column(addenda, 4, 6);
  const correction = corrected(code, addenda.slice(35, 64));
  return {
    ...returnOf(entry, addenda),
    says: 'correction',
    amount: null,
    why: meaningOf(code, null),
    correction,
  };
}

/** Where each code has what it corrects. @returns null for a code that corrects nothing of ours */
function corrected(code: string, data: string): BankCorrection | null {
  const part = (from: number, to: number) => data.slice(from - 1, to).trim();
  const kind = (at: string) => {
    const accountType = accountTypes[at.charAt(0)];
    return accountType === undefined ? {} : { accountType };
  };
  switch (code) {
    case 'C01':
      return { accountNumber: part(1, 17) };
    case 'C02':
      return { routingNumber: part(1, 9) };
    case 'C03':
      return { routingNumber: part(1, 9), accountNumber: part(13, 29) };
    case 'C05':
      return kind(part(1, 2));
    case 'C06':
      return { accountNumber: part(1, 17), ...kind(part(21, 22)) };
    case 'C07':
      return { routingNumber: part(1, 9), accountNumber: part(10, 26), ...kind(part(27, 28)) };
    default:
      return null;
  }
}
