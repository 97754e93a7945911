/** Everybody who was paid in a year, judged: whose payments are reported, and which forms there are. */
import {
  judgeYear,
  type TaxForm as Shown,
  type TaxFormFacts,
  type TaxPayee,
  type TaxRecipient,
} from '@holdfast/shared/taxForms';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { type TaxpayersStanding, taxpayersOf } from '../taxpayers/index.ts';
import { type Paid, paidInYear } from './gross.ts';

/** A consignor of a year with what a form of theirs would say now. */
export interface JudgedPayee {
  payee: TaxPayee;
  taxpayerId: string | null;
  recipient: TaxRecipient;
  /** The newest version's facts. */
  madeFacts: TaxFormFacts | null;
  proceeds: number;
}

interface FormRow {
  id: string;
  year: number;
  consignor_id: string;
  version: number;
  made_at: Date;
  facts: TaxFormFacts;
  is_drawn: boolean;
}
interface Profile {
  id: string;
  name: string;
  legal_name: string | null;
  address: string | null;
  city: string | null;
  region: string | null;
  postal_code: string | null;
  country: string | null;
}
type Standing = Pick<
  TaxpayersStanding,
  'consignor_id' | 'taxpayer_id' | 'kind' | 'missing' | 'region' | 'country' | 'exempt_code'
>;

export const presentForm = (row: Omit<FormRow, 'consignor_id'>): Shown => ({
  id: row.id,
  year: row.year,
  version: row.version,
  isCorrected: row.version > 1,
  isDrawn: row.is_drawn,
  madeAt: row.made_at.toISOString(),
  boxes: row.facts.boxes,
});

/** The newest version of each consignor's form of a year. */
const newestForms = (trx: Trx, year: number) =>
  queryPrepared<FormRow>(
    trx,
    `SELECT DISTINCT ON (consignor_id) id, year, consignor_id, version, made_at, facts, document IS NOT NULL AS is_drawn
     FROM tax_forms WHERE year = $1 ORDER BY consignor_id, version DESC`,
    [year],
  );

const nothing: Omit<Paid, 'consignorId'> = {
  gross: 0,
  transactions: 0,
  withheld: 0,
  proceeds: 0,
  months: Array.from({ length: 12 }, () => 0),
};

/** Everybody with a payment in the year, the largest first, then who only has a form of it, such as somebody that was merged since. */
export async function judgePayees(trx: Trx, year: number): Promise<JudgedPayee[]> {
  const paid = await paidInYear(trx, year);
  const forms = new Map((await newestForms(trx, year)).map((form) => [form.consignor_id, form]));
  const withPayment = new Set(paid.map(({ consignorId }) => consignorId));
  const formerly = [...forms.keys()].filter((id) => !withPayment.has(id));
  const all: Paid[] = [...paid, ...formerly.map((consignorId) => ({ consignorId, ...nothing }))];
  const ids = all.map(({ consignorId }) => consignorId);
  const standings = await byConsignor<Standing>(
    trx,
    `SELECT consignor_id, taxpayer_id, kind, missing, region, country, exempt_code FROM taxpayers_standing
     WHERE consignor_id = ANY($1::text[])`,
    ids,
  );
  const profiles = await byConsignor<Profile & { consignor_id: string }>(
    trx,
    `SELECT c.id AS consignor_id, c.id, c.name, p.legal_name, p.address, p.city, p.region, p.postal_code, p.country
     FROM consignors_named c JOIN consignors_profiles p ON p.id = c.id WHERE c.id = ANY($1::text[])`,
    ids,
  );
  const taxpayers = await taxpayersOf(
    trx,
    [...standings.values()].flatMap(({ taxpayer_id }) => taxpayer_id ?? []),
  );
  return all.map((each) => {
    const standing = standings.get(each.consignorId);
    const profile = profiles.get(each.consignorId);
    const taxpayer = standing?.taxpayer_id ? taxpayers.get(standing.taxpayer_id) : undefined;
    const recipient = taxpayer?.kind === 'w9' ? recipientOf(taxpayer) : recipientOfProfile(profile);
    return judge(each, { standing, name: profile?.name ?? '', recipient, form: forms.get(each.consignorId) });
  });
}

