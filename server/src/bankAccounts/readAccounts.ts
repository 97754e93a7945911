/** A consignor's bank data as people see it. */
import { type BankData, kindOfCurrency, type BankAccount as Shown } from '@holdfast/shared/bankAccounts';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { settingsRow } from './settings.ts';

interface Row extends Pick<Shown, 'id' | 'kind' | 'holder'> {
  last_four: string;
  given_at: Date;
  given_as: Shown['givenAs'];
  given_by: string;
  usable_from: Date;
  ended_at: Date | null;
}

/** What is in use, and what was before. @throws Problem `not_found` */
export async function showBankData(trx: Trx, consignorId: string): Promise<BankData> {
  const [consignor] = await queryPrepared(trx, 'SELECT 1 AS one FROM consignors_named WHERE id = $1', [
    consignorId,
  ]);
  if (!consignor) throw notFound('consignor');
  const rows = await queryPrepared<Row>(
    trx,
    `SELECT b.id, b.kind, b.holder, b.last_four, b.given_at, b.given_as, coalesce(p.name, b.given_by) AS given_by, b.usable_from, b.ended_at
     FROM bank_accounts b LEFT JOIN accounts_people_named p ON p.id = b.given_by
     WHERE b.consignor_id = $1 ORDER BY b.id DESC LIMIT 50`,
    [consignorId],
  );
  const accounts = rows.map(present);
  const payable = kindOfCurrency(marketplaceCurrency);
  return {
    current: accounts.find(({ endedAt }) => endedAt === null) ?? null,
    past: accounts.filter(({ endedAt }) => endedAt !== null),
    waitingDays: (await settingsRow(trx)).waitingDays,
    kinds: payable ? [payable] : [],
  };
}

const present = ({ id, kind, holder, ...row }: Row): Shown => ({
  id,
  kind,
  holder,
  lastFour: row.last_four,
  givenAt: row.given_at.toISOString(),
  givenAs: row.given_as,
  givenBy: row.given_by,
  usableFrom: row.usable_from.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
});

/** What an email tells of bank data that was given. */
export async function bankDataToMail(
  trx: Trx,
  accountId: string,
): Promise<(Pick<Shown, 'kind' | 'lastFour' | 'givenAs' | 'usableFrom'> & { name: string }) | null> {
  const [row] = await queryPrepared<Row & { name: string }>(
    trx,
    `SELECT b.kind, b.last_four, b.given_as, b.usable_from, c.name FROM bank_accounts b
     JOIN consignors_named c ON c.id = b.consignor_id WHERE b.id = $1`,
    [accountId],
  );
  if (!row) return null;
  const { name, kind } = row;
  return {
    name,
    kind,
    lastFour: row.last_four,
    givenAs: row.given_as,
    usableFrom: row.usable_from.toISOString(),
  };
}
