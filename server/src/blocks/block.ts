/** Blocks a buyer, and lifts a block. */
import { type BlockKind, normalEmail } from '@holdfast/shared/blocks';
import { audit, type Principal } from '../platform/audit.ts';
import { brokenConstraint, queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';

/** By what somebody is blocked. */
export interface BlockTarget {
  kind: BlockKind;
  /** An address as typed, a person's id, or a card's fingerprint. */
  value: string;
  /** As people read it. A person's name is looked up when it is shown. */
  shown: string;
}
export interface BlockTerms {
  reservationId: string | null;
  reason: string;
  /** ISO instant; null: for good. */
  until: string | null;
}

/**
 * Blocks them all or none.
 * @returns the blocks' ids
 * @throws Problem `already_blocked` where one is in force; `validation_failed` for an end in the past
 */
export async function blockBuyers(
  trx: Trx,
  targets: readonly BlockTarget[],
  terms: BlockTerms,
  principal: Principal,
): Promise<string[]> {
  if (terms.until !== null && Date.parse(terms.until) <= Date.now())
    throw fieldsRefused([{ field: 'until', code: 'past', message: 'Choose a moment that is to come.' }]);
  const ids: string[] = [];
  for (const target of targets) ids.push(await blockOne(trx, target, terms, principal));
  return ids;
}

async function blockOne(
  trx: Trx,
  { kind, value, shown }: BlockTarget,
  { reservationId, reason, until }: BlockTerms,
  principal: Principal,
): Promise<string> {
  const id = newId('buyerBlock');
  const normal = kind === 'email' ? normalEmail(value) : value;
  // One whose time is over makes room.
  await queryPrepared(
    trx,
    'UPDATE buyer_blocks SET lifted_at = until WHERE kind = $1 AND value = $2 AND lifted_at IS NULL AND until <= now()',
    [kind, normal],
  );
  try {
    await queryPrepared(
      trx,
      `INSERT INTO buyer_blocks (id, kind, value, shown, reservation_id, reason, created_by, until)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, kind, normal, shown, reservationId, reason, principal.by, until],
    );
  } catch (error) {
    if (brokenConstraint(error) !== 'buyer_blocks_one_a_key') throw error;
    throw new Problem('already_blocked', `${describe(kind, shown)} is blocked already. Nothing was changed.`);
  }
  await audit(trx, principal, [
    { what: 'block.create', subject: id, reason, after: { kind, shown, until, reservationId } },
  ]);
  return id;
}

const describe = (kind: BlockKind, shown: string) =>
  kind === 'account' ? 'The account' : kind === 'card' ? `The card ${shown}` : shown;

/** @throws Problem `not_found` where none of this id is in force */
export async function liftBlock(trx: Trx, id: string, reason: string, principal: Principal): Promise<void> {
  const [row] = await queryPrepared<{ kind: BlockKind; shown: string; until: Date | null; lifted_at: Date }>(
    trx,
    `UPDATE buyer_blocks SET lifted_at = now(), lifted_by = $2, lift_reason = $3
     WHERE id = $1 AND lifted_at IS NULL AND (until IS NULL OR until > now()) RETURNING kind, shown, until, lifted_at`,
    [id, principal.by, reason],
  );
  if (!row) throw notFound('block in force');
  const { kind, shown, until } = row;
  await audit(trx, principal, [
    {
      what: 'block.lift',
      subject: id,
      reason,
      before: { kind, shown, until: until?.toISOString() ?? null, liftedAt: null },
      after: { liftedAt: row.lifted_at.toISOString() },
    },
  ]);
}