async function byConsignor<Row extends { consignor_id: string }>(
  trx: Trx,
  text: string,
  ids: readonly string[],
): Promise<Map<string, Row>> {
  const rows = await queryPrepared<Row>(trx, text, [ids]);
  return new Map(rows.map((row) => [row.consignor_id, row]));
}

function recipientOf(taxpayer: TaxRecipient): TaxRecipient {
  const { name, businessName, street, city, region, postalCode, country, tinKind, lastFour } = taxpayer;
  return { name, businessName, street, city, region, postalCode, country, tinKind, lastFour };
}

/** Without a W-9 a form has the name and address that the marketplace has, and no number. */
const recipientOfProfile = (profile: Profile | undefined): TaxRecipient => ({
  name: profile?.legal_name ?? profile?.name ?? '',
  businessName: null,
  street: profile?.address ?? null,
  city: profile?.city ?? null,
  region: profile?.region ?? null,
  postalCode: profile?.postal_code ?? null,
  country: profile?.country ?? null,
  tinKind: null,
  lastFour: null,
});

interface About {
  standing: Standing | undefined;
  name: string;
  recipient: TaxRecipient;
  form: FormRow | undefined;
}

function judge(
  { consignorId, proceeds, ...boxes }: Paid,
  { standing, name, recipient, form }: About,
): JudgedPayee {
  const isForeign = standing?.kind === 'w8' && standing.missing === null;
  const isAbroad = recipient.country !== null && recipient.country !== 'US';
  const verdict = judgeYear(boxes, {
    kind: standing?.kind ?? null,
    exemptCode: standing?.exempt_code ?? null,
    region: isAbroad ? null : (recipient.region?.toUpperCase() ?? null),
    isForeign,
    withheld: boxes.withheld,
  });
  const payee: TaxPayee = {
    id: consignorId,
    name,
    ...boxes,
    kind: standing?.kind ?? null,
    missing: standing ? standing.missing : 'taxMissing',
    region: recipient.region,
    verdict,
    form: form ? presentForm(form) : null,
    isChanged: false,
  };
  const judged: JudgedPayee = {
    payee,
    taxpayerId: standing?.kind === 'w9' ? standing.taxpayer_id : null,
    recipient,
    madeFacts: form?.facts ?? null,
    proceeds,
  };
  return { ...judged, payee: { ...payee, isChanged: correction(judged) !== null } };
}

/**
 * What a correction of the form that was made would say: what is so now, or zeros where nothing is reported any more.
 * @returns null: it is as it is, or there is none
 */
export function correction({
  payee,
  recipient,
  madeFacts,
}: JudgedPayee): Pick<TaxFormFacts, 'recipient' | 'boxes'> | null {
  if (madeFacts === null) return null;
  const now = payee.verdict.isReportable
    ? { recipient, boxes: boxesOf(payee) }
    : { recipient: madeFacts.recipient, boxes: boxesOf(nothing) };
  const before = { recipient: madeFacts.recipient, boxes: madeFacts.boxes };
  return sameFacts(now, before) ? null : now;
}

export const boxesOf = ({ gross, transactions, withheld, months }: TaxFormFacts['boxes']) => ({
  gross,
  transactions,
  withheld,
  months,
});

type Facts = Pick<TaxFormFacts, 'recipient' | 'boxes'>;
/** Whatever the order of their fields. */
function sameFacts(one: Facts, other: Facts): boolean {
  const text = ({ recipient, boxes }: Facts) =>
    JSON.stringify([Object.entries(recipient).toSorted(), Object.entries(boxes).toSorted()]);
  return text(one) === text(other);
}
