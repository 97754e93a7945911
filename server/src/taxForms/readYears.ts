/** Years of Forms 1099-K as finance reads them. */
import {
  closeBps,
  type PayeeFilter,
  type TaxPayee,
  type TaxYear,
  type TaxYearShown,
  type taxPayeeQuery,
  type taxYearQuery,
} from '@holdfast/shared/taxForms';
import type { z } from 'zod';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { marketToday } from '../stats/index.ts';
import { showFiler } from './filer.ts';
import { firstYear, paidInYear, proceedsBooked } from './gross.ts';
import { correction, type JudgedPayee, judgePayees } from './judgePayees.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
const yearNow = async (trx: Trx) => Number((await marketToday(trx)).slice(0, 4));

/** Every year from the first payment until now, newest first. */
export async function listYears(trx: Trx, { page, perPage, order }: z.output<typeof taxYearQuery>) {
  const now = await yearNow(trx);
  const first = await firstYear(trx);
  const years = first === null ? [] : Array.from({ length: now - first + 1 }, (_, at) => now - at);
  if (order === 'asc') years.reverse();
  const shown: TaxYear[] = [];
  for (const year of years.slice((page - 1) * perPage, page * perPage))
    shown.push(await yearOf(trx, year, now));
  return { data: shown, total: years.length };
}

async function yearOf(trx: Trx, year: number, now: number): Promise<TaxYear> {
  const paid = await paidInYear(trx, year);
  const [row] = await queryPrepared<{ forms: number }>(
    trx,
    'SELECT count(DISTINCT consignor_id)::int AS forms FROM tax_forms WHERE year = $1',
    [year],
  );
  return {
    id: String(year),
    isOver: year < now,
    gross: sum(paid.map(({ gross }) => gross)),
    transactions: sum(paid.map(({ transactions }) => transactions)),
    forms: row?.forms ?? 0,
  };
}

/** Whether a consignor is listed under a filter. */
export const listed: Record<PayeeFilter, (payee: TaxPayee) => boolean> = {
  reportable: ({ verdict }) => verdict.isReportable,
  close: ({ verdict }) => !verdict.isReportable && verdict.exempt === null && verdict.nearBps >= closeBps,
  missing: ({ verdict, missing }) =>
    missing !== null && (verdict.isReportable || verdict.nearBps >= closeBps || verdict.unsure !== null),
  all: () => true,
};

/** What making forms would do for one consignor. */
export function toMakeOf(judged: JudgedPayee, withoutNumber: boolean): 'new' | 'corrected' | null {
  if (judged.madeFacts !== null) return correction(judged) === null ? null : 'corrected';
  if (!judged.payee.verdict.isReportable) return null;
  return judged.recipient.lastFour !== null || withoutNumber ? 'new' : null;
}

/** A year with what is to be done. @throws Problem `not_found` for a year without payments that isn't this one */
export async function showYear(trx: Trx, id: string): Promise<TaxYearShown> {
  const year = await knownYear(trx, id);
  const all = await judgePayees(trx, year);
  const payees = all.map(({ payee }) => payee);
  const making = all.map((each) => toMakeOf(each, true));
  const base = await yearOf(trx, year, await yearNow(trx));
  const [row] = await queryPrepared<{ unmade: number }>(
    trx,
    'SELECT count(*)::int AS unmade FROM tax_forms WHERE year = $1 AND document IS NULL',
    [year],
  );
  const count = (filter: PayeeFilter) => payees.filter(listed[filter]).length;
  return {
    ...base,
    withheld: sum(payees.map(({ withheld }) => withheld)),
    proceeds: sum(all.map(({ proceeds }) => proceeds)),
    booked: await proceedsBooked(trx, year),
    counts: {
      reportable: count('reportable'),
      close: count('close'),
      missing: count('missing'),
      all: payees.length,
    },
    toMake: making.filter((each) => each !== null).length,
    toCorrect: making.filter((each) => each === 'corrected').length,
    withoutNumber: all.filter(
      ({ payee, recipient }) => payee.verdict.isReportable && recipient.lastFour === null,
    ).length,
    unmade: row?.unmade ?? 0,
    filer: await showFiler(trx),
  };
}

/** @throws Problem `not_found` */
async function knownYear(trx: Trx, id: string): Promise<number> {
  const year = Number(id);
  const now = await yearNow(trx);
  const first = (await firstYear(trx)) ?? now;
  if (year < first || year > now) throw notFound('year');
  return year;
}

/** One page of a year's consignors. @throws Problem `not_found` */
export async function listPayees(trx: Trx, id: string, asked: z.output<typeof taxPayeeQuery>) {
  const year = await knownYear(trx, id);
  const found = (await judgePayees(trx, year)).map(({ payee }) => payee).filter(listed[asked.show]);
  const by: Record<typeof asked.sort, (one: TaxPayee, other: TaxPayee) => number> = {
    gross: (one, other) => one.gross - other.gross,
    nearBps: (one, other) => one.verdict.nearBps - other.verdict.nearBps,
    name: (one, other) => one.name.localeCompare(other.name, 'en'),
  };
  const direction = asked.order === 'asc' ? 1 : -1;
  found.sort((one, other) => direction * by[asked.sort](one, other) || (one.id < other.id ? -1 : 1));
  return {
    data: found.slice((asked.page - 1) * asked.perPage, asked.page * asked.perPage),
    total: found.length,
  };
}
