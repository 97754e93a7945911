/** Whoever made an order is blocked from its case: by the order's address, by their account, by the cards that they paid with. */
import type { BlockKind, blockBuyer as blockBody } from '@holdfast/shared/blocks';
import { paymentMachine } from '@holdfast/shared/payments/machines';
import type { SupportCase } from '@holdfast/shared/support';
import type { z } from 'zod';
import { type BlockTarget, blockBuyers, blocksOf } from '../blocks/index.ts';
import { paymentActors } from '../payments/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import type { Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { findReservation } from '../reservations/index.ts';

interface Order {
  id: string;
  fan_id: string;
  email: string | null;
}

/** By what the buyer of an order can be blocked. */
async function targetsOf(trx: Trx, engine: Engine, order: Order): Promise<BlockTarget[]> {
  const [person] = await queryPrepared<{ id: string; name: string; email: string }>(
    trx,
    'SELECT id, name, email FROM accounts_people_named WHERE id = $1',
    [order.fan_id],
  );
  const cards = new Map<string, BlockTarget>();
  for (const row of await paymentActors(trx, order.id)) {
    if (engine.definitionOf(row.id).type !== paymentMachine.id) continue;
    const { card } = engine.contextOf(paymentMachine, row);
    if (card?.fingerprint)
      cards.set(card.fingerprint, {
        kind: 'card',
        value: card.fingerprint,
        shown: `${card.brand} ··${card.last4}`,
      });
  }
  const emails = [...new Set([order.email, person?.email].flatMap((email) => email?.toLowerCase() ?? []))];
  return [
    ...emails.map((email) => ({ kind: 'email' as const, value: email, shown: email })),
    ...(person
      ? [{ kind: 'account' as const, value: person.id, shown: `${person.name}, ${person.email}` }]
      : []),
    ...cards.values(),
  ];
}

/** What the case says of blocks: those in force, and by what else there is. */
export async function blockedFacts(
  trx: Trx,
  engine: Engine,
  order: Order,
): Promise<Pick<SupportCase['fan'], 'blocks' | 'blockable'>> {
  const targets = await targetsOf(trx, engine, order);
  const valuesOf = (kind: BlockKind) =>
    targets.filter((target) => target.kind === kind).map(({ value }) => value);
  const cards = valuesOf('card');
  const found = await Promise.all([
    blocksOf(trx, { fanId: valuesOf('account')[0], emails: valuesOf('email'), card: cards[0] }),
    ...cards.slice(1).map((card) => blocksOf(trx, { card })),
  ]);
  return {
    blocks: found.flat(),
    blockable: targets.map(({ kind, shown }) => ({ kind, shown })),
  };
}

/**
 * Blocks the buyer of an order. What is paid stays, and a hold that is open lasts until its deadline, unpaid.
 * @param idOrCode a reservation's id or order code
 * @throws Problem `not_found`, `already_blocked`; `validation_failed` where the order has none of what was chosen
 */
export async function blockBuyer(
  trx: Trx,
  engine: Engine,
  idOrCode: string,
  { by, reason, until }: z.output<typeof blockBody>,
  principal: Principal,
): Promise<void> {
  const order = await findReservation(trx, idOrCode);
  const targets = (await targetsOf(trx, engine, order)).filter(({ kind }) => by.includes(kind));
  const missing = by.filter((kind) => !targets.some((target) => target.kind === kind));
  if (missing.length > 0)
    throw fieldsRefused([{ field: 'by', code: 'unknown', message: missingWords[missing[0] as BlockKind] }]);
  const known = (await blockedFacts(trx, engine, order)).blocks;
  const isNew = ({ kind, shown }: BlockTarget) =>
    !known.some((block) => block.kind === kind && block.name.toLowerCase() === shown.toLowerCase());
  // Where some of it is blocked already, the rest is added.
  const added = targets.filter(isNew);
  await blockBuyers(
    trx,
    added.length > 0 ? added : targets,
    { reason, until, reservationId: order.id },
    principal,
  );
}

const missingWords: Record<BlockKind, string> = {
  email: 'This order has no email address.',
  account: 'This order was made without an account.',
  card: 'No card of this order is known by its fingerprint.',
};
