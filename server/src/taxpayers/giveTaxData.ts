/** Tax data is given or replaced, by the consignor or by finance. What was before stays in the history. */
import type { FieldProblem } from '@holdfast/shared/http';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { type TaxDetails, w8ValidUntil } from '@holdfast/shared/taxpayers';
import { countries } from '../catalog/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { jobs } from '../platform/jobs/index.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { marketToday } from '../stats/index.ts';
import { openTin, sealTin, taxKeyOf } from './sealedTins.ts';
import { Taxpayer } from './Taxpayer.ts';

interface Giving {
  secret: string;
  consignorId: string;
  details: TaxDetails;
  as: 'consignor' | 'finance';
}

/** What of a form stands in the open; the same columns tell whether something changes. */
function openPart(details: TaxDetails, today: string) {
  const none = {
    businessName: null,
    classification: null,
    exemptCode: null,
    street: null,
    city: null,
    region: null,
    postalCode: null,
    tinKind: null,
    lastFour: null,
    isSubject: false,
    signature: null,
    signedOn: null,
    validUntil: null,
  };
  if (details.kind !== 'w9') {
    const { kind, name, country } = details;
    const signed =
      kind === 'w8' ? { signedOn: details.signedOn, validUntil: w8ValidUntil(details.signedOn) } : {};
    return { ...none, kind, name, country, ...signed };
  }
  const { certifies: _, tin, signedOn, ...open } = details;
  return { ...none, ...open, lastFour: tin.slice(-4), signedOn: signedOn ?? today };
}

/**
 * Takes the place of the tax data before; it counts at once. The consignor is told by email at the address that they have now.
 * @throws Problem `not_found`; `validation_failed`; `nothing_to_do` for what is in use already
 */
export async function giveTaxData(
  trx: Trx,
  { secret, consignorId, details, as }: Giving,
  principal: Principal,
): Promise<void> {
  const toldAt = await lockConsignor(trx, consignorId);
  const today = await marketToday(trx);
  const problems = problemsOf(details, today);
  if (problems.length > 0) throw fieldsRefused(problems);
  const key = taxKeyOf(secret);
  const before = await Taxpayer.query(trx).findOne({ consignor_id: consignorId, ended_at: null });
  const open = openPart(details, today);
  const tin = details.kind === 'w9' ? details.tin : null;
  if (before && isSame(before, open) && tinOf(key, before) === tin)
    throw new Problem('nothing_to_do', 'This tax data is in use already. Nothing was changed.');
  const now = new Date();
  if (before) await Taxpayer.query(trx).findById(before.id).patch({ endedAt: now });
  const id = newId('taxpayer');
  await Taxpayer.query(trx).insert({
    id,
    consignorId,
    ...open,
    sealed: tin === null ? null : sealTin(key, id, tin),
    keyId: tin === null ? null : key.id,
    givenAt: now,
    givenBy: principal.by,
    givenAs: as,
  });
  await audit(trx, principal, [
    {
      what: 'consignor.giveTaxData',
      subject: consignorId,
      before: before ? { kind: before.kind, lastFour: before.lastFour } : null,
      after: { kind: open.kind, lastFour: open.lastFour, validUntil: open.validUntil, as },
    },
  ]);
  const task = 'notifications.mailTaxData';
  await jobs.add(trx, [{ task, payload: { taxpayerId: id, to: toldAt }, key: `${task} ${id}` }]);
}

const tinOf = (key: ReturnType<typeof taxKeyOf>, { id, sealed, keyId }: Taxpayer): string | null =>
  sealed === null ? null : openTin(key, { id, sealed, keyId });

/** Whether a form says nothing new; the day of signing of a W-9 is no news. */
function isSame(before: Taxpayer, open: ReturnType<typeof openPart>): boolean {
  return Object.entries(open).every(
    ([name, value]) =>
      (name === 'signedOn' && open.kind === 'w9') || before[name as keyof Taxpayer] === value,
  );
}

/** One consignor's tax data is changed once at a time. @returns their email address now: a change of it meanwhile doesn't hide this one */
async function lockConsignor(trx: Trx, consignorId: string): Promise<string> {
  const [found] = await queryPrepared<{ email: string }>(
    trx,
    'SELECT email FROM consignors_named WHERE id = $1 AND merged_into IS NULL AND NOT is_marketplace',
    [consignorId],
  );
  if (!found) throw notFound('consignor');
  await queryPrepared(trx, 'SELECT pg_advisory_xact_lock(707203, hashtext($1))', [consignorId]);
  return found.email;
}

/** What only the server checks: the marketplace's currency, countries, and days by its clocks. */
function problemsOf(details: TaxDetails, today: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const refuse = (field: string, code: string, message: string) => problems.push({ field, code, message });
  if (marketplaceCurrency !== 'USD')
    refuse('kind', 'not_asked', 'US tax data is asked only where the marketplace pays in US dollars.');
  if (!countries().some(({ id }) => id === details.country))
    refuse('country', 'wrong', 'There is no such country. Give two letters, such as US.');
  if (details.kind === 'foreign' || details.signedOn === null) return problems;
  if (details.signedOn > today)
    refuse('signedOn', 'too_big', 'Give the day on which the form was signed, not one ahead.');
  else if (details.kind === 'w8' && w8ValidUntil(details.signedOn) < today)
    refuse(
      'signedOn',
      'too_small',
      'A Form W-8 is valid until the end of the third year after its signing, so this one is over. Ask for a new one.',
    );
  return problems;
}
