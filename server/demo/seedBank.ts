/** Seeds bank data, a bank file with its answer, a closed month and a claim, by finance's own commands. */
import { type BankDetails, kindOfCurrency } from '@holdfast/shared/bankAccounts';
import { nextBankDay } from '@holdfast/shared/bankFiles';
import { closingChecks } from '@holdfast/shared/closing';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { paymentMachine } from '@holdfast/shared/payments/machines';
import { changeBankSettings, giveBankAccount } from '../src/bankAccounts/index.ts';
import {
  bookAnswer,
  makeFile,
  planAnswer,
  readAnswer,
  settleFile,
  textOfFile,
} from '../src/bankFiles/index.ts';
import { closeMonth, showMonth } from '../src/closing/index.ts';
import { adjust } from '../src/payouts/index.ts';
import { type Engine, messageTo } from '../src/platform/actors/index.ts';
import type { AppContext } from '../src/platform/appContext.ts';
import type { Principal } from '../src/platform/audit.ts';
import { inTransaction, queryPrepared, type Trx } from '../src/platform/db/index.ts';
import { marketToday } from '../src/stats/index.ts';

/** Consignors with bank data, paid by file. */
const paidByFile = 4;
/** The days that new bank data waits, as the settings say from then on. */
const waitingDays = 3;

/** What seeding money needs: who makes and who approves, and the secret under which bank data is sealed. */
export interface Money {
  engine: Engine;
  secret: string;
  maker: Principal;
  approver: Principal;
}

/** A bank file, and what the bank answered to it; null: nothing. */
export interface SeededFile {
  fileId: string;
  answer: string | null;
}

/**
 * Bank data of the consignors who are owed most, usable at once. The marketplace's own numbers are made up.
 * @returns whether there are any: none where no bank file pays in the marketplace's currency
 */
export async function seedBankData(trx: Trx, { secret, maker, approver }: Money): Promise<boolean> {
  if (kindOfCurrency(marketplaceCurrency) !== 'us') return false;
  const us = {
    companyName: 'HOLDFAST',
    companyId: '1234567890',
    originName: 'HOLDFAST INC',
    immediateOrigin: '1234567890',
    destinationName: 'FIRST BANK',
    destination: '021000021',
    odfi: '091000019',
  };
  const settings = { requiresBankData: false, sepa: null, us };
  await changeBankSettings(trx, secret, { ...settings, waitingDays: 0, version: 1 }, approver);
  const owed = await queryPrepared<{ id: string; name: string }>(
    trx,
    `SELECT c.id, c.name FROM consignors_named c JOIN ledger_postings p ON p.account = 'consignor:' || c.id
     WHERE NOT c.is_marketplace AND c.merged_into IS NULL AND p.at < now() - interval '8 days'
     GROUP BY c.id, c.name ORDER BY sum(p.amount), c.id LIMIT $1`,
    [paidByFile],
  );
  for (const [at, { id, name }] of owed.entries()) {
    const details: BankDetails = {
      kind: 'us',
      holder: name.replaceAll(/[^\w .-]/g, '').slice(0, 22),
      holderKind: 'company',
      routingNumber: '021000021',
      accountNumber: `00012345${at + 1}0`,
      accountType: 'checking',
    };
    await giveBankAccount(trx, { secret, consignorId: id, details, as: 'finance' }, maker);
  }
  await changeBankSettings(trx, secret, { ...settings, waitingDays, version: 2 }, approver);
  return true;
}

/** A bank file of an approved run; the bank sends one of its payouts back, and paid the others. @returns its answer, to be booked */
export async function seedBankFile(
  trx: Trx,
  { engine, secret, maker }: Money,
  runId: string,
): Promise<SeededFile> {
  const paysOn = nextBankDay('fed', await marketToday(trx));
  const fileId = await makeFile(trx, engine, { secret, runId, paysOn }, maker);
  const { text } = await textOfFile(trx, secret, fileId, maker);
  const lines = text.split('\r\n').filter((line) => line.startsWith('6'));
  const last = lines.at(-1);
  return { fileId, answer: last && lines.length > 1 ? returnOf(last) : null };
}

