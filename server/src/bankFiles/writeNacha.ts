/**
 * An ACH file of credits: lines of 94 characters in blocks of ten; people are paid in a batch under PPD, companies under CCD.
 * Source: Nacha operating rules, appendix 3, "ACH record format specifications".
 */
import { bankText } from './characters.ts';
import { type BankFileDraft, type BankPayment, totalOf } from './payment.ts';

const width = 94;
const blockingFactor = 10;
/** Sums of routing numbers and counts keep their last digits. */
const lastDigits = (value: number | bigint, digits: number) =>
  (BigInt(value) % 10n ** BigInt(digits)).toString().padStart(digits, '0');
const digits = (value: number, length: number) => String(value).padStart(length, '0');
const text = (value: string, length: number) => bankText(value).slice(0, length).padEnd(length);
/** `261129` of a day. */
const shortDay = (day: string) => day.slice(2).replaceAll('-', '');

const secs = { person: 'PPD', company: 'CCD' } as const;
/** Credits to a checking and a savings account. */
const transactionCodes = { checking: '22', savings: '32' } as const;
/** Credits only. */
const serviceClass = '220';

type UsPayment = BankPayment & { details: Extract<BankPayment['details'], { kind: 'us' }> };
const isUs = (payment: BankPayment): payment is UsPayment => payment.details?.kind === 'us';

/** The trace number of a payout: the originating bank, and the payout's own seven digits. */
export const traceOf = (odfi: string, { trace }: Pick<BankPayment, 'trace'>) => `${odfi.slice(0, 8)}${trace}`;

interface Totals {
  entries: number;
  hash: bigint;
  amount: number;
}
const totalsOf = (payments: readonly UsPayment[]): Totals => ({
  entries: payments.length,
  hash: payments.reduce((sum, { details }) => sum + BigInt(details.routingNumber.slice(0, 8)), 0n),
  amount: totalOf(payments),
});

/** @throws RangeError for a file without the marketplace's account, or a line of another length: rules refuse it before */
export function writeNacha(draft: BankFileDraft): string {
  const { us } = draft.origins;
  if (!us) throw new RangeError('an ACH file needs an account to pay from');
  const payments = draft.payments.filter(isUs);
  const batches = (['person', 'company'] as const)
    .map((kind) => ({
      sec: secs[kind],
      payments: payments.filter(({ details }) => details.holderKind === kind),
    }))
    .filter((batch) => batch.payments.length > 0);
  const lines = [headerOf(draft, us), ...batches.flatMap((batch, at) => batchOf(draft, us, batch, at + 1))];
  const blocks = Math.ceil((lines.length + 1) / blockingFactor);
  lines.push(controlOf(totalsOf(payments), batches.length, blocks));
  while (lines.length % blockingFactor !== 0) lines.push('9'.repeat(width));
  const wrong = lines.find((line) => line.length !== width);
  if (wrong !== undefined) throw new RangeError(`a line of an ACH file has ${wrong.length} characters`);
  return `${lines.join('\r\n')}\r\n`;
}

type UsOrigin = NonNullable<BankFileDraft['origins']['us']>;

const headerOf = ({ madeAt, modifier }: BankFileDraft, us: UsOrigin) =>
  [
    '101',
    us.destination.padStart(10),
    us.immediateOrigin.padStart(10),
    shortDay(madeAt.slice(0, 10)),
    madeAt.slice(11, 16).replace(':', ''),
    modifier,
    '094',
    String(blockingFactor),
    '1',
    text(us.destinationName, 23),
    text(us.originName, 23),
    ' '.repeat(8),
  ].join('');

function batchOf(
  { madeAt, paysOn }: BankFileDraft,
  us: UsOrigin,
  { sec, payments }: { sec: string; payments: UsPayment[] },
  number: number,
): string[] {
  const odfi = us.odfi.slice(0, 8);
  const { entries, hash, amount } = totalsOf(payments);
  const header = [
    `5${serviceClass}`,
    text(us.companyName, 16),
    ' '.repeat(20),
    us.companyId,
    sec,
    text('PAYOUT', 10),
    shortDay(madeAt.slice(0, 10)),
    shortDay(paysOn),
    '   1',
    odfi,
    digits(number, 7),
  ].join('');
  const control = [
    `8${serviceClass}`,
    digits(entries, 6),
    lastDigits(hash, 10),
    digits(0, 12),
    digits(amount, 12),
    us.companyId,
    ' '.repeat(25),
    odfi,
    digits(number, 7),
  ].join('');
  // Trace numbers ascend within a batch.
  const inOrder = payments.toSorted((a, b) => a.trace.localeCompare(b.trace));
  return [header, ...inOrder.map((payment) => entryOf(payment, us.odfi)), control];
}

const entryOf = (payment: UsPayment, odfi: string) =>
  [
    `6${transactionCodes[payment.details.accountType]}`,
    payment.details.routingNumber,
    payment.details.accountNumber.padEnd(17),
    digits(payment.amount, 10),
    payment.reference.padEnd(15),
    text(payment.details.holder, 22),
    '  0',
    traceOf(odfi, payment),
  ].join('');

const controlOf = ({ entries, hash, amount }: Totals, batches: number, blocks: number) =>
  [
    '9',
    digits(batches, 6),
    digits(blocks, 6),
    digits(entries, 8),
    lastDigits(hash, 10),
    digits(0, 12),
    digits(amount, 12),
    ' '.repeat(39),
  ].join('');
