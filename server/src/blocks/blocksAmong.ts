/** Asks whether somebody is blocked: every hold and every payment does. */
import { type BlockKind, blockedWords, normalEmail } from '@holdfast/shared/blocks';
import { type Pipeline, queryPrepared, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';

/** What is known of a buyer; what isn't known is absent. */
export interface Buyer {
  /** Of somebody signed in; a guest's id is asked for too and never blocked. */
  fanId?: string | null | undefined;
  emails?: ReadonlyArray<string | null | undefined>;
  /** The card's fingerprint, as Stripe tells it. */
  card?: string | null | undefined;
}

const keyOf = (kind: BlockKind, value: string) => `${kind} ${value}`;

/** The keys by which a block would name this buyer. */
export function keysOf({ fanId, emails = [], card }: Buyer): string[] {
  return [
    ...(fanId ? [keyOf('account', fanId)] : []),
    ...emails.flatMap((email) => (email ? [keyOf('email', normalEmail(email))] : [])),
    ...(card ? [keyOf('card', card)] : []),
  ];
}

/** Those of the keys that are blocked now: one statement, whatever the number. */
export async function blocksAmong(
  on: Pipeline | Trx,
  buyers: readonly Buyer[],
): Promise<ReadonlySet<string>> {
  const keys = [...new Set(buyers.flatMap(keysOf))];
  if (keys.length === 0) return new Set();
  const rows = await queryPrepared<{ key: string }>(
    on,
    'SELECT key FROM buyer_blocks WHERE key = ANY($1::text[]) AND lifted_at IS NULL AND (until IS NULL OR until > now())',
    [keys],
  );
  return new Set(rows.map(({ key }) => key));
}

/** Whether one of the keys of this buyer is among the blocked ones. */
export const isBlocked = (blocked: ReadonlySet<string>, buyer: Buyer): boolean =>
  blocked.size > 0 && keysOf(buyer).some((key) => blocked.has(key));

/** @param what what hasn't happened: `Nothing is held and nothing was charged.` */
export const refusedAsBlocked = (what: string): Problem =>
  new Problem('buyer_blocked', `${blockedWords} ${what}`);

/** @throws Problem `buyer_blocked` where the buyer is blocked */
export async function refuseBlocked(trx: Trx, buyer: Buyer, what: string): Promise<void> {
  if (isBlocked(await blocksAmong(trx, [buyer]), buyer)) throw refusedAsBlocked(what);
}

/** Whether any card is blocked now: only then a payment waits to hear which card it is. */
export async function areCardsBlocked(trx: Trx): Promise<boolean> {
  const [row] = await queryPrepared<{ any: boolean }>(
    trx,
    `SELECT EXISTS (SELECT 1 FROM buyer_blocks WHERE kind = 'card' AND lifted_at IS NULL AND (until IS NULL OR until > now())) AS any`,
    [],
  );
  return row?.any ?? false;
}