const pad = (text: string) => text.padEnd(94).slice(0, 94);
/** An ACH return for an entry, as the consignor's bank writes it: the account is closed. */
function returnOf(entry: string): string {
  const trace = entry.slice(79);
  return [
    pad('101 1234567890 0210000212611300900A094101HOLDFAST INC           FIRST BANK'),
    pad('5200HOLDFAST                            1234567890PPDPAYOUT    261130261130   1091000010000001'),
    pad(`626021000021123456789        ${entry.slice(29, 39)}${entry.slice(39, 78)}1${trace}`),
    pad(`799R02${trace}      02100002${' '.repeat(44)}000000000000001`),
    pad('82000000020002100002000000000000000000000000'),
    pad('9000001000001000000020002100002000000000000000000000000'),
  ].join('\n');
}

/** Books the bank's answer, and that it paid the rest of the file. */
export async function bookAnswerOf(
  { db }: Pick<AppContext, 'db'>,
  { engine, secret, maker }: Money,
  { fileId, answer }: SeededFile,
): Promise<void> {
  const file = answer === null ? null : await readAnswer(Buffer.from(answer));
  await inTransaction(db, async (trx) => {
    if (file !== null) {
      const { digest: seen } = (await planAnswer(trx, file)).plan;
      await bookAnswer(trx, engine, { secret, file, name: 'returns.ach', seen }, maker);
    }
    await settleFile(trx, engine, fileId, await marketToday(trx), maker);
  });
}

/** Closes the month before the first sale, in which a consignor was welcomed with a credit; the months since are open. */
export async function seedClosedMonth(
  trx: Trx,
  { maker, approver }: Pick<Money, 'maker' | 'approver'>,
): Promise<void> {
  const [before] = await queryPrepared<{ month: string; at: Date; id: string }>(
    trx,
    `SELECT to_char(m.at, 'YYYY-MM') AS month, stats_day_start((m.at + interval '14 days')::date) AS at,
       (SELECT c.id FROM consignors_named c JOIN payouts_made o ON o.consignor_id = c.id AND o.state = 'paid' ORDER BY o.amount DESC, c.id LIMIT 1) AS id
     FROM (SELECT date_trunc('month', min(stats_day(p.at))) - interval '1 month' AS at FROM ledger_postings p) m`,
    [],
  );
  if (!before?.id || before.month >= (await marketToday(trx)).slice(0, 7)) return;
  const welcome = { kind: 'goodwill', amount: 5_000, reason: 'Welcome to the marketplace' } as const;
  await adjust(trx, before.id, welcome, maker, before.at.toISOString());
  const open = (await showMonth(trx, before.month)).checks.filter((check) => check.open > 0);
  if (open.some(({ id }) => closingChecks[id].must)) return;
  const reason = open.length === 0 ? null : 'They began before the first sale, and are worked on';
  await closeMonth(trx, before.month, { leftOpen: open.map(({ id }) => id), reason }, approver);
}

/** The fan of an order that was paid out gets the money back: a worker sends the refund, and the consignor owes it. */
export async function seedClaim(app: Pick<AppContext, 'db' | 'engine'>, by: string): Promise<void> {
  await inTransaction(app.db, async (trx) => {
    const [paid] = await queryPrepared<{ payment_id: string; total_amount: number }>(
      trx,
      `SELECT r.payment_id, r.total_amount FROM payouts_made o JOIN payout_lines l ON l.payout_id = o.id
       JOIN ledger_postings p ON p.transaction_id = l.transaction_id AND p.line = l.line AND p.kind = 'sale'
       JOIN reservations_orders r ON r.id = p.reservation_id AND r.state = 'paid'
       WHERE o.state = 'paid' ORDER BY r.total_amount, r.id LIMIT 1`,
      [],
    );
    if (!paid) return;
    const message = { type: 'refund', amount: paid.total_amount, why: 'asked' } as const;
    await app.engine.apply(trx, [messageTo(paymentMachine, paid.payment_id, message, { by })]);
  });
}
