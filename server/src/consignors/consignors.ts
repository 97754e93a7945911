/** Consignors: the owners of tickets. */
import type { newConsignor } from '@holdfast/shared/consignors';
import { plainComponents } from '@holdfast/shared/pricing';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import { brokenConstraint, queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { writeRules } from '../pricing/index.ts';

/** @returns its id @throws Problem `validation_failed` when the email address is another consignor's */
export async function createConsignor(
  trx: Trx,
  { name, email, plan }: z.output<typeof newConsignor>,
  principal: Principal,
): Promise<string> {
  const id = newId('consignor');
  try {
    await queryPrepared(trx, 'INSERT INTO consignors (id, name, email, plan) VALUES ($1, $2, $3, $4)', [
      id,
      name,
      email.toLowerCase(),
      plan,
    ]);
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
  const find = () => queryPrepared<{ id: string }>(trx, 'SELECT id FROM consignors WHERE is_marketplace');
  const [known] = await find();
  if (known) return known.id;
  const id = newId('consignor');
  const made = await queryPrepared(
    trx,
    `INSERT INTO consignors (id, name, email, plan, is_marketplace) VALUES ($1, 'Holdfast Events', 'house@holdfast.example', 'Marketplace', true)
     ON CONFLICT DO NOTHING RETURNING id`,
    [id],
  );
  if (made.length === 0) return ((await find())[0] as { id: string }).id;
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
  const [found] = await queryPrepared(trx, 'SELECT 1 AS found FROM consignors WHERE id = $1', [id]);
  if (!found)
    throw fieldsRefused([
      { field: 'consignorId', code: 'unknown', message: 'There is no such consignor. Choose one.' },
    ]);
}

/** The oldest consignor with this email address, whatever its case. */
export async function consignorByEmail(
  trx: Trx,
  email: string,
): Promise<{ id: string; name: string } | null> {
  const [row] = await queryPrepared<{ id: string; name: string }>(
    trx,
    'SELECT id, name FROM consignors WHERE lower(email) = lower($1) ORDER BY id LIMIT 1',
    [email],
  );
  return row ?? null;
}
