/** Consignors: the owners of tickets. */
import type { newConsignor } from '@holdfast/shared/consignors';
import { plainComponents } from '@holdfast/shared/pricing';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import { brokenConstraint, queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { writeRules } from '../pricing/index.ts';
import { Consignor } from './Consignor.ts';

/** @returns its id @throws Problem `validation_failed` when the email address is another consignor's */
export async function createConsignor(
  trx: Trx,
  { name, email, plan }: z.output<typeof newConsignor>,
  principal: Principal,
): Promise<string> {
  const id = newId('consignor');
  try {
    await Consignor.query(trx).insert({ id, name, email: email.toLowerCase(), plan });
  } catch (error) {
    if (brokenConstraint(error) !== 'consignors_email') throw error;
    throw fieldsRefused([
      { field: 'email', code: 'taken', message: 'Another consignor has this email address. Use a new one.' },
    ]);
  }
  await audit(trx, principal, [{ what: 'consignor.create', subject: id, after: { name, email, plan } }]);
  return id;
}

/** The marketplace's own consignor, created when missing; its commission is 100%, since it keeps the whole price. */
export async function marketplaceConsignor(trx: Trx): Promise<string> {
  const find = () => Consignor.query(trx).findOne({ is_marketplace: true });
  const known = await find();
  if (known) return known.id;
  const id = newId('consignor');
  await Consignor.query(trx)
    .insert({
      id,
      name: 'Holdfast Events',
      email: 'house@holdfast.example',
      plan: 'Marketplace',
      isMarketplace: true,
    })
    .onConflict()
    .ignore();
  const kept = await find().throwIfNotFound();
  if (kept.id !== id) return kept.id;
  const [now] = await queryPrepared<{ at: Date; fee_bps: number }>(
    trx,
    'SELECT now() AS at, fee_bps FROM percentages_at(NULL, NULL, NULL, $1, now())',
    [id],
  );
  if (!now)
    throw new Error('there are no percentages of the marketplace: the migration writes the first ones');
  await writeRules(trx, [
    {
      scope: 'consignor',
      target: id,
      components: plainComponents(10_000, now.fee_bps),
      effectiveFrom: now.at.toISOString(),
      reason: 'The marketplace owes itself nothing',
      createdBy: 'system',
    },
  ]);
  return id;
}

/** @throws Problem `validation_failed` on `consignorId` when there is no such consignor */
export async function requireConsignor(trx: Trx, id: string): Promise<void> {
  if (!(await Consignor.query(trx).findById(id)))
    throw fieldsRefused([
      { field: 'consignorId', code: 'unknown', message: 'There is no such consignor. Choose one.' },
    ]);
}

/** The oldest consignor with this email address, whatever its case. */
export async function consignorByEmail(
  trx: Trx,
  email: string,
): Promise<{ id: string; name: string } | null> {
  const found = await Consignor.query(trx).whereRaw('lower(email) = lower(?)', email).orderBy('id').first();
  return found ? { id: found.id, name: found.name } : null;
}
