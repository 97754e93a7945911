/** A consignor's tax data as people see it. */
import { marketplaceCurrency } from '@holdfast/shared/money';
import type { Taxpayer as Shown, TaxData } from '@holdfast/shared/taxpayers';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import type { TaxpayersStanding } from './views.ts';

interface Row
  extends Pick<
    Shown,
    'id' | 'kind' | 'name' | 'classification' | 'street' | 'city' | 'region' | 'country' | 'signature'
  > {
  business_name: string | null;
  exempt_code: string | null;
  postal_code: string | null;
  tin_kind: Shown['tinKind'];
  last_four: string | null;
  is_subject: boolean;
  signed_on: string | null;
  valid_until: string | null;
  given_at: Date;
  given_as: Shown['givenAs'];
  given_by: string;
  ended_at: Date | null;
}

const columns = `t.id, t.kind, t.name, t.business_name, t.classification, t.exempt_code, t.street, t.city, t.region, t.postal_code, t.country,
  t.tin_kind, t.last_four, t.is_subject, t.signature, t.signed_on, t.valid_until, t.given_at, t.given_as,
  coalesce(p.name, t.given_by) AS given_by, t.ended_at`;

/** What is in use, and what was before. @throws Problem `not_found` */
export async function showTaxData(trx: Trx, consignorId: string): Promise<TaxData> {
  const [standing] = await queryPrepared<Pick<TaxpayersStanding, 'missing' | 'limit_amount'>>(
    trx,
    'SELECT missing, limit_amount FROM taxpayers_standing WHERE consignor_id = $1',
    [consignorId],
  );
  if (!standing) throw notFound('consignor');
  const rows = await queryPrepared<Row>(
    trx,
    `SELECT ${columns} FROM taxpayers t LEFT JOIN accounts_people_named p ON p.id = t.given_by
     WHERE t.consignor_id = $1 ORDER BY t.id DESC LIMIT 50`,
    [consignorId],
  );
  const all = rows.map(present);
  const isAsked = marketplaceCurrency === 'USD';
  return {
    current: all.find(({ endedAt }) => endedAt === null) ?? null,
    past: all.filter(({ endedAt }) => endedAt !== null),
    missing: standing.missing,
    isAsked,
    limit: isAsked ? standing.limit_amount : null,
  };
}

/** Tax data by ids, also what was in use before. */
export async function taxpayersOf(trx: Trx, ids: readonly string[]): Promise<Map<string, Shown>> {
  const rows = await queryPrepared<Row>(
    trx,
    `SELECT ${columns} FROM taxpayers t LEFT JOIN accounts_people_named p ON p.id = t.given_by WHERE t.id = ANY($1::text[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, present(row)]));
}

function present(row: Row): Shown {
  const { business_name, exempt_code, postal_code, tin_kind, last_four, is_subject, signed_on, ...rest } =
    row;
  const { valid_until, given_at, given_as, given_by, ended_at, ...open } = rest;
  return {
    ...open,
    businessName: business_name,
    exemptCode: exempt_code,
    postalCode: postal_code,
    tinKind: tin_kind,
    lastFour: last_four,
    isSubject: is_subject,
    signedOn: signed_on,
    validUntil: valid_until,
    givenAt: given_at.toISOString(),
    givenAs: given_as,
    givenBy: given_by,
    endedAt: ended_at?.toISOString() ?? null,
  };
}

/** What an email tells of tax data that was given: no digit of a number. */
export async function taxDataToMail(
  trx: Trx,
  taxpayerId: string,
): Promise<(Pick<Shown, 'kind' | 'givenAs' | 'validUntil'> & { consignor: string }) | null> {
  const [row] = await queryPrepared<Pick<Row, 'kind' | 'given_as' | 'valid_until'> & { consignor: string }>(
    trx,
    `SELECT t.kind, t.given_as, t.valid_until, c.name AS consignor FROM taxpayers t
     JOIN consignors_named c ON c.id = t.consignor_id WHERE t.id = $1`,
    [taxpayerId],
  );
  if (!row) return null;
  const { kind, given_as, valid_until, consignor } = row;
  return { kind, givenAs: given_as, validUntil: valid_until, consignor };
}
