/**
 * A year's forms as a file for the IRS. The IRS's own CSV template for Form 1099-K (IRIS, Taxpayer Portal) is published anew with each
 * tax year in that portal, behind its sign-in, and couldn't be read here, so this file claims to be none: its columns are named
 * after the boxes of Form 1099-K, one line a form, and are carried over into that year's template, or given to a filing service.
 * Amounts are dollars with two decimals. It has whole taxpayer numbers.
 */
import type { TaxFile, TaxFormFacts } from '@holdfast/shared/taxForms';
import { tinKindNames } from '@holdfast/shared/taxpayers';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { type Cell, csvOf } from '../platform/spreadsheets/index.ts';
import { openTins } from '../taxpayers/index.ts';

interface Row {
  id: string;
  year: number;
  consignor_id: string;
  version: number;
  taxpayer_id: string | null;
  facts: TaxFormFacts;
}

const filerHeads = [
  'Filer Name',
  'Filer TIN (EIN)',
  'Filer Street',
  'Filer City',
  'Filer State',
  'Filer ZIP',
  'Filer Phone',
];
const payeeHeads = [
  'Payee TIN Type',
  'Payee TIN',
  'Payee Name',
  'Payee Business Name',
  'Payee Street',
  'Payee City',
  'Payee State',
  'Payee ZIP',
  'Payee Country',
  'Account Number',
];
const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const boxHeads = [
  'Filer Is',
  'Transactions Reported Are',
  'Box 1a Gross Amount',
  'Box 3 Number Of Payment Transactions',
  'Box 4 Federal Income Tax Withheld',
  ...monthNames.map((month, at) => `Box 5${'abcdefghijkl'[at]} ${month}`),
];
const heads = ['Form', 'Tax Year', 'Corrected', ...filerHeads, ...payeeHeads, ...boxHeads];

const dollars = (cents: number) => (cents / 100).toFixed(2);

/**
 * The newest version of each form, by the recipients' names. Each time somebody takes it is in the audit log.
 * @throws Problem `nothing_to_do` where no form was made; `transition_refused` for numbers that were sealed under an earlier secret
 */
export async function yearFile(trx: Trx, secret: string, id: string, principal: Principal): Promise<TaxFile> {
  const rows = await queryPrepared<Row>(
    trx,
    `SELECT * FROM (
       SELECT DISTINCT ON (consignor_id) id, year, consignor_id, version, taxpayer_id, facts FROM tax_forms WHERE year = $1
       ORDER BY consignor_id, version DESC
     ) newest ORDER BY lower(facts #>> '{recipient,name}'), consignor_id`,
    [Number(id)],
  );
  if (rows.length === 0)
    throw new Problem('nothing_to_do', 'No form of this year was made yet. Make them first.');
  const tins = await openTins(
    trx,
    secret,
    rows.flatMap(({ taxpayer_id }) => taxpayer_id ?? []),
  );
  const lines = rows.map((row) =>
    lineOf(row, row.taxpayer_id === null ? null : (tins.get(row.taxpayer_id) ?? null)),
  );
  let text = '';
  for await (const chunk of csvOf(heads, lines)) text += String(chunk);
  const name = `1099-K-${id}.csv`;
  await audit(trx, principal, [
    { what: 'taxYear.download', subject: id, after: { name, forms: rows.length } },
  ]);
  return { name, text };
}

function lineOf({ year, version, consignor_id, facts }: Row, tin: string | null): Cell[] {
  const { filer, recipient, boxes } = facts;
  return [
    '1099-K',
    String(year),
    version > 1 ? 'Yes' : 'No',
    filer.name,
    filer.ein,
    filer.street,
    filer.city,
    filer.region,
    filer.postalCode,
    filer.phone.replace(/^\+/, ''),
    recipient.tinKind && tinKindNames[recipient.tinKind].replace(/.*\((.*)\)/, '$1'),
    tin,
    recipient.name,
    recipient.businessName,
    recipient.street,
    recipient.city,
    recipient.region,
    recipient.postalCode,
    recipient.country,
    consignor_id,
    'Payment settlement entity (PSE)',
    'Third party network',
    dollars(boxes.gross),
    String(boxes.transactions),
    dollars(boxes.withheld),
    ...boxes.months.map(dollars),
  ];
}
